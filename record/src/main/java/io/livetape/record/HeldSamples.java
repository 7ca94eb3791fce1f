package io.livetape.record;

import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/** Copies of samples that have to wait a moment, in order, each with the time that it came. Bounded by its user; not thread-safe. */
final class HeldSamples {
  private static final long BYTES_MAX = 4 * 1024 * 1024;

  private record Kept(Track track, long dts, int compositionOffset, boolean sync, ByteBuffer data, long arrival) {}

  private final List<Kept> kept = new ArrayList<>();
  private long sizeBytes;
  private long firstMs;
  private long lastMs;

  /** @param arrival when it came, on whatever scale the user keeps */
  void add(Sample sample, long arrival) {
    ByteBuffer data = ByteBuffer.allocate(sample.sizeBytes());
    sample.copyTo(0, sample.sizeBytes(), data);
    long timeMs = MediaClock.rescale(sample.dts(), sample.track().timescale(), 1000);
    firstMs = kept.isEmpty() ? timeMs : Math.min(firstMs, timeMs);
    lastMs = kept.isEmpty() ? timeMs : Math.max(lastMs, timeMs);
    kept.add(new Kept(sample.track(), sample.dts(), sample.compositionOffset(), sample.sync(), data, arrival));
    sizeBytes += sample.sizeBytes();
  }

  boolean isEmpty() {
    return kept.isEmpty();
  }

  boolean full() {
    return sizeBytes >= BYTES_MAX;
  }

  /** Media time between the earliest and the latest sample, in whatever order they came. */
  long spanMs() {
    return kept.isEmpty() ? 0 : lastMs - firstMs;
  }

  /** The earliest time of all. */
  long firstMs() {
    return kept.isEmpty() ? 0 : firstMs;
  }

  /** Shows the first sample. */
  void first(Consumer<Sample> to) {
    to.accept(view(kept.getFirst()));
  }

  /** Hands out every sample with its arrival time, in order, and forgets them. */
  void replay(ObjLongConsumer<Sample> to) {
    for (Kept one : kept) {
      to.accept(view(one), one.arrival);
    }
    kept.clear();
    sizeBytes = 0;
  }

  private static Sample view(Kept one) {
    return new Sample().set(one.track, one.dts, one.compositionOffset, one.sync, one.data, 0, one.data.capacity());
  }
}
