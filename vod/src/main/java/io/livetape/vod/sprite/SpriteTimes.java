package io.livetape.vod.sprite;

/** Which times of a file are to have a picture: evenly spread from its beginning on, a second apart at least. Pure. */
final class SpriteTimes {
  private static final long STEP_MIN_MS = 1000;

  private SpriteTimes() {}

  /** @param countMax 1 at least */
  static long[] of(long durationMs, int countMax) {
    int count = Math.clamp((durationMs + STEP_MIN_MS - 1) / STEP_MIN_MS, 1, countMax);
    long[] timesMs = new long[count];
    for (int i = 0; i < count; i++) {
      timesMs[i] = durationMs * i / count;
    }
    return timesMs;
  }
}
