package io.livetape.media.mp4;

/** Four-character codes as the big-endian numbers that files hold. */
final class FourCc {
  static final int FTYP = of("ftyp");
  static final int FREE = of("free");
  static final int UUID = of("uuid");
  static final int MOOV = of("moov");
  static final int MDAT = of("mdat");
  static final int MOOF = of("moof");
  static final int MFHD = of("mfhd");
  static final int TRAF = of("traf");
  static final int TFHD = of("tfhd");
  static final int TFDT = of("tfdt");
  static final int TRUN = of("trun");

  private FourCc() {}

  static int of(String code) {
    if (code.length() != 4) {
      throw new IllegalArgumentException("not a four-character code: " + code);
    }
    return code.charAt(0) << 24 | code.charAt(1) << 16 | code.charAt(2) << 8 | code.charAt(3);
  }

  /** For messages: letters as they are, anything else as a dot. */
  static String text(int code) {
    StringBuilder text = new StringBuilder(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      int c = code >> shift & 0xFF;
      text.append(c > 0x20 && c < 0x7F ? (char) c : '.');
    }
    return text.toString();
  }
}
