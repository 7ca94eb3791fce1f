package io.livetape.api.transport;

/**
 * An error that the caller is told of, with one of the documented codes (contract 1.7). Any other exception is a fault of ours and
 * becomes {@code InternalError}. It has no stack trace: it says what is wrong with a call, not with the code.
 */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Messages repeat names that callers send. */
  private static final int MESSAGE_MAX_CHARS = 500;

  private final String code;

  /**
   * @param code as documented: {@code Top} or {@code Top.Detail}
   * @param message cut off where it is overlong
   */
  public ApiException(String code, String message) {
    super(message.length() > MESSAGE_MAX_CHARS ? message.substring(0, MESSAGE_MAX_CHARS) + "…" : message, null, false, false);
    this.code = code;
  }

  public static ApiException missing(String parameter) {
    return new ApiException("MissingParameter", "The required parameter `" + parameter + "` is missing.");
  }

  /** A parameter that cannot be read at all, such as a text where a number is expected. */
  public static ApiException invalid(String parameter, String mustBe) {
    return new ApiException("InvalidParameter", "The parameter `" + parameter + "` must be " + mustBe + ".");
  }

  public String code() {
    return code;
  }
}
