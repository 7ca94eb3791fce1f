package io.livetape.media;

import java.util.Optional;

/**
 * The uncompressed header of a VP9 key frame up to its size (VP9, 6.2):
 * <pre>
 *   | marker 2: 2 | profile low, high | 0 if profile 3 | show existing | type | show | error resilient |
 *   | sync code 49 83 42 | 12 bit, if profile 2 or 3 | color space: 3 | … | width - 1: 16 | height - 1: 16 |
 * </pre>
 */
final class Vp9KeyFrame {
  private static final int MARKER = 2;
  private static final int SYNC_CODE = 0x498342;
  private static final int COLOR_SPACE_RGB = 7;

  private Vp9KeyFrame() {}

  /** Nothing for another kind of frame. */
  static Optional<PictureSize> size(BitReader reader) throws MalformedMediaException {
    if (reader.bits(2) != MARKER) {
      throw reader.malformed("no VP9 frame marker");
    }
    int profile = reader.bits(1) | reader.bits(1) << 1;
    reader.skipBits(profile == 3 ? 1 : 0);
    boolean showExisting = reader.flag();
    if (showExisting || reader.flag()) {
      return Optional.empty();
    }
    reader.skipBits(2); // show_frame, error_resilient_mode
    if (reader.bits(24) != SYNC_CODE) {
      throw reader.malformed("no VP9 sync code");
    }
    skipColor(reader, profile);
    return Optional.of(PictureSize.read(reader, reader.bits(16) + 1, reader.bits(16) + 1));
  }

  /** color_config: profiles 1 and 3 also have the subsampling and a reserved bit, of which RGB needs the last only. */
  private static void skipColor(BitReader reader, int profile) throws MalformedMediaException {
    boolean anySubsampling = (profile & 1) == 1;
    reader.skipBits(profile >= 2 ? 1 : 0);
    if (reader.bits(3) == COLOR_SPACE_RGB) {
      reader.skipBits(anySubsampling ? 1 : 0);
    } else {
      reader.skipBits(anySubsampling ? 4 : 1);
    }
  }
}
