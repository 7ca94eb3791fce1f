/** Action Message Format: AMF 0 as RTMP commands use it, and the scalar values of AMF 3 where a peer switches to them. */
package io.livetape.rtmp.amf;
