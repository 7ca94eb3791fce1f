/**
 * MPEG-TS (ISO/IEC 13818-1): tapes as players that know no fragmented MP4 want them, and streams of others taken apart. One that is written
 * has one program:
 * <pre>
 *   PAT  PMT  | PES of the first track, PES of the second … in decode order, each cut into packets of 188 bytes
 * </pre>
 * Times are 90 kHz, taken from the tape's timeline and moved on by a constant, so that no clock reference is negative.
 */
package io.livetape.media.ts;
