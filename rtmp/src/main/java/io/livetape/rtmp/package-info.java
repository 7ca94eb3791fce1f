/**
 * RTMP server: publishers in, viewers out; and a small publisher for demonstrations and tests.
 *
 * <pre>
 *  socket ─▶ RtmpConnection: handshake, chunks ─▶ messages ─▶ RtmpSession: commands ─┬─▶ Publishing: tag bodies → samples ─▶ live stream
 *                                                                                     └─▶ Playing ◀── PlayReader ◀── live stream
 * </pre>
 *
 * A connection belongs to one event loop, and so does everything it publishes. Adobe RTMP 1.0 and Enhanced RTMP.
 */
package io.livetape.rtmp;
