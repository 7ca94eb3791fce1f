package io.livetape.console.overview;

import io.livetape.callback.Backlog;
import io.livetape.live.LiveStream;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes figures of what the parts have counted. One thread. */
final class Meter {
  /** How far the rate at which the disk fills looks back, in measurements. */
  private static final int WRITE_RATE_MEASUREMENTS = 30;

  /** The database is asked in every so many measurements. */
  private static final int BACKLOG_EVERY = 5;

  private final Sources sources;
  private final Deque<Written> written = new ArrayDeque<>();
  private Map<String, Long> receivedBytes = new HashMap<>();
  private Set<String> live = Set.of();
  private long measuredAt;
  private long liveRevision;
  private int measurementCount;
  private Optional<Backlog> backlog = Optional.empty();

  private record Written(long atMs, long bytes) {}

  Meter(Sources sources, long nowMs) {
    this.sources = sources;
    measuredAt = nowMs;
    written.add(new Written(nowMs, sources.recorder().metrics().writtenBytes.sum()));
  }

  /** Blocks for the database now and then. */
  Figures measure(long nowMs) {
    Collection<LiveStream> streams = sources.streams().all();
    Set<LiveStream> recorded = sources.recorder().recorded();
    lookForChange(streams, recorded);
    if (measurementCount++ % BACKLOG_EVERY == 0) {
      backlog = backlog();
    }
    long bitsPerSecond = bitsPerSecond(streams, nowMs);
    long bytesPerSecond = bytesPerSecondWritten(nowMs);
    Room room = room();
    measuredAt = nowMs;
    return new Figures(nowMs, streams.size(), recorded.size(), streams.stream().mapToInt(LiveStream::liveReaderCount).sum(),
        bitsPerSecond, bytesPerSecond, room.freeBytes, room.totalBytes, secondsLeft(room, bytesPerSecond),
        sources.recorder().diskFull(), backlog.map(Backlog::waitingCount).orElse(-1L), backlog.map(Backlog::parkedCount).orElse(-1L),
        liveRevision);
  }

  private void lookForChange(Collection<LiveStream> streams, Set<LiveStream> recorded) {
    Set<String> now = streams.stream().map(stream -> stream.push().sequence() + recorded.contains(stream)).collect(Collectors.toSet());
    if (!now.equals(live)) {
      live = now;
      liveRevision++;
    }
  }

  /** What streams have received since the last measurement; one that is new counts from its beginning. */
  private long bitsPerSecond(Collection<LiveStream> streams, long nowMs) {
    Map<String, Long> now = new HashMap<>();
    long bytes = 0;
    for (LiveStream stream : streams) {
      String push = stream.push().sequence();
      long received = stream.receivedBytes();
      now.put(push, received);
      bytes += received - receivedBytes.getOrDefault(push, 0L);
    }
    receivedBytes = now;
    return bytes * 8 * 1000 / Math.max(1, nowMs - measuredAt);
  }

  private long bytesPerSecondWritten(long nowMs) {
    Written oldest = written.getFirst();
    Written newest = new Written(nowMs, sources.recorder().metrics().writtenBytes.sum());
    written.add(newest);
    if (written.size() > WRITE_RATE_MEASUREMENTS) {
      written.removeFirst();
    }
    return (newest.bytes - oldest.bytes) * 1000 / Math.max(1, nowMs - oldest.atMs);
  }

  private Long secondsLeft(Room room, long bytesPerSecond) {
    return room.freeBytes < 0 || bytesPerSecond == 0 ? null : Math.max(0, room.freeBytes - sources.stopFreeBytes()) / bytesPerSecond;
  }

  private record Room(long freeBytes, long totalBytes) {}

  private Room room() {
    try {
      FileStore disk = Files.getFileStore(sources.folder());
      return new Room(disk.getUsableSpace(), disk.getTotalSpace());
    } catch (IOException _) {
      return new Room(-1, -1);
    }
  }

  /** Empty while the database is in trouble, which the rest does not depend on. */
  private Optional<Backlog> backlog() {
    try {
      return Optional.of(sources.outbox().backlog());
    } catch (SQLException | RuntimeException _) {
      return Optional.empty();
    }
  }
}
