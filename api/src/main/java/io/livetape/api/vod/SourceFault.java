package io.livetape.api.vod;

/** Why something cannot be made of its sources; for whoever asked. */
final class SourceFault extends Exception {
  private static final long serialVersionUID = 1L;

  /** What was asked for cannot be. */
  static final int PARAMETER = 40000;
  /** It is the sources. */
  static final int SOURCE = 60000;

  private final int code;
  private final String detail;

  SourceFault(int code, String detail, String message) {
    super(message, null, false, false);
    this.code = code;
    this.detail = detail;
  }

  int code() {
    return code;
  }

  String detail() {
    return detail;
  }
}
