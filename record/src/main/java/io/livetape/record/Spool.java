package io.livetape.record;

import io.livetape.store.DurableFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of files that are being written, the threads that write them, and the thread that syncs them now and then.
 *
 * <p>Two promises: what was written survives the death of the process; what is older than the sync interval survives a power cut.
 */
final class Spool implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Spool.class);

  /** Files being finished and landed at once. They wait for the disk nearly all the time, and it syncs many as quickly as one. */
  private static final int FINISHING_MAX = 16;

  /** So many that two recordings hardly ever share one: a write that stalls holds up its lane. */
  private static final int LANE_COUNT = 1024;

  private static final long CLOSE_WAIT_SECONDS = 30;

  /** Blocks kept for reuse: 64 MiB. */
  private static final int SPARE_BLOCK_MAX = 4096;

  private final Path folder;
  private final DiskWatch watch;
  private final SpoolFile.Opener opener;
  private final BlockPool pool = new BlockPool(SPARE_BLOCK_MAX);
  private final DiskCrew crew;
  private final List<DiskLane> lanes = new ArrayList<>();
  private final ExecutorService finishing =
      Executors.newFixedThreadPool(FINISHING_MAX, Thread.ofPlatform().name("disk-finish-", 0).daemon().factory());
  private final boolean syncs;
  private final Set<SpoolFile> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService syncer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("spool-sync").daemon().factory());

  Spool(RecordConfig config) throws IOException {
    this(config, DiskWatch.of(config.spool()), SpoolFile.Opener.NEW);
  }

  /** @param gauge of the disk under the folder @param opener makes the files */
  Spool(RecordConfig config, DiskWatch.Gauge gauge, SpoolFile.Opener opener) throws IOException {
    this.opener = opener;
    folder = DurableFolder.make(config.spool());
    watch = new DiskWatch(gauge, config.warnFreeBytes(), config.stopFreeBytes());
    crew = new DiskCrew("disk", config.writerThreads());
    for (int i = 0; i < LANE_COUNT; i++) {
      lanes.add(new DiskLane(crew));
    }
    syncs = config.syncInterval().isPositive();
    if (syncs) {
      long millis = config.syncInterval().toMillis();
      syncer.scheduleWithFixedDelay(this::syncAll, millis, millis, TimeUnit.MILLISECONDS);
    }
  }

  Path path(String fileName) {
    return folder.resolve(fileName);
  }

  DiskWatch watch() {
    return watch;
  }

  /** Whether there is no room for more. */
  boolean full() {
    return watch.full();
  }

  BlockPool pool() {
    return pool;
  }

  /** The lane for everything of one session. */
  DiskLane lane(long sessionId) {
    return lanes.get((int) Math.floorMod(sessionId, (long) lanes.size()));
  }

  /** Writes that wait, over all lanes. */
  int queueLength() {
    return crew.queueLength();
  }

  SpoolFile create(String fileName, DiskLane lane, DiskLoad load) {
    SpoolFile file = new SpoolFile(path(fileName), lane, finishing, pool, load, opener);
    if (syncs) {
      open.add(file);
    }
    return file;
  }

  /** Where files are finished and landed: blocking work that nobody's samples wait for. */
  Executor finishing() {
    return finishing;
  }

  /** The playlist body of one HLS file. */
  PlaylistFile createPlaylist(String fileName) {
    return new PlaylistFile(path(fileName), opener);
  }

  /** Syncs what was written since the last time, and the names of the files that it was written to. Any thread; blocks. */
  void syncAll() {
    open.removeIf(SpoolFile::closed);
    open.forEach(SpoolFile::sync);
    if (!open.isEmpty()) {
      syncNames();
    }
  }

  private void syncNames() {
    try {
      DurableFolder.syncNames(folder);
    } catch (IOException | RuntimeException e) {
      log.warn("[disk] could not sync the names in {}: {}; tried again with the next interval", folder.getFileName(), e.toString());
    }
  }

  @Override
  public void close() {
    watch.close();
    syncer.shutdown();
    crew.close();
    finishing.shutdown();
    try {
      finishing.awaitTermination(CLOSE_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
