package io.livetape.media;

import java.util.HashMap;
import java.util.Map;

/**
 * Puts the samples of a file onto the timeline of a tape: pictures in 90 kHz, at the times that the file says; sound on the grid of its
 * frames ({@link SoundGrid}), as files may round times to milliseconds. Unlike a recorder's clock it sees no time pass, and so repairs
 * nothing: a file whose times jump is refused. One thread.
 */
public final class FileClock {
  /** Times may go back by so much, as those of some encoders do for a frame. */
  static final int BACK_MAX_MS = 1_000;

  /** The longest that a track may pause. */
  static final int PAUSE_MAX_MS = 6 * 3_600_000;

  /** The farthest that a picture is shown from its decoding. */
  static final int OFFSET_MAX_SECONDS = 600;

  private static final int VIDEO_TIMESCALE = 90_000;
  private static final int MICROS = 1_000_000;

  private final long zeroUs;
  private final Map<Integer, Line> lines = new HashMap<>();
  private final Sample placed = new Sample();

  /** One track: where its last sample was put, and what the file had said of it. */
  private static final class Line {
    private Track track;
    private Track source;
    private SoundGrid grid;
    private long dts = -1;
    private long sourceDts;
  }

  /** @param zeroUs the file's time that becomes zero: the earliest of any track */
  public FileClock(long zeroUs) {
    this.zeroUs = zeroUs;
  }

  /** A track as the tape has it. */
  public static Track track(Track source) {
    return new Track(source.id(), timescale(source.format()), source.format());
  }

  private static int timescale(Format format) {
    return switch (format) {
      case Format.Video _ -> VIDEO_TIMESCALE;
      case Format.Audio audio -> audio.sampleRate();
    };
  }

  /**
   * Places one sample. The result is used again by the next call, and shows the same bytes.
   *
   * @param fileOffset where it lies, for messages
   * @throws MalformedMediaException if its time has nothing to do with those before
   */
  public Sample place(Sample sample, long fileOffset) throws MalformedMediaException {
    Line line = lines.computeIfAbsent(sample.track().id(), _ -> new Line());
    if (!sample.track().equals(line.source)) {
      change(line, sample.track());
    }
    int timescale = line.track.timescale();
    long raw = raw(sample, timescale);
    check(line, raw, timescale, fileOffset);
    long dts = dts(line, sample, raw);
    long shown = raw + ticks(sample.compositionOffset(), sample.track().timescale(), timescale);
    int offset = line.track.audio() ? 0 : offset(shown - dts, fileOffset);
    line.dts = dts;
    line.sourceDts = sample.dts();
    return placed.set(line.track, dts, offset, sample.sync(), sample.buffer(), sample.offset(), sample.sizeBytes());
  }

  private long raw(Sample sample, int timescale) {
    int from = sample.track().timescale();
    return ticks(sample.dts() - ticks(zeroUs, MICROS, from), from, timescale);
  }

  private static long dts(Line line, Sample sample, long raw) {
    if (line.grid == null) {
      return Math.max(raw, line.dts + 1);
    }
    int timescale = line.track.timescale();
    long step = line.dts < 0 ? -1 : ticks(sample.dts() - line.sourceDts, sample.track().timescale(), timescale);
    return line.grid.place(sample, raw, step, line.dts);
  }

  /** A track goes on in another format, or begins. */
  private static void change(Line line, Track source) {
    Track track = track(source);
    if (line.dts >= 0 && line.track.timescale() != track.timescale()) {
      line.dts = ticks(line.dts, line.track.timescale(), track.timescale());
    }
    if (line.source != null && line.source.timescale() != source.timescale()) {
      line.sourceDts = ticks(line.sourceDts, line.source.timescale(), source.timescale());
    }
    line.grid = source.format() instanceof Format.Audio audio ? new SoundGrid(audio, _ -> { }) : null;
    line.source = source;
    line.track = track;
  }

  private static void check(Line line, long raw, int timescale, long fileOffset) throws MalformedMediaException {
    long stepMs = ticks(raw - Math.max(0, line.dts), timescale, 1000);
    String name = line.track.video() ? "pictures" : "sound";
    if (stepMs < -BACK_MAX_MS) {
      throw new MalformedMediaException(fileOffset, "the times of its " + name + " go back by " + -stepMs + " ms");
    }
    if (stepMs > PAUSE_MAX_MS) {
      throw new MalformedMediaException(fileOffset, "the times of its " + name + " jump ahead by " + stepMs / 1000 + " s");
    }
  }

  private static int offset(long ticks, long fileOffset) throws MalformedMediaException {
    if (Math.abs(ticks) > OFFSET_MAX_SECONDS * VIDEO_TIMESCALE) {
      throw new MalformedMediaException(fileOffset, "a picture is to be shown " + ticks / VIDEO_TIMESCALE + " s from its decoding");
    }
    return (int) ticks;
  }

  /** To the nearest. */
  private static long ticks(long ticks, int from, int to) {
    return from == to ? ticks : Math.floorDiv(ticks, from) * to + (Math.floorMod(ticks, from) * (long) to + from / 2) / from;
  }
}
