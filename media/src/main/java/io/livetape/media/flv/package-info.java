/**
 * FLV: tag bodies as they come from publishers, and tags as they go to files and viewers.
 *
 * <pre>
 *  file    header (9 bytes) | 0 (4 bytes) | tag | tag | …
 *  tag     header (11 bytes) | body | size of header and body (4 bytes)
 * </pre>
 *
 * Adobe Flash Video File Format 10.1, annex E; Enhanced RTMP 1 and the single-track parts of 2 for H.265, AV1, VP9 and Opus.
 * RTMP carries the same tag bodies as messages of the same type numbers.
 */
package io.livetape.media.flv;
