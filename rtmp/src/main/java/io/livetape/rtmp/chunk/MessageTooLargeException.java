package io.livetape.rtmp.chunk;

/** A peer states, or has begun, more than is held for it. */
public final class MessageTooLargeException extends Exception {
  private static final long serialVersionUID = 1;

  public MessageTooLargeException(String message) {
    super(message);
  }
}
