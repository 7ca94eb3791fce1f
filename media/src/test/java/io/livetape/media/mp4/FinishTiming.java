package io.livetape.media.mp4;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * How long finishing takes for a tape of two hours (by hand: of {@code args[0]} hours), without the disk's share (no sync). The samples are
 * holes in a sparse file: finishing does not read them.
 */
final class FinishTiming {
  private static final int FRAMES = 12;
  private static final int FRAME_TICKS = 3000;
  private static final int FRAGMENT_TICKS = FRAMES * FRAME_TICKS;
  private static final int ROUNDS = 5;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private FinishTiming() {}

  public static void main(String[] args) throws Exception {
    Path path = Files.createTempFile("tape", ".mp4");
    try {
      bestCpuMs(path, args.length > 0 ? Integer.parseInt(args[0]) : 2);
    } finally {
      Files.delete(path);
    }
  }

  /** @return what the best of some rounds took of the processor, in milliseconds */
  static double bestCpuMs(Path path, int hours) throws Exception {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      best = Math.min(best, round(path, hours * 3600 * 90_000L / FRAGMENT_TICKS));
    }
    return best;
  }

  private static double round(Path path, long fragmentCount) throws Exception {
    TapeHeader header = TapeHeader.build(TapeFile.IDENTITY, List.of(Clip.video(Clip.H265_FORMAT), Clip.audio(Clip.AAC_FORMAT)));
    TapeTotals totals = new TapeTotals(header.tracks());
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.truncate(0);
      record(channel, header, totals, fragmentCount);
      long begin = System.nanoTime();
      TapeScan scan;
      try (TapeReader reader = TapeReader.open(channel)) {
        scan = TapeScan.of(reader, (_, _, _) -> {});
      }
      long scanned = System.nanoTime();
      long cpuNanos = THREADS.getCurrentThreadCpuTime();
      TapeFinisher.FinishedTape finished = TapeFinisher.finish(channel, totals, (_, _) -> {});
      double cpuMs = (THREADS.getCurrentThreadCpuTime() - cpuNanos) / 1e6;
      long end = System.nanoTime();
      System.out.printf("%,d fragments, %,d + %,d samples, file %,d MB, moov %,d KB: scan %.1f ms, finish %.1f ms, of it processor %.1f%n",
          scan.totals().fragmentCount(), totals.track(0).sampleCount(), totals.track(1).sampleCount(), finished.sizeBytes() >> 20,
          finished.sizeBytes() - finished.moovOffset() >> 10, (scanned - begin) / 1e6, (end - scanned) / 1e6, cpuMs);
      return cpuMs;
    }
  }

  private static void record(FileChannel channel, TapeHeader header, TapeTotals totals, long fragmentCount) throws Exception {
    FragmentTable table = new FragmentTable(header.tracks());
    long at = TableCursor.writeFully(channel, header.bytes(), 0);
    ByteBuffer head = ByteBuffer.allocateDirect(64 * 1024);
    long audioDts = 0;
    for (int n = 0; n < fragmentCount; n++) {
      table.clear();
      table.start(0, (long) n * FRAGMENT_TICKS);
      for (int i = 0; i < FRAMES; i++) {
        table.add(0, FRAME_TICKS + (i & 1) * 90 - (i & 1 ^ 1) * 90, 8000, i % 3 * 3000, n % 4 == 0 && i == 0);
      }
      table.start(1, audioDts);
      for (; audioDts * 90_000 < (n + 1L) * FRAGMENT_TICKS * 48_000; audioDts += 1024) {
        table.add(1, 1024, 170 + (int) (audioDts / 1024 % 7), 0, true);
      }
      head.clear();
      table.writeTo(head, n + 1);
      TableCursor.writeFully(channel, head.flip(), at);
      totals.add(table);
      at += table.fragmentSizeBytes();
    }
    TableCursor.writeFully(channel, ByteBuffer.allocate(1), at - 1);
  }
}
