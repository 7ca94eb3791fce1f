package io.livetape.media.mp4;

/** Times from one timescale to another, with the rounding in the name. Exact for all that {@link FragmentTable#DTS_MAX} admits. */
final class Timescale {
  private Timescale() {}

  static long floor(long ticks, int from, int to) {
    return Math.floorDiv(ticks, from) * to + Math.floorMod(ticks, from) * (long) to / from;
  }

  static long ceil(long ticks, int from, int to) {
    return -floor(-ticks, from, to);
  }

  /** To the nearest, a half upwards. */
  static long nearest(long ticks, int from, int to) {
    long whole = Math.floorDiv(ticks, from);
    long rest = Math.floorMod(ticks, from) * (long) to;
    return whole * to + (2 * rest + from) / (2L * from);
  }
}
