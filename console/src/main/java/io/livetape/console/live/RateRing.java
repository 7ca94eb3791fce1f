package io.livetape.console.live;

import java.util.ArrayList;
import java.util.List;

/** The last five minutes of one push, a measurement each two seconds. One thread writes, any reads. */
final class RateRing {
  static final int LENGTH = 150;
  private static final int HUNDREDTHS = 100;

  private final int[] atSeconds = new int[LENGTH];
  private final int[] bitsPerSecond = new int[LENGTH];
  private final int[] frameHundredthsPerSecond = new int[LENGTH];
  private final int[] keyFrameDistancesMs = new int[LENGTH];
  private int count;
  private Counts last;

  /** What a stream has counted at a time. */
  record Counts(long atMs, long receivedBytes, long videoSamples) {}

  /**
   * Columns of equal length, the oldest first.
   *
   * @param at seconds since the epoch
   * @param keyFrameSeconds between the two newest key frames; 0 before there were two
   */
  public record Columns(List<Long> at, List<Long> bitsPerSecond, List<Double> framesPerSecond, List<Double> keyFrameSeconds) {}

  /** The newest measurement. */
  record Rates(long bitsPerSecond, double framesPerSecond, double keyFrameSeconds) {
    static final Rates NONE = new Rates(0, 0, 0);
  }

  RateRing(Counts first) {
    last = first;
  }

  synchronized void add(Counts now, long keyFrameDistanceMs) {
    double seconds = Math.max(1, now.atMs - last.atMs) / 1000.0;
    int i = count++ % LENGTH;
    atSeconds[i] = (int) (now.atMs / 1000);
    bitsPerSecond[i] = (int) Math.min(Integer.MAX_VALUE, 8 * (now.receivedBytes - last.receivedBytes) / seconds);
    frameHundredthsPerSecond[i] = (int) Math.round(HUNDREDTHS * (now.videoSamples - last.videoSamples) / seconds);
    keyFrameDistancesMs[i] = (int) Math.min(Integer.MAX_VALUE, keyFrameDistanceMs);
    last = now;
  }

  synchronized Rates newest() {
    int i = (count - 1) % LENGTH;
    return count == 0 ? Rates.NONE
        : new Rates(bitsPerSecond[i], frameHundredthsPerSecond[i] / (double) HUNDREDTHS, keyFrameDistancesMs[i] / 1000.0);
  }

  synchronized Columns columns() {
    Columns columns = new Columns(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int n = Math.max(0, count - LENGTH); n < count; n++) {
      int i = n % LENGTH;
      columns.at.add((long) atSeconds[i]);
      columns.bitsPerSecond.add((long) bitsPerSecond[i]);
      columns.framesPerSecond.add(frameHundredthsPerSecond[i] / (double) HUNDREDTHS);
      columns.keyFrameSeconds.add(keyFrameDistancesMs[i] / 1000.0);
    }
    return columns;
  }
}
