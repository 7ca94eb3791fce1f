package io.livetape.media;

import java.util.Locale;
import java.util.Optional;

/** The formats of recording files. */
public enum FileFormat {
  /** One MP4 file per cut; a tape. */
  MP4("mp4", "video/mp4"),
  /** One playlist per uninterrupted push over the same tapes as MP4. */
  HLS("m3u8", "application/vnd.apple.mpegurl"),
  FLV("flv", "video/x-flv"),
  /** Raw AAC in ADTS frames; the sound only. */
  AAC("aac", "audio/aac");

  private final String extension;
  private final String contentType;

  FileFormat(String extension, String contentType) {
    this.extension = extension;
    this.contentType = contentType;
  }

  public String extension() {
    return extension;
  }

  public String contentType() {
    return contentType;
  }

  /** The lower-case name in configuration, push URLs and callbacks. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<FileFormat> ofLabel(String label) {
    for (FileFormat format : values()) {
      if (format.label().equalsIgnoreCase(label)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
