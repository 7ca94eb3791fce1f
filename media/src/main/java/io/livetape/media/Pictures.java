package io.livetape.media;

/** How many pictures a file has and how big they are together; {@link #NONE} also where that was not counted. */
public record Pictures(long count, long sizeBytes) {
  public static final Pictures NONE = new Pictures(0, 0);

  public Pictures plus(Pictures more) {
    return new Pictures(count + more.count, sizeBytes + more.sizeBytes);
  }

  /** Pictures in a second, to the nearest; 0 where it is not known. */
  public int rate(long durationMs) {
    return durationMs == 0 ? 0 : (int) Math.round(1000.0 * count / durationMs);
  }
}
