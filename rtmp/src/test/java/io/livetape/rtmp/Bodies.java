package io.livetape.rtmp;

import io.livetape.media.flv.FlvTags;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Tag bodies in hexadecimal: real configurations, and frames of a few bytes. */
final class Bodies {
  static final String AVC_CONFIG = "17 00 000000 0164001fffe1001a6764001facd9405005bb011000000300100000030320f183196001000668ebe"
      + "3cb22c0fdf8f800";
  static final String AVC_KEY = "17 01 000028 00000002 65aa";
  static final String AVC_INTER = "27 01 000000 00000002 41bb";
  static final String AAC_CONFIG = "af 00 119056e500";
  static final String AAC_FRAME = "af 01 2110";

  private Bodies() {}

  static ByteBuffer buffer(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  static void video(RtmpPublisher publisher, long timestampMs, String hex) throws IOException {
    publisher.write(FlvTags.VIDEO, timestampMs, buffer(hex));
  }

  static void audio(RtmpPublisher publisher, long timestampMs, String hex) throws IOException {
    publisher.write(FlvTags.AUDIO, timestampMs, buffer(hex));
  }

  /** An H.264 frame of this many bytes in all. */
  static ByteBuffer frame(boolean key, int sizeBytes) {
    return ByteBuffer.allocate(sizeBytes).put(0, (byte) (key ? 0x17 : 0x27)).put(1, (byte) 1);
  }
}
