package io.livetape.rtmp.amf;

/** A peer's AMF does not follow the specification, or breaks a limit. */
public final class MalformedAmfException extends Exception {
  private static final long serialVersionUID = 1;

  private final int offset;

  /** @param offset where in the parsed bytes the fault was seen */
  public MalformedAmfException(int offset, String message) {
    super(message + " (at byte " + offset + ")");
    this.offset = offset;
  }

  public int offset() {
    return offset;
  }
}
