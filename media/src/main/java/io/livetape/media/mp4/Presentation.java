package io.livetape.media.mp4;

import java.util.List;

/**
 * When each track of a finished file is shown. Time 0 is the earliest picture or sound of all tracks; a track that begins later is
 * preceded by an empty edit.
 *
 * <p>The movie's timescale is the least common multiple of the tracks' timescales, so that every track's times are exact in it:
 * 720,000 for 90 kHz video with 48 kHz audio, 4,410,000 with 44.1 kHz. Where it would pass {@link #TIMESCALE_MAX} (odd sample rates),
 * it is the first track's, and the others' delays are rounded down and durations up, by less than one tick.
 *
 * @param timescale of {@code mvhd}, {@code tkhd} and {@code elst}
 * @param duration until the last track ends, in those ticks
 */
record Presentation(int timescale, long duration, List<Part> parts) {
  static final int VIDEO_TIMESCALE = 90_000;
  static final int TIMESCALE_MAX = 100_000_000;

  /**
   * One track's share.
   *
   * @param delay of its first picture or sound, in movie ticks
   * @param duration from then to its end, in movie ticks
   * @param mediaTime of its first picture or sound on the track's own decode timeline, which begins at 0
   */
  record Part(long delay, long duration, long mediaTime) {}

  static Presentation of(List<TrackTotals> tracks) {
    int timescale = commonTimescale(tracks);
    long start = tracks.stream().mapToLong(track -> Timescale.floor(track.firstPts(), track.timescale(), timescale)).min().orElse(0);
    List<Part> parts = tracks.stream().map(track -> part(track, timescale, start)).toList();
    long duration = parts.stream().mapToLong(part -> part.delay() + part.duration()).max().orElse(0);
    return new Presentation(timescale, duration, parts);
  }

  private static Part part(TrackTotals track, int timescale, long start) {
    return new Part(
        Timescale.floor(track.firstPts(), track.timescale(), timescale) - start,
        Timescale.ceil(track.endPts() - track.firstPts(), track.timescale(), timescale),
        track.firstPts() + track.compositionShift() - track.firstDts());
  }

  private static int commonTimescale(List<TrackTotals> tracks) {
    long common = 1;
    for (TrackTotals track : tracks) {
      common = common / gcd(common, track.timescale()) * track.timescale();
      if (common > TIMESCALE_MAX) {
        return tracks.getFirst().timescale();
      }
    }
    return tracks.isEmpty() ? VIDEO_TIMESCALE : (int) common;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
