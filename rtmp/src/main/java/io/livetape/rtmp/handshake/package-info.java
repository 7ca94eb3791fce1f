/** The handshake of RTMP: the simple one of Adobe RTMP 1.0, 5.2, and the one with digests that players and encoders use. */
package io.livetape.rtmp.handshake;
