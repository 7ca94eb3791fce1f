package io.livetape.record;

import io.livetape.media.Format;
import io.livetape.media.Sample;
import io.livetape.media.SoundGrid;
import io.livetape.media.Track;

/**
 * Puts a push's samples on one clean timeline: the only place where timestamps are changed.
 *
 * <p>In go samples in the protocol's timescale, starting anywhere, rounded, sometimes jumping; out come decode times in container
 * timescales (90 kHz for video, the sample rate for audio) that start at zero and rise strictly on each track. What is repaired how, with
 * a table of cases: {@code docs/timestamps.md}.
 *
 * <ul>
 *   <li>Video keeps its milliseconds exactly. Audio lies on the grid of its frame lengths ({@link SoundGrid}).
 *   <li>A pause in which time really passed is kept, as is one of a single track while the other goes on.
 *   <li>A jump in which no time passed moves the zero of the track: it goes on where it had been, and nothing is stretched or cut. The
 *       other track follows to the same zero when it jumps as well.
 *   <li>Times that repeat or go back a little are moved to just behind their predecessor.
 * </ul>
 *
 * <p>Not thread-safe; a session has one, on the publisher's thread. It reads no clock: arrival times are given.
 */
final class MediaClock {
  static final int VIDEO_TIMESCALE = 90_000;

  /** A step this far ahead in which no time passed is a jump, also where nothing but the clock on the wall says so. */
  static final long JUMP_MS = 10_000;

  /** The same where the other track, or going back, says so too. */
  static final long HOLE_MS = 1_000;

  /** A track that is so far behind the other is missing. */
  static final long MISSING_MS = 5_000;

  /** What encoders count timestamps with: 24 bits and 32. */
  private static final long[] WRAPS_MS = {1L << 24, 1L << 32};

  private final ClockListener listener;
  private final ClockLine[] lines = new ClockLine[3];
  private final Pace pace = new Pace();
  private final Sample placed = new Sample();
  private final long zeroMs;

  /** @param zeroMs the source time in milliseconds that becomes zero */
  MediaClock(long zeroMs, ClockListener listener) {
    this.zeroMs = zeroMs;
    this.listener = listener;
  }

  /**
   * The source time that becomes zero, of two tracks that begin together.
   *
   * @param realMs how much later than the first the second came
   * @return the earlier of the two; of times that have nothing to do with each other, the first
   */
  static long zero(long firstMs, long secondMs, long realMs) {
    return Math.abs(secondMs - firstMs - realMs) <= JUMP_MS ? Math.min(firstMs, secondMs) : firstMs;
  }

  /** Tells of a track or its new format; returns the track as containers see it. */
  Track track(Track source) {
    if (lines[source.id()] == null) {
      lines[source.id()] = new ClockLine(listener);
    }
    return lines[source.id()].track(source, containerTimescale(source.format()));
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
    ClockLine line = lines[sample.track().id()];
    ClockLine other = other(line);
    long sourceMs = rescale(sample.dts(), sample.track().timescale(), 1000);
    if (line.started()) {
      align(line, other, sourceMs, arrivalNanos);
    } else {
      join(line, other, sourceMs, arrivalNanos);
    }
    long lastPlacedMs = line.started() ? line.placedMs() : 0;
    long dts = line.place(sample, sourceMs, arrivalNanos);
    if (other != null) {
      line.cameAt(other.placedMs());
      other.missedUntil(line.placedMs(), line.placedMs() - lastPlacedMs);
    }
    pace.came(line.placedMs(), arrivalNanos);
    return placed(line, sample, dts);
  }

  /** A moved decode time does not move the picture: presentation follows the source, never before decoding. */
  private Sample placed(ClockLine line, Sample sample, long dts) {
    int timescale = line.container().timescale();
    int offset = line.container().audio() ? 0
        : (int) Math.max(0, line.raw(sample) + rescale(sample.compositionOffset(), sample.track().timescale(), timescale) - dts);
    return placed.set(line.container(), dts, offset, sample.sync(), sample.buffer(), sample.offset(), sample.sizeBytes());
  }

  /** The other track, once it has begun. */
  private ClockLine other(ClockLine line) {
    for (ClockLine one : lines) {
      if (one != null && one != line && one.started()) {
        return one;
      }
    }
    return null;
  }

  /** A track's first sample: on the other's timeline, unless its times have nothing to do with that one's. */
  private void join(ClockLine line, ClockLine other, long sourceMs, long arrivalNanos) {
    line.begin(other == null ? zeroMs : other.baseMs());
    if (other == null) {
      return;
    }
    long nowMs = nowMs(other, arrivalNanos);
    long apartMs = sourceMs - line.baseMs() - nowMs;
    if (Math.abs(apartMs) > JUMP_MS) {
      line.begin(sourceMs - nowMs);
      listener.repaired(TimelineKind.TRACKS_APART, Math.abs(apartMs));
    }
  }

  private void align(ClockLine line, ClockLine other, long sourceMs, long arrivalNanos) {
    unwrap(line, sourceMs);
    long expectedMs = line.expectedMs(sourceMs);
    long offMs = sourceMs - line.baseMs() - expectedMs;
    boolean running = other != null && runs(other, arrivalNanos);
    long referenceMs = running ? nowMs(other, arrivalNanos) : expectedMs;
    long nearMs = Math.min(HOLE_MS, Math.abs(offMs) / 2);
    if (wentBack(line, sourceMs, offMs) || jumpedAhead(line, running, sourceMs, offMs, arrivalNanos)) {
      if (!near(sourceMs - line.baseMs(), referenceMs, nearMs)) {
        rebase(line, other, sourceMs, referenceMs, expectedMs, nearMs);
      }
    } else if (sourceMs - line.baseMs() < referenceMs - JUMP_MS) {
      // It stopped, and its timestamps with it, while the other track went on.
      rebase(line, other, sourceMs, referenceMs, referenceMs, nearMs);
    } else if (other != null && line.baseMs() != other.baseMs() && Math.abs(offMs) > SoundGrid.HOLE_MS
        && near(sourceMs - other.baseMs(), expectedMs, Math.abs(offMs) / 2)) {
      // The other track has found the better zero.
      rebase(line, other, sourceMs, expectedMs, expectedMs, HOLE_MS);
    }
  }

  private void unwrap(ClockLine line, long sourceMs) {
    long stepMs = sourceMs - line.sourceMs();
    for (long rangeMs : WRAPS_MS) {
      if (near(Math.abs(stepMs), rangeMs, JUMP_MS)) {
        line.wrap(stepMs < 0 ? -rangeMs : rangeMs);
        listener.repaired(TimelineKind.WRAPPED, 0);
      }
    }
  }

  /** Far, or a little and for good. While time stands still nothing is known. */
  private static boolean wentBack(ClockLine line, long sourceMs, long offMs) {
    return sourceMs != line.sourceMs() && (offMs < -HOLE_MS || line.container().video() && line.putBack());
  }

  /**
   * Ahead of where it belongs and ahead of real time. Two witnesses may say so: the other track, and the pace at which samples come; where
   * one is missing the step must be larger, and larger than what is usual for slides.
   */
  private boolean jumpedAhead(ClockLine line, boolean otherRuns, long sourceMs, long offMs, long arrivalNanos) {
    if (offMs <= HOLE_MS) {
      return false;
    }
    long aheadMs = pace.excessMs(sourceMs - line.baseMs(), arrivalNanos);
    boolean witnesses = otherRuns && pace.real(line.placedMs(), arrivalNanos);
    long mostMs = witnesses ? HOLE_MS : Math.max(JUMP_MS, 4 * line.usualDistanceMs());
    return offMs > mostMs && aheadMs > mostMs;
  }

  /** The other track may have jumped first, or a jump may be over: those zeros are right when they land near. */
  private void rebase(ClockLine line, ClockLine other, long sourceMs, long referenceMs, long expectedMs, long nearMs) {
    long beforeMs = line.baseMs();
    if (other != null && near(sourceMs - other.baseMs(), referenceMs, nearMs)) {
      line.rebase(other.baseMs());
    } else if (near(sourceMs - line.formerBaseMs(), referenceMs, nearMs)) {
      line.rebase(line.formerBaseMs());
    } else {
      line.rebase(sourceMs - expectedMs);
    }
    listener.repaired(
        line.container().audio() ? TimelineKind.AUDIO_JUMPED : TimelineKind.VIDEO_JUMPED, Math.abs(line.baseMs() - beforeMs));
  }

  /** Whether a track had a sample just now. */
  private static boolean runs(ClockLine line, long arrivalNanos) {
    return arrivalNanos - line.arrivalNanos() < 1_000_000 * HOLE_MS;
  }

  /** Where a track is by now; where samples do not come at their pace, where it was. */
  private long nowMs(ClockLine line, long arrivalNanos) {
    boolean real = pace.real(line.placedMs(), arrivalNanos);
    return line.placedMs() + (real ? (arrivalNanos - line.arrivalNanos()) / 1_000_000 : 0);
  }

  private static boolean near(long one, long other, long byMs) {
    return Math.abs(one - other) <= byMs;
  }

  /** Rounds to the nearest tick. */
  static long rescale(long ticks, int from, int to) {
    if (from == to) {
      return ticks;
    }
    return Math.floorDiv(ticks * to + from / 2, (long) from);
  }
}
