package io.livetape.rtmp.message;

/** A peer's message cannot be understood. */
public final class MalformedMessageException extends Exception {
  private static final long serialVersionUID = 1;

  public MalformedMessageException(String message) {
    super(message);
  }

  public MalformedMessageException(String message, Exception cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
