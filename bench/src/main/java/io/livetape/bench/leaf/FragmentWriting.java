package io.livetape.bench.leaf;

import io.livetape.media.Bytes;
import io.livetape.media.mp4.FragmentTable;
import io.livetape.media.mp4.TapeTrack;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The tables of a second's fragments, sample by sample, and their {@code moof} boxes; the samples' bytes are not touched. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FragmentWriting {
  /** Of 350 ms. */
  private static final int FRAGMENTS = 3;
  private static final int PICTURE_TICKS = 3600;
  private static final int SOUND_TICKS = 1024;

  private final FragmentTable table = new FragmentTable(List.of(
      new TapeTrack(1, 90_000, true, 1280, 720, Bytes.EMPTY, "avc1", Bytes.EMPTY),
      new TapeTrack(2, 44_100, false, 0, 0, Bytes.EMPTY, "mp4a", Bytes.EMPTY)));
  private final ByteBuffer out = ByteBuffer.allocateDirect(64 * 1024);

  @Benchmark
  public ByteBuffer second() {
    out.clear();
    for (int fragment = 0; fragment < FRAGMENTS; fragment++) {
      table.clear();
      collect(0, StreamSecond.PICTURES, PICTURE_TICKS, fragment);
      collect(1, StreamSecond.SOUNDS, SOUND_TICKS, fragment);
      table.writeTo(out, fragment + 1);
    }
    return out;
  }

  private void collect(int track, int perSecond, int ticks, int fragment) {
    int from = perSecond * fragment / FRAGMENTS;
    int to = perSecond * (fragment + 1) / FRAGMENTS;
    table.start(track, (long) from * ticks);
    for (int i = from; i < to; i++) {
      table.add(track, ticks, 200 + i, track == 0 ? ticks * (i % 3) : 0, track == 1 || i == 0);
    }
  }
}
