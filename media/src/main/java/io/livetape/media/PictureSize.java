package io.livetape.media;

/** Width and height of a picture in pixels, each from 1 to {@link #DIMENSION_MAX}. */
public record PictureSize(int width, int height) {
  /** The largest width or height: what H.264 level 6.2, H.265 level 6.2 and AV1 level 6.3 can hold, rounded up to a power of two. */
  public static final int DIMENSION_MAX = 16_384;

  public PictureSize {
    if (!valid(width, height)) {
      throw new IllegalArgumentException("picture of " + width + "x" + height);
    }
  }

  /** The size as a peer stated it; it is the peer's fault if there is no such picture. */
  static PictureSize read(BitReader reader, long width, long height) throws MalformedMediaException {
    if (!valid(width, height)) {
      throw reader.malformed("picture of " + width + "x" + height + ", each must be 1 to " + DIMENSION_MAX);
    }
    return new PictureSize((int) width, (int) height);
  }

  private static boolean valid(long width, long height) {
    return width >= 1 && width <= DIMENSION_MAX && height >= 1 && height <= DIMENSION_MAX;
  }
}
