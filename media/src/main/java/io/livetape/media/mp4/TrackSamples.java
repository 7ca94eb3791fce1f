package io.livetape.media.mp4;

import java.util.Arrays;

/**
 * The samples of one track in one fragment, in decode order. Filled and cleared by its {@link FragmentTable}; grows to the largest
 * fragment seen and is used again. One thread.
 */
public final class TrackSamples {
  private int[] durations = new int[16];
  private int[] sizes = new int[16];
  private int[] compositionOffsets = new int[16];
  private boolean[] syncs = new boolean[16];
  private int count;
  private int syncCount;
  private long baseMediaDecodeTime;
  private long durationTicks;
  private int payloadSizeBytes;
  private boolean started;
  private boolean uniformDuration;
  private boolean reordered;
  private boolean negativeOffset;

  TrackSamples() {
    clear();
  }

  void clear() {
    count = 0;
    syncCount = 0;
    durationTicks = 0;
    payloadSizeBytes = 0;
    started = false;
    uniformDuration = true;
    reordered = false;
    negativeOffset = false;
  }

  void start(long baseMediaDecodeTime) {
    this.baseMediaDecodeTime = baseMediaDecodeTime;
    started = true;
  }

  void add(int duration, int sizeBytes, int compositionOffset, boolean sync) {
    if (count == sizes.length) {
      grow();
    }
    durations[count] = duration;
    sizes[count] = sizeBytes;
    compositionOffsets[count] = compositionOffset;
    syncs[count] = sync;
    count++;
    syncCount += sync ? 1 : 0;
    durationTicks += duration;
    payloadSizeBytes += sizeBytes;
    uniformDuration &= duration == durations[0];
    reordered |= compositionOffset != 0;
    negativeOffset |= compositionOffset < 0;
  }

  private void grow() {
    durations = Arrays.copyOf(durations, count * 2);
    sizes = Arrays.copyOf(sizes, count * 2);
    compositionOffsets = Arrays.copyOf(compositionOffsets, count * 2);
    syncs = Arrays.copyOf(syncs, count * 2);
  }

  public int count() {
    return count;
  }

  /** Decode time of the first sample, in ticks on the tape's timeline. */
  public long baseMediaDecodeTime() {
    return baseMediaDecodeTime;
  }

  /** The sum of all durations: where the next sample comes, unless there is a gap. */
  public long durationTicks() {
    return durationTicks;
  }

  /** How long the samples before this one last together. */
  long durationTicks(int index) {
    long ticks = 0;
    for (int i = 0; i < index; i++) {
      ticks += durations[i];
    }
    return ticks;
  }

  /** The bytes of the samples before this one. */
  int sizeBytesBefore(int index) {
    int bytes = 0;
    for (int i = 0; i < index; i++) {
      bytes += sizes[i];
    }
    return bytes;
  }

  public int payloadSizeBytes() {
    return payloadSizeBytes;
  }

  public int duration(int index) {
    return durations[index];
  }

  public int sizeBytes(int index) {
    return sizes[index];
  }

  /** {@code pts - dts}. */
  public int compositionOffset(int index) {
    return compositionOffsets[index];
  }

  public boolean sync(int index) {
    return syncs[index];
  }

  int syncCount() {
    return syncCount;
  }

  boolean started() {
    return started;
  }

  boolean uniformDuration() {
    return uniformDuration;
  }

  /** Whether some sample is not presented at its decode time. */
  boolean reordered() {
    return reordered;
  }

  boolean negativeOffset() {
    return negativeOffset;
  }
}
