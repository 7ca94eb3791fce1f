package io.livetape.rtmp.handshake;

/** A peer does not begin as RTMP begins. */
public final class MalformedHandshakeException extends Exception {
  private static final long serialVersionUID = 1;

  public MalformedHandshakeException(String message) {
    super(message);
  }
}
