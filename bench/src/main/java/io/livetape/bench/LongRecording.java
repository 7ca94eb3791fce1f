package io.livetape.bench;

import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.live.LiveStreams;
import io.livetape.live.PublisherConnection;
import io.livetape.live.Push;
import io.livetape.live.StreamKey;
import io.livetape.media.FileFormat;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.mp4.TapeReader;
import io.livetape.media.mp4.TapeScan;
import io.livetape.record.GrowingHls;
import io.livetape.record.LandedFile;
import io.livetape.record.LandingListener;
import io.livetape.record.RecordConfig;
import io.livetape.record.RecordPlan;
import io.livetape.record.Recorder;
import io.livetape.store.FolderBlobStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Records hours of media as fast as the disk takes them, through the recorder itself and without a socket.
 *
 * @param cut the length at which MP4 and FLV files are cut
 */
record LongRecording(Path folder, SourceClip clip, int hours, Duration cut) {
  private static final int HOUR_MS = 3_600_000;
  private static final int WRITES_WAITING_MAX = 64;
  private static final Duration LANDED_MAX = Duration.ofMinutes(2);

  /**
   * What was seen at the end of an hour.
   *
   * @param feedMs how long it took to record it
   * @param heapBytes in use after a collection
   * @param unwrittenMs how much of the media was in memory only, and would have gone with the process
   * @param listedBytes the playlist so far
   */
  record Hour(int number, long feedMs, long heapBytes, long unwrittenMs, long listedBytes) {}

  /** A file, and how long after the end of the push it was in the store; 0 for one that ended before. */
  record Finished(LandedFile file, Path blob, double afterMs) {}

  /** What came of it. */
  record Outcome(List<Hour> hours, List<Finished> finished, long pictureCount, long soundCount) {
    private static final long HEAP_GROWTH_MAX_BYTES = 4 << 20;
    private static final long UNWRITTEN_MAX_MS = 500;
    private static final long LENGTH_OFF_MAX_MS = 100;

    List<String> text() {
      List<String> lines = new ArrayList<>();
      for (Hour hour : hours) {
        lines.add("hour %2d: recorded in %d ms, heap %.1f MiB, %d ms not written yet, playlist %d KiB".formatted(
            hour.number(), hour.feedMs(), hour.heapBytes() / 1048576.0, hour.unwrittenMs(), hour.listedBytes() / 1024));
      }
      for (Finished one : finished) {
        lines.add("%s: %d ms of media, %d KiB, %s".formatted(one.file().format().label(), one.file().durationMs(),
            one.file().sizeBytes() / 1024, one.afterMs() == 0 ? "cut" : "in the store %.0f ms after the end".formatted(one.afterMs())));
      }
      lines.add("%d pictures and %d frames of sound".formatted(pictureCount, soundCount));
      return lines;
    }

    /** @param endMaxMs the most time from the end of the push to a file in the store */
    List<String> faults(double endMaxMs) throws IOException {
      List<String> faults = new ArrayList<>();
      PacketCount found = packets();
      if (found.pictures() != pictureCount || found.sounds() != soundCount) {
        faults.add("the MP4 files hold " + found + ", sent were " + pictureCount + " and " + soundCount);
      }
      long grown = hours.getLast().heapBytes() - hours.getFirst().heapBytes();
      if (grown > HEAP_GROWTH_MAX_BYTES) {
        faults.add("the heap grew by " + grown + " bytes from the first hour to the last");
      }
      hours.stream().filter(hour -> hour.unwrittenMs() > UNWRITTEN_MAX_MS)
          .forEach(hour -> faults.add("hour " + hour.number() + ": " + hour.unwrittenMs() + " ms in memory only"));
      finished.stream().filter(one -> one.afterMs() > endMaxMs)
          .forEach(one -> faults.add(one.file().format() + " took " + one.afterMs() + " ms"));
      for (FileFormat format : List.of(FileFormat.MP4, FileFormat.HLS, FileFormat.FLV)) {
        long offMs = lengthMs(format) - (long) hours.size() * HOUR_MS;
        if (Math.abs(offMs) > LENGTH_OFF_MAX_MS) {
          faults.add(format + " is " + offMs + " ms longer than what was sent");
        }
      }
      return faults;
    }

    private PacketCount packets() throws IOException {
      PacketCount sum = new PacketCount(0, 0);
      for (Finished one : finished) {
        if (one.file().format() == FileFormat.MP4) {
          PacketCount found = PacketCount.of(one.blob().toString());
          sum = new PacketCount(sum.pictures() + found.pictures(), sum.sounds() + found.sounds());
        }
      }
      return sum;
    }

    private long lengthMs(FileFormat format) {
      return finished.stream().filter(one -> one.file().format() == format).mapToLong(one -> one.file().durationMs()).sum();
    }
  }

  Outcome run() throws Exception {
    Files.createDirectories(folder);
    List<Hour> seen = new ArrayList<>();
    List<Finished> finished = new CopyOnWriteArrayList<>();
    AtomicLong endedNanos = new AtomicLong();
    FolderBlobStore store = new FolderBlobStore(folder.resolve("store"));
    RecordConfig config = new RecordConfig(folder.resolve("spool"), Duration.ofMillis(400), Duration.ofSeconds(4), Duration.ofSeconds(1),
        64 << 20, 2, Duration.ofSeconds(5), 0, 0);
    RecordPlan plan = new RecordPlan(Set.of(FileFormat.MP4, FileFormat.HLS, FileFormat.FLV), cut, false, "", "", Duration.ZERO);
    LandingListener landing = new LandingListener() {
      @Override
      public void landed(Connection transaction, LandedFile file) {}

      @Override
      public void committed(LandedFile file) {
        double afterMs = endedNanos.get() == 0 ? 0 : (System.nanoTime() - endedNanos.get()) / 1e6;
        finished.add(new Finished(file, store.localFile(file.blobKeys().getLast()).orElseThrow(), afterMs));
      }
    };
    LongFeed feed = new LongFeed(clip);
    try (Database database = Database.open(DatabaseConfig.of(folder.resolve("long.db")));
        Recorder recorder = new Recorder(
            config, _ -> plan, store, database, landing, _ -> { }, new AtomicLong()::incrementAndGet, UnaryOperator.identity(),
            InstantSource.system())) {
      LiveStream stream = publish(recorder);
      feed.announce(stream);
      for (int hour = 1; hour <= hours; hour++) {
        seen.add(hour(hour, feed, stream, recorder));
      }
      endedNanos.set(System.nanoTime());
      stream.end(EndReason.DELETE_STREAM);
      if (!recorder.awaitLanded(LANDED_MAX)) {
        throw new IllegalStateException("not landed within " + LANDED_MAX);
      }
    }
    return new Outcome(seen, finished, feed.pictureCount(), feed.soundCount());
  }

  private Hour hour(int number, LongFeed feed, LiveStream stream, Recorder recorder) throws IOException, MalformedMediaException {
    long startNanos = System.nanoTime();
    long endMs = (long) number * HOUR_MS;
    int count = 0;
    while (feed.sendBefore(endMs, stream)) {
      if (++count % 1000 == 0) {
        drain(recorder, WRITES_WAITING_MAX);
      }
    }
    drain(recorder, 0);
    long feedMs = (System.nanoTime() - startNanos) / 1_000_000;
    long listedBytes = recorder.growing(stream.key()).map(LongRecording::rendered).orElse(0);
    return new Hour(number, feedMs, heapBytes(), endMs - writtenMs(), listedBytes);
  }

  /** Waits until no more writes than this wait for the disk. */
  private static void drain(Recorder recorder, int waitingMax) {
    while (recorder.waitingWriteCount() > waitingMax) {
      LockSupport.parkNanos(200_000);
    }
  }

  private static int rendered(GrowingHls hls) {
    try {
      return hls.render().map(String::length).orElse(0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long heapBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Up to where the newest tape would play if the process died now. */
  private long writtenMs() throws IOException, MalformedMediaException {
    Path newest;
    try (Stream<Path> files = Files.list(folder.resolve("spool"))) {
      newest = files.filter(file -> file.toString().endsWith(".mp4"))
          .max(Comparator.comparingLong(file -> file.toFile().lastModified())).orElseThrow();
    }
    try (FileChannel channel = FileChannel.open(newest); TapeReader reader = TapeReader.open(channel)) {
      TapeScan scan = TapeScan.of(reader, (_, _, _) -> { });
      return scan.totals().startMs() + scan.totals().durationMs();
    }
  }

  private static LiveStream publish(Recorder recorder) {
    LiveStreams streams = new LiveStreams(_ -> Optional.empty(), LiveStreams.SameName.REFUSE, 1, List.of(recorder));
    Push push = new Push(new StreamKey("live", "long"), "1", "localhost", "", "rtmp", "127.0.0.1", Instant.now());
    return ((LiveStreams.Admission.Accepted) streams.publish(push, new OwnThread())).stream();
  }

  /** A publisher whose thread is the caller's. */
  private static final class OwnThread implements PublisherConnection {
    @Override
    public Executor thread() {
      return Runnable::run;
    }

    @Override
    public void readAtOnce(boolean atOnce) {}

    @Override
    public void disconnect(EndReason reason) {
      throw new IllegalStateException("nobody disconnects it");
    }
  }
}
