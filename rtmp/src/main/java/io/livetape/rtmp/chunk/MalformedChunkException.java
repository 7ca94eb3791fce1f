package io.livetape.rtmp.chunk;

/** A peer's chunk stream breaks the specification. */
public final class MalformedChunkException extends Exception {
  private static final long serialVersionUID = 1;

  private final long offset;

  /** @param offset where the fault was seen, in bytes since the end of the handshake */
  public MalformedChunkException(long offset, String message) {
    super(message + " (at byte " + offset + ")");
    this.offset = offset;
  }

  public long offset() {
    return offset;
  }
}
