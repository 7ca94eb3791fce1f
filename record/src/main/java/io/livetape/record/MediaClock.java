package io.livetape.record;

import io.livetape.media.Format;
import io.livetape.media.Sample;
import io.livetape.media.Track;

/**
 * Puts a push's samples on one clean timeline: the only place where timestamps are changed.
 *
 * <p>In go samples in the protocol's timescale, starting anywhere, rounded, sometimes jumping; out come decode times in container
 * timescales (90 kHz for video, the sample rate for audio) that start at zero and rise strictly on each track.
 *
 * <ul>
 *   <li>Zero is the earliest first decode time among the tracks the recording began with.
 *   <li>Video keeps its milliseconds exactly. Audio lies on the grid of its frame lengths, because protocols round it to
 *       milliseconds; where the grid and the timestamps drift apart the grid follows slowly, and steps where there is a real gap.
 *   <li>A jump (see {@link #JUMP_MS}) moves the whole timeline, so that it goes on one frame later: nothing is stretched.
 *   <li>Times that repeat or go back a little are moved to just behind their predecessor.
 * </ul>
 *
 * <p>Not thread-safe; a session has one, on the publisher's thread. It reads no clock: arrival times are given.
 */
final class MediaClock {
  static final int VIDEO_TIMESCALE = 90_000;

  /** A step in media time that is this much more than the time that really passed, or this far back, is a jump. */
  static final long JUMP_MS = 10_000;

  /** Timestamps may be this far off the audio grid (rounding, capture jitter) before the grid begins to follow. */
  private static final long GRID_TOLERANCE_MS = 15;

  /** Farther off than this is a gap or an overlap, not drift: the grid steps. */
  private static final long GRID_STEP_MS = 150;

  /** The grid follows drift by at most this part of a frame per frame: 1.5 %, inaudible and fast enough for any crystal. */
  private static final int GRID_FOLLOW_DIVISOR = 64;

  /** What had to be repaired, for the log and the metrics. */
  record Repairs(long jumpCount, long backwardCount, long gridStepCount, long gridFollowCount) {
    boolean none() {
      return jumpCount == 0 && backwardCount == 0;
    }
  }

  /** One track's place on the timeline. Times without unit are container ticks. */
  private static final class Line {
    Track source;
    Track container;
    long lastSourceMs;
    long lastArrivalNanos;
    long lastDts = -1;
    long gridNext = -1;
    /** Subtracted from source milliseconds; differs between tracks only between the first and the last of them to jump. */
    long zeroMs;
    int lastDeltaMs = 20;
  }

  private final Line[] lines = new Line[3];
  private final Sample placed = new Sample();
  private long zeroMs;
  private long jumpCount;
  private long backwardCount;
  private long gridStepCount;
  private long gridFollowCount;

  /** @param zeroMs the source time in milliseconds that becomes zero */
  MediaClock(long zeroMs) {
    this.zeroMs = zeroMs;
  }

  /** Tells of a track or its new format; returns the track as containers see it. */
  Track track(Track source) {
    Line line = lines[source.id()];
    if (line == null) {
      line = lines[source.id()] = new Line();
      line.zeroMs = zeroMs;
    } else if (line.container != null && line.container.timescale() != containerTimescale(source.format())) {
      line.lastDts = rescale(line.lastDts, line.container.timescale(), containerTimescale(source.format()));
      line.gridNext = -1;
    }
    line.source = source;
    line.container = new Track(source.id(), containerTimescale(source.format()), source.format());
    return line.container;
  }

  static int containerTimescale(Format format) {
    return switch (format) {
      case Format.Video _ -> VIDEO_TIMESCALE;
      case Format.Audio audio -> audio.sampleRate();
    };
  }

  /**
   * Places one sample. The result is reused by the next call, and shows the same bytes.
   *
   * @param arrivalNanos when it came, on {@link System#nanoTime}'s scale
   */
  Sample place(Sample sample, long arrivalNanos) {
    Line line = lines[sample.track().id()];
    long sourceMs = rescale(sample.dts(), sample.track().timescale(), 1000);
    if (line.lastDts >= 0) {
      repairJump(line, sourceMs, arrivalNanos);
    }
    int timescale = line.container.timescale();
    // Through milliseconds only if the source is in milliseconds: a finer source keeps its precision.
    long raw = rescale(sample.dts(), sample.track().timescale(), timescale) - rescale(line.zeroMs, 1000, timescale);
    long dts = line.container.audio() ? onGrid(line, sample, raw) : raw;
    if (dts <= line.lastDts) {
      backwardCount += line.container.video() ? 1 : 0;
      dts = line.lastDts + 1;
    }
    dts = Math.max(dts, 0);
    line.lastDeltaMs = Math.clamp(sourceMs - line.lastSourceMs, 1, 1000);
    line.lastSourceMs = sourceMs;
    line.lastArrivalNanos = arrivalNanos;
    line.lastDts = dts;
    // A moved decode time does not move the picture: presentation follows the source, never before decoding.
    int offset = line.container.audio() ? 0
        : (int) Math.max(0, raw + rescale(sample.compositionOffset(), sample.track().timescale(), timescale) - dts);
    return placed.set(line.container, dts, offset, sample.sync(), sample.buffer(), sample.offset(), sample.sizeBytes());
  }

  Repairs repairs() {
    return new Repairs(jumpCount, backwardCount, gridStepCount, gridFollowCount);
  }

  /** A jump on one track moves zero for all: the others follow when they are seen to jump as well. */
  private void repairJump(Line line, long sourceMs, long arrivalNanos) {
    long mediaMs = sourceMs - line.lastSourceMs;
    long realMs = (arrivalNanos - line.lastArrivalNanos) / 1_000_000;
    boolean forward = mediaMs > JUMP_MS && mediaMs > realMs + JUMP_MS;
    boolean backward = mediaMs < -JUMP_MS;
    if (!forward && !backward) {
      return;
    }
    long otherZeroMs = zeroMs;
    long placedMs = sourceMs - otherZeroMs;
    long lastPlacedMs = line.lastSourceMs - line.zeroMs;
    // The other track may have jumped first: its new zero is right for this one when it lands near.
    if (otherZeroMs == line.zeroMs || Math.abs(placedMs - lastPlacedMs) > JUMP_MS) {
      zeroMs = sourceMs - lastPlacedMs - line.lastDeltaMs;
      jumpCount++;
    }
    line.zeroMs = zeroMs;
    line.gridNext = -1;
  }

  private long onGrid(Line line, Sample sample, long raw) {
    Format.Audio format = (Format.Audio) line.container.format();
    int duration = format.durationOf(sample);
    long dts = line.gridNext < 0 ? Math.max(raw, line.lastDts + 1) : fromGrid(line, raw, duration, format.sampleRate());
    line.gridNext = dts + duration;
    return dts;
  }

  private long fromGrid(Line line, long raw, int duration, int rate) {
    long off = raw - line.gridNext;
    if (Math.abs(off) * 1000 <= GRID_TOLERANCE_MS * rate) {
      return line.gridNext;
    }
    if (Math.abs(off) * 1000 > GRID_STEP_MS * rate) {
      gridStepCount++;
      return Math.max(raw, line.lastDts + 1);
    }
    gridFollowCount++;
    int followMax = Math.max(1, duration / GRID_FOLLOW_DIVISOR);
    return line.gridNext + Math.clamp(off, -followMax, followMax);
  }

  /** Rounds to the nearest tick. */
  static long rescale(long ticks, int from, int to) {
    if (from == to) {
      return ticks;
    }
    return Math.floorDiv(ticks * to + from / 2, (long) from);
  }
}
