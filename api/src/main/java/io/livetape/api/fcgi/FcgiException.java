package io.livetape.api.fcgi;

/** An answer other than success. The numbers are ours but for 20601, since no others are documented. */
final class FcgiException extends RuntimeException {
  private static final long serialVersionUID = 1;

  static final int WRONG_ACCOUNT = 1;
  static final int WRONG_SIGNATURE = 2;
  static final int WRONG_INTERFACE = 3;
  static final int WRONG_PARAMETER = 4;
  static final int REFUSED = 5;
  static final int INTERNAL = 6;

  /** The stream was never pushed. */
  static final int NO_SUCH_STREAM = 20601;

  private final int ret;

  FcgiException(int ret, String message) {
    super(message, null, false, false);
    this.ret = ret;
  }

  static FcgiException wrong(String parameter, String mustBe) {
    return new FcgiException(WRONG_PARAMETER, parameter + " must be " + mustBe);
  }

  static FcgiException noSuchStream() {
    return new FcgiException(NO_SUCH_STREAM, "no stream of this id was ever pushed");
  }

  int ret() {
    return ret;
  }
}
