package io.livetape.media.ts;

import io.livetape.media.MalformedMediaException;

/** What an elementary stream is, by its type in the PMT (table 2-34, and what Blu-ray and ATSC have added). */
enum StreamKind {
  H264, H265, AAC,
  /** Neither pictures nor sound: metadata, subtitles. */
  OTHER;

  /** @throws MalformedMediaException for pictures or sound that are not carried: a file without them would not be the same */
  static StreamKind of(int type, long offset) throws MalformedMediaException {
    return switch (type) {
      case 0x1B -> H264;
      case 0x24 -> H265;
      case 0x0F -> AAC;
      case 0x01, 0x02, 0x03, 0x04, 0x10, 0x11, 0x1C, 0x33, 0x81, 0x82, 0x87, 0xCF, 0xDB ->
          throw new MalformedMediaException(
              offset, "its streams are of type 0x%02X; H.264, H.265 and AAC in ADTS are taken".formatted(type));
      default -> OTHER;
    };
  }

  boolean video() {
    return this == H264 || this == H265;
  }

  /** Whether both are pictures, or both sound. */
  boolean like(StreamKind other) {
    return video() == other.video();
  }
}
