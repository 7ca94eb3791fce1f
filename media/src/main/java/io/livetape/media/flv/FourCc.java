package io.livetape.media.flv;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Codec names of Enhanced RTMP: four characters in one number, the first in the highest byte. */
final class FourCc {
  static final int AVC1 = of("avc1");
  static final int HVC1 = of("hvc1");
  static final int AV01 = of("av01");
  static final int VP09 = of("vp09");
  static final int MP4A = of("mp4a");
  static final int OPUS = of("Opus");

  private FourCc() {}

  static int of(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)).getInt();
  }

  /** The codec, or null for one that is not carried. */
  static FlvTagBody.Codec video(int fourCc) {
    if (fourCc == AVC1) {
      return FlvTagBody.Codec.H264;
    } else if (fourCc == HVC1) {
      return FlvTagBody.Codec.H265;
    } else if (fourCc == AV01) {
      return FlvTagBody.Codec.AV1;
    } else if (fourCc == VP09) {
      return FlvTagBody.Codec.VP9;
    }
    return null;
  }

  /** The codec, or null for one that is not carried. */
  static FlvTagBody.Codec audio(int fourCc) {
    if (fourCc == MP4A) {
      return FlvTagBody.Codec.AAC;
    }
    return fourCc == OPUS ? FlvTagBody.Codec.OPUS : null;
  }

  /** For messages: whatever is not a letter, digit or dot is shown as a question mark. */
  static String text(int fourCc) {
    StringBuilder text = new StringBuilder();
    for (int shift = 24; shift >= 0; shift -= 8) {
      int character = fourCc >> shift & 0xFF;
      boolean plain = character < 128 && (Character.isLetterOrDigit(character) || character == '.' || character == '-');
      text.append(plain ? (char) character : '?');
    }
    return text.toString();
  }
}
