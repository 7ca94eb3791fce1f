package io.livetape.vod;

/** How a file came to be. */
public enum SourceType {
  /** A live stream was recorded. */
  RECORD("Record"),
  /** It was fetched or sent. */
  UPLOAD("Upload"),
  /** It was made of other files. */
  VIDEO_PROCESSING("VideoProcessing");

  private final String label;

  SourceType(String label) {
    this.label = label;
  }

  /** As the table and the public API call it. */
  public String label() {
    return label;
  }
}
