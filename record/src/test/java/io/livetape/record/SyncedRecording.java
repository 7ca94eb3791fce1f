package io.livetape.record;

import io.livetape.media.FileFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A recording in every format, cut each second and synced now and then, in a {@link Life}; and what was promised at each moment of it. One
 * thread.
 */
final class SyncedRecording {
  private static final int STEP_MS = 100;
  private static final int CUT_MS = 1_000;
  private static final int LENGTH_MAX_STEPS = 32;
  private static final int LANDING_MAX_SECONDS = 20;

  private final Life life;
  private final Random random;
  private final Feed feed = new Feed(Feed.video(Feed.H264_720P), Feed.audio(Feed.AAC_48K));
  private final SessionFiles files;
  private final List<Output> outputs;
  /** What was in the spool's files at each sync, by moment and name. */
  private final NavigableMap<Integer, Map<String, Recorded>> synced = new TreeMap<>();

  private SyncedRecording(Life life, long seed) {
    this.life = life;
    random = new Random(seed);
    files = life.studio.session(Studio.plan(FileFormat.values()));
    outputs = List.of(new TapeOutput(files), new FlvOutput(files), new AdtsOutput(files));
    synced.put(0, Map.of());
  }

  /** Records for a while; sometimes the push ends, sometimes the process dies before that and another recovers. */
  static SyncedRecording make(Life life, long seed) throws Exception {
    SyncedRecording recording = new SyncedRecording(life, seed);
    recording.record();
    return recording;
  }

  private void record() throws Exception {
    outputs.forEach(output -> output.tracks(feed.tracks()));
    int stepCount = random.nextInt(5, LENGTH_MAX_STEPS);
    for (int step = 1; step <= stepCount; step++) {
      feed.to(step * STEP_MS, sample -> outputs.forEach(output -> output.write(sample, TapeWriter.timeMs(sample) * 1000)));
      if (step * STEP_MS % CUT_MS == 0) {
        outputs.forEach(output -> output.cut(feed.next()));
      }
      if (random.nextInt(4) == 0) {
        sync();
      }
    }
    switch (random.nextInt(3)) {
      case 0 -> {
        outputs.forEach(Output::end);
        settle();
      }
      case 1 -> {
        life.restartProcess();
        life.studio.recover();
      }
      default -> settle();
    }
    life.now();
  }

  private void settle() throws Exception {
    life.studio.database.writeNow(_ -> null);
    life.studio.drainDisk();
    files.allLanded().get(LANDING_MAX_SECONDS, TimeUnit.SECONDS);
  }

  private void sync() throws Exception {
    settle();
    life.studio.parts.spool().syncAll();
    Map<String, Recorded> inSpool = new HashMap<>();
    try (Stream<Path> spool = Files.list(life.disk.root().resolve("spool"))) {
      for (Path file : spool.filter(path -> !path.toString().endsWith(".m3u8")).toList()) {
        inSpool.put(file.getFileName().toString(), new Recorded().add(file));
      }
    }
    synced.put(life.now(), inSpool);
  }

  /** What the files that were open at the last sync before a moment held by then. */
  Map<String, Recorded> syncedBefore(int moment) {
    return synced.floorEntry(moment).getValue();
  }
}
