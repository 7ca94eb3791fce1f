package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.FileFormat;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.testkit.disk.Chance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whenever the power fails: files that were announced are there, whole; of running recordings everything up to the last sync. Whatever else
 * is on the disk or is not, recovery comes to its end.
 */
@Tag("faults")
class PowerCutTest {
  private static final int RUNS = Integer.getInteger("faults.runs", 5);
  private static final long SEED = Long.getLong("faults.seed", 1);
  private static final int ENDS_OF_A_RUN = 40;
  private static final int WITH_OLDER_DATABASE = 10;

  private static final AtomicInteger LIVES = new AtomicInteger();

  @TempDir Path root;

  /** What is done with a recording that is made. */
  private interface Run {
    void with(Life life, SyncedRecording recording, Random random) throws Exception;
  }

  @TestFactory
  Stream<DynamicTest> powerCut_atAnyMoment_takesNothingThatWasPromised() {
    return seeds(this::endAndRecover);
  }

  /** SQLite keeps what is committed. Should it not, or should a person put an older copy there, no bytes may be lost over it. */
  @TestFactory
  Stream<DynamicTest> databaseOfAnEarlierMoment_isNoReasonToDestroyAnything() {
    return seeds(this::recoverWithOlderDatabase);
  }

  private Stream<DynamicTest> seeds(Run run) {
    return LongStream.range(SEED, SEED + RUNS).mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
      try (Life life = Life.first(folder())) {
        run.with(life, SyncedRecording.make(life, seed), new Random(seed));
      } catch (AssertionError | Exception e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }));
  }

  private void endAndRecover(Life life, SyncedRecording recording, Random random) throws Exception {
    StoredBlobs whole = StoredBlobs.of(life.studio);
    for (int end = 0; end < ENDS_OF_A_RUN; end++) {
      int moment = life.someMoment(random);
      boolean processDies = random.nextInt(4) == 0;
      try (Life next = processDies ? life.afterProcessDeath(moment, folder()) : life.next(moment, chance(random), folder())) {
        check(next, recording.syncedBefore(moment), whole);
        // What a dead process had written and not synced, the next one lands: it has to sync it first.
        if (processDies || random.nextInt(4) == 0) {
          cutAgain(next, recording.syncedBefore(moment), random);
        }
      } catch (AssertionError | Exception e) {
        String how = processDies ? "death" : "power cut";
        throw new AssertionError("%s %d, at moment %d of %d: %s".formatted(how, end, moment, life.now(), e.getMessage()), e);
      }
    }
  }

  /** The power fails while the next process recovers, or after that. */
  private void cutAgain(Life recovered, Map<String, Recorded> synced, Random random) throws Exception {
    int moment = random.nextBoolean() ? recovered.now() : recovered.someMoment(random);
    try (Life next = recovered.next(moment, chance(random), folder())) {
      check(next, synced, StoredBlobs.of(recovered.studio));
    }
  }

  private static Chance chance(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Chance.NOTHING;
      case 1 -> Chance.drawn(random);
      case 2 -> count -> random.nextInt(10) == 0 ? 0 : count;
      default -> count -> random.nextBoolean() ? count : random.nextInt(count + 1);
    };
  }

  private static void check(Life life, Map<String, Recorded> synced, StoredBlobs whole) throws Exception {
    List<Studio.Landed> announced = life.studio.landed();
    life.studio.recover();
    StoredBlobs landed = StoredBlobs.of(life.studio);
    for (Studio.Landed file : announced) {
      StoredBlobs.keys(file).forEach(key -> assertThat(landed.bytes().get(key)).as("announced %s", key).isEqualTo(whole.bytes().get(key)));
    }
    assertHolds(landed.recorded(), synced);
    for (String name : synced.keySet()) {
      if (name.endsWith(".mp4") && landed.recorded().containsKey(name)) {
        assertThat(life.studio.landed()).as("files over %s", name)
            .filteredOn(file -> file.blobKeys().stream().anyMatch(key -> key.endsWith("/" + name))).extracting(Studio.Landed::format).containsExactlyInAnyOrder(FileFormat.MP4, FileFormat.HLS);
      }
    }
    landed.checkTapes();
    assertThat(life.studio.landed()).allMatch(file -> file.times() == 1);
    assertThat(life.studio.openRows()).as("rows of open files").isZero();
    for (Studio.Landed file : life.studio.landed(FileFormat.HLS)) {
      assertThat(life.studio.playlist(file)).startsWith("#EXTM3U").endsWith(HlsPlaylist.END)
          .contains(file.blobKeys().stream().map(key -> key.substring(key.lastIndexOf('/') + 1)).toList());
    }
  }

  private static void assertHolds(Map<String, Recorded> found, Map<String, Recorded> promised) {
    promised.forEach((name, recorded) -> {
      Recorded kept = found.getOrDefault(name, new Recorded());
      assertBegins("pictures of " + name, kept.pictures(), recorded.pictures());
      assertBegins("sounds of " + name, kept.sounds(), recorded.sounds());
    });
  }

  private static void assertBegins(String what, List<String> found, List<String> promised) {
    assertThat(found.subList(0, Math.min(found.size(), promised.size()))).as(what).isEqualTo(promised);
  }

  private void recoverWithOlderDatabase(Life life, SyncedRecording recording, Random random) throws Exception {
    for (int n = 0; n < WITH_OLDER_DATABASE; n++) {
      int moment = life.someMoment(random);
      int databaseMoment = random.nextInt(moment + 1);
      try (Life next = life.next(moment, random.nextBoolean() ? Chance.NOTHING : Chance.EVERYTHING, databaseMoment, folder())) {
        Map<String, Recorded> before = media(next);
        next.studio.recover();
        assertHolds(media(next), before);
      }
    }
  }

  /** What is in every file of spool and store, landed or not, by its name. */
  private static Map<String, Recorded> media(Life life) throws Exception {
    Map<String, Recorded> media = new TreeMap<>();
    try (Stream<Path> all = Files.walk(life.disk.root())) {
      for (Path file : all.filter(PowerCutTest::holdsMedia).toList()) {
        media.put(file.getFileName().toString(), new Recorded().add(file));
      }
    }
    return media;
  }

  private static boolean holdsMedia(Path path) {
    try {
      return Files.isRegularFile(path) && Files.size(path) > 0 && !path.toString().endsWith(".m3u8");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path folder() throws IOException {
    return Files.createDirectories(root.resolve("life-" + LIVES.incrementAndGet()));
  }

  @AfterAll
  static void print() {
    System.out.println(LIVES + " lives, each but the first of a run begun by a recovery");
  }
}
