package io.livetape.vod.sprite;

/**
 * How pictures are laid out on a sheet: row by row, ten in a row.
 *
 * @param width of each picture, in pixels
 * @param height of each picture, in pixels
 */
record Grid(int count, int width, int height) {
  static final int COLUMNS_MAX = 10;
  static final int COUNT_MAX = 100;

  /** Of a picture in this much width; more than twice as high as wide is never needed. Both are even, as JPEG wants them. */
  static Grid of(int count, int width, int sourceWidth, int sourceHeight) {
    long height = Math.round((double) width * sourceHeight / sourceWidth / 2) * 2;
    return new Grid(count, width, (int) Math.clamp(height, 2, 2L * width));
  }

  int columns() {
    return Math.min(COLUMNS_MAX, count);
  }

  int rows() {
    return (count + COLUMNS_MAX - 1) / COLUMNS_MAX;
  }

  int x(int index) {
    return index % COLUMNS_MAX * width;
  }

  int y(int index) {
    return index / COLUMNS_MAX * height;
  }

  /** Of one picture in YUV 4:2:0. */
  int rawBytes() {
    return width * height * 3 / 2;
  }
}
