package io.livetape.media.mp4;

/**
 * Folds one track's fragments, in order, into the rows of its sample tables: the one place that knows how fragments become tables.
 * {@link TapeTotals} uses it to count the rows while recording, {@link TapeFinisher} to write them; so they cannot disagree. Its size
 * does not depend on the length of the recording. One thread.
 *
 * <p>The plain file's {@code stts} has no decode times, only the differences between them. The last sample of a fragment therefore
 * waits here until the next fragment says how long it lasts: its own duration, longer over a gap, or shorter when it had an
 * {@linkplain OpenEnd open end}.
 */
final class TableFold {
  /** The longest that {@code stts} lets one sample last: 13 hours at 90 kHz. */
  private static final long DELTA_MAX = 0xFFFF_FFFFL;

  /** A run of equal values in {@code stts}, {@code ctts} or {@code stsc}. */
  private static final class Run {
    int value;
    int length;
    int endedCount;

    /** @return whether the value belongs to this run, which it then lengthens */
    boolean extend(int next) {
      if (length == 0 || value != next) {
        return false;
      }
      length++;
      return true;
    }

    void begin(int next) {
      endedCount += length > 0 ? 1 : 0;
      value = next;
      length = 1;
    }

    int rowCount() {
      return endedCount + (length > 0 ? 1 : 0);
    }
  }

  private final int timescale;
  private final Run durations = new Run();
  private final Run offsets = new Run();
  private final Run chunks = new Run();
  private int chunkRunFirst = 1;
  private int sampleCount;
  private int syncCount;
  private int chunkCount;
  private boolean waiting;
  private long waitingDts;
  private int waitingDuration;
  private long waitingPts;
  private boolean reordered;
  private long firstDts;
  private long firstPts = Long.MAX_VALUE;
  private long endPts = Long.MIN_VALUE;
  private long sizeBytes;
  private int biggestSampleBytes;

  TableFold(int timescale) {
    this.timescale = timescale;
  }

  /** Whether these samples may come next: decode times never go back, and no gap is longer than a table can say. */
  boolean follows(TrackSamples samples) {
    return samples.count() == 0
        || (!waiting || samples.baseMediaDecodeTime() >= waitingDts && samples.baseMediaDecodeTime() - waitingDts <= DELTA_MAX)
            && samples.count() <= Integer.MAX_VALUE - sampleCount;
  }

  /** @param chunkOffset where the samples' bytes begin in the file */
  <E extends Exception> void add(TrackSamples samples, long chunkOffset, TableSink<E> sink) throws E {
    if (samples.count() == 0) {
      return;
    }
    endWaiting(samples.baseMediaDecodeTime(), sink);
    addChunk(samples.count(), chunkOffset, sink);
    long dts = samples.baseMediaDecodeTime();
    int last = samples.count() - 1;
    for (int i = 0; i <= last; i++) {
      addSample(samples, i, dts, sink);
      if (i < last) {
        endPts = Math.max(endPts, dts + samples.compositionOffset(i) + samples.duration(i));
        addDuration(samples.duration(i), sink);
        dts += samples.duration(i);
      }
    }
    waiting = true;
    waitingDts = dts;
    waitingDuration = samples.duration(last);
    waitingPts = dts + samples.compositionOffset(last);
  }

  /** Gives out the rows that were still open. Nothing may be added afterwards. */
  <E extends Exception> void finish(TableSink<E> sink) throws E {
    if (!waiting) {
      return;
    }
    endWaiting(waitingDts + waitingDuration, sink);
    sink.stts(durations.length, durations.value);
    sink.ctts(offsets.length, offsets.value);
    sink.stsc(chunkRunFirst, chunks.value);
  }

  TrackTotals totals() {
    if (!waiting) {
      return TrackTotals.none(timescale);
    }
    int sttsRowCount = durations.rowCount() + (durations.length > 0 && durations.value == waitingDuration ? 0 : 1);
    int cttsRowCount = reordered ? offsets.rowCount() : 0;
    return new TrackTotals(timescale, sampleCount, syncCount, chunkCount, sttsRowCount, cttsRowCount, chunks.rowCount(), firstDts,
        waitingDts + waitingDuration, firstPts, Math.max(endPts, waitingPts + waitingDuration), sizeBytes, biggestSampleBytes);
  }

  private <E extends Exception> void endWaiting(long nextDts, TableSink<E> sink) throws E {
    if (waiting) {
      endPts = Math.max(endPts, waitingPts + Math.min(waitingDuration, nextDts - waitingDts));
      addDuration((int) (nextDts - waitingDts), sink);
    } else {
      firstDts = nextDts;
    }
  }

  private <E extends Exception> void addDuration(int duration, TableSink<E> sink) throws E {
    if (!durations.extend(duration)) {
      if (durations.length > 0) {
        sink.stts(durations.length, durations.value);
      }
      durations.begin(duration);
    }
  }

  private <E extends Exception> void addChunk(int samplesPerChunk, long chunkOffset, TableSink<E> sink) throws E {
    chunkCount++;
    sink.co64(chunkOffset);
    if (!chunks.extend(samplesPerChunk)) {
      if (chunks.length > 0) {
        sink.stsc(chunkRunFirst, chunks.value);
      }
      chunks.begin(samplesPerChunk);
      chunkRunFirst = chunkCount;
    }
  }

  private <E extends Exception> void addSample(TrackSamples samples, int index, long dts, TableSink<E> sink) throws E {
    sampleCount++;
    sink.stsz(samples.sizeBytes(index));
    if (samples.sync(index)) {
      syncCount++;
      sink.stss(sampleCount);
    }
    addOffset(samples.compositionOffset(index), sink);
    long pts = dts + samples.compositionOffset(index);
    firstPts = Math.min(firstPts, pts);
    sizeBytes += samples.sizeBytes(index);
    biggestSampleBytes = Math.max(biggestSampleBytes, samples.sizeBytes(index));
  }

  private <E extends Exception> void addOffset(int offset, TableSink<E> sink) throws E {
    reordered |= offset != 0;
    if (!offsets.extend(offset)) {
      if (offsets.length > 0) {
        sink.ctts(offsets.length, offsets.value);
      }
      offsets.begin(offset);
    }
  }
}
