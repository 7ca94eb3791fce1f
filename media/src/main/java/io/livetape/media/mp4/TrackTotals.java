package io.livetape.media.mp4;

/**
 * What one track of a tape comes to so far; a value. Times are ticks of the track on the tape's timeline.
 *
 * @param sttsRowCount runs of equal durations, and so on for the other tables; {@code cttsRowCount} is 0 where all offsets are 0
 * @param chunkCount fragments that hold samples of this track
 * @param firstDts decode time of the first sample
 * @param endDts where the last sample ends
 * @param firstPts the earliest presentation time
 * @param endPts where the sample that is presented last ends
 * @param sizeBytes of all samples
 */
public record TrackTotals(int timescale, int sampleCount, int syncCount, int chunkCount, int sttsRowCount, int cttsRowCount,
    int stscRowCount, long firstDts, long endDts, long firstPts, long endPts, long sizeBytes, int biggestSampleBytes) {

  static TrackTotals none(int timescale) {
    return new TrackTotals(timescale, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** From the beginning of the first sample to the end of the last, gaps included: the sum of all durations in {@code stts}. */
  public long mediaDuration() {
    return endDts - firstDts;
  }

  /** From the first picture or sound to the end of the last, in milliseconds. */
  public long durationMs() {
    return Timescale.nearest(endPts - firstPts, timescale, 1000);
  }

  /** Added to every composition offset of the plain file, so that none of its presentation times is before its first decode time. */
  int compositionShift() {
    return (int) Math.max(0, firstDts - firstPts);
  }

  /** Whether a plain file needs this table to describe the track. */
  boolean has(SampleTable table) {
    return switch (table) {
      case STTS, STSC, STSZ, CO64 -> true;
      case CTTS -> cttsRowCount > 0;
      case STSS -> syncCount < sampleCount;
    };
  }

  int rowCount(SampleTable table) {
    return switch (table) {
      case STTS -> sttsRowCount;
      case CTTS -> cttsRowCount;
      case STSS -> syncCount;
      case STSC -> stscRowCount;
      case STSZ -> sampleCount;
      case CO64 -> chunkCount;
    };
  }
}
