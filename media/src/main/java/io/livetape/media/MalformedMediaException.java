package io.livetape.media;

/** Bytes from outside do not follow their specification. The publisher is at fault, never the server. */
public final class MalformedMediaException extends Exception {
  private static final long serialVersionUID = 1;

  private final long offset;

  /** @param offset where in the parsed input the fault was seen, in bytes */
  public MalformedMediaException(long offset, String message) {
    super(message + " (at byte " + offset + ")");
    this.offset = offset;
  }

  public long offset() {
    return offset;
  }
}
