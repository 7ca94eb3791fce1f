package io.livetape.media.flv;

/**
 * Where the key frames of a file lie, in constant memory: when it is full, every second entry goes and from then on only every
 * second, fourth, eighth … key frame is taken. The first key frame always stays. One thread.
 */
public final class KeyFrameIndex {
  /** What a metadata tag has room for. */
  public static final int CAPACITY_MAX = 2048;

  private final long[] timestampsMs;
  private final long[] fileOffsets;
  private int count;
  private int stride = 1;
  private long seen;

  public KeyFrameIndex(int capacity) {
    if (capacity < 2 || capacity > CAPACITY_MAX) {
      throw new IllegalArgumentException("capacity must be 2.." + CAPACITY_MAX + ", was " + capacity);
    }
    timestampsMs = new long[capacity];
    fileOffsets = new long[capacity];
  }

  /** Notes the next key frame of the file. */
  public void add(long timestampMs, long fileOffset) {
    if (seen++ % stride != 0) {
      return;
    }
    if (count == timestampsMs.length) {
      thin();
      if ((seen - 1) % stride != 0) {
        return;
      }
    }
    timestampsMs[count] = timestampMs;
    fileOffsets[count] = fileOffset;
    count++;
  }

  public int capacity() {
    return timestampsMs.length;
  }

  public int count() {
    return count;
  }

  public long timestampMs(int index) {
    return timestampsMs[index];
  }

  /** Where the key frame's tag begins. */
  public long fileOffset(int index) {
    return fileOffsets[index];
  }

  private void thin() {
    int kept = (count + 1) / 2;
    for (int i = 1; i < kept; i++) {
      timestampsMs[i] = timestampsMs[2 * i];
      fileOffsets[i] = fileOffsets[2 * i];
    }
    count = kept;
    stride *= 2;
  }
}
