package io.livetape.rtmp;

import java.io.IOException;

/** A server did not let a publisher in, or ended its push. */
public final class PublishRefusedException extends IOException {
  private static final long serialVersionUID = 1;

  private final String code;
  private final String description;

  PublishRefusedException(String code, String description) {
    super(code + ": " + description);
    this.code = code;
    this.description = description;
  }

  /** The status code, such as {@code NetStream.Publish.BadName}. */
  public String code() {
    return code;
  }

  /** What the server says about it. */
  public String description() {
    return description;
  }
}
