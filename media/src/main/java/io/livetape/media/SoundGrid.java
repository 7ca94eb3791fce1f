package io.livetape.media;

import java.util.function.LongConsumer;

/**
 * Decode times of sound. Protocols round them to milliseconds; frames last exactly as long as they do. So each frame is put behind the one
 * before it, and only where that goes away from the timestamps the grid follows: in small steps for clocks that differ, at once over a
 * hole.
 *
 * <p>Times are ticks of the sample rate. One thread.
 */
public final class SoundGrid {
  /** Timestamps may be this far off (rounding, capture jitter) before the grid begins to follow. */
  private static final long TOLERANCE_MS = 15;

  /** A timestamp farther ahead than this leaves a hole. */
  public static final long HOLE_MS = 150;

  /** The grid moves by at most this part of a frame per frame: 1.5 %, inaudible and fast enough for any crystal; faster when far off. */
  private static final int FOLLOW_DIVISOR = 64;
  private static final int HURRY_DIVISOR = 8;

  /** After this many frames that are twice as long as announced they are believed to be. */
  private static final int DOUBLED_COUNT = 4;

  private final LongConsumer drifted;
  private final int rate;
  private long next = -1;
  private long holeTicks;
  private long followedTicks;
  private int doubledCount;
  private boolean doubled;

  /** @param drifted hears, in milliseconds, how far the grid has followed a clock that runs otherwise; short, allocates nothing */
  public SoundGrid(Format.Audio format, LongConsumer drifted) {
    rate = format.sampleRate();
    this.drifted = drifted;
  }

  /** Where the next frame is expected; -1 before the first. */
  public long next() {
    return next;
  }

  /** How long the hole before the last frame is; 0 where there is none. */
  public long holeMs() {
    return holeTicks * 1000 / rate;
  }

  /**
   * Places a frame.
   *
   * @param raw what its timestamp says
   * @param sourceTicks how far its timestamp is from the one before; negative for the first
   * @param lastDts where the one before was put; -1 for none
   * @return its decode time
   */
  public long place(Sample sample, long raw, long sourceTicks, long lastDts) {
    holeTicks = 0;
    boolean wasDoubled = doubled;
    int duration = duration(((Format.Audio) sample.track().format()).durationOf(sample), sourceTicks);
    long dts = next < 0 || doubled != wasDoubled ? raw : onGrid(raw, duration, sourceTicks == 0);
    dts = Math.max(dts, lastDts + 1);
    next = dts + duration;
    return dts;
  }

  /** HE-AAC that does not say that it is (its configuration names the rate that is heard) has frames of twice the length. */
  private int duration(int announced, long sourceTicks) {
    long toleranceTicks = Math.min(TOLERANCE_MS * rate / 2000, announced / 4);
    boolean twice = Math.abs(sourceTicks - 2L * announced) <= toleranceTicks;
    boolean once = Math.abs(sourceTicks - announced) <= toleranceTicks;
    if (doubled ? once : twice) {
      if (++doubledCount >= DOUBLED_COUNT) {
        doubled = !doubled;
        doubledCount = 0;
      }
    } else {
      doubledCount = 0;
    }
    return doubled ? 2 * announced : announced;
  }

  private long onGrid(long raw, int duration, boolean stuck) {
    long off = raw - next;
    long distance = Math.abs(off) * 1000;
    if (distance <= TOLERANCE_MS * rate || stuck) {
      return next;
    }
    if (off > 0 && distance > HOLE_MS * rate) {
      holeTicks = off;
      return raw;
    }
    int most = Math.max(1, duration / (distance > HOLE_MS * rate ? HURRY_DIVISOR : FOLLOW_DIVISOR));
    long step = Math.clamp(off, -most, most);
    follow(Math.abs(step));
    return next + step;
  }

  /** Told in whole milliseconds. */
  private void follow(long ticks) {
    followedTicks += ticks;
    long ms = followedTicks * 1000 / rate;
    if (ms > 0) {
      followedTicks -= ms * rate / 1000;
      drifted.accept(ms);
    }
  }
}
