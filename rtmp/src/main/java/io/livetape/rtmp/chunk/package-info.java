/**
 * The chunk stream: messages of several streams cut into chunks and sent in turns on one connection. Pure: no socket, thread, clock
 * or log.
 *
 * <pre>
 *  chunk           basic header | message header | [extended timestamp (32)] | data, at most the chunk size
 *  basic header    fmt (2) id (6)                      id 2..63
 *                  fmt (2) 0 (6) | id - 64 (8)         id 64..319
 *                  fmt (2) 1 (6) | id - 64 (16, LE)    id 64..65599
 *  message header  fmt 0: timestamp (24) | length (24) | type (8) | stream (32, LE)
 *                  fmt 1: delta (24)     | length (24) | type (8)
 *                  fmt 2: delta (24)
 *                  fmt 3: nothing
 * </pre>
 *
 * Adobe RTMP 1.0, section 5.3.
 */
package io.livetape.rtmp.chunk;
