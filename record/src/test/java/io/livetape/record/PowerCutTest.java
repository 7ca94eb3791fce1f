package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.FileFormat;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.testkit.disk.Chance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
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
  private static final int CUTS_OF_A_RUN = 40;

  @TempDir Path root;
  private final AtomicInteger lives = new AtomicInteger();

  @TestFactory
  Stream<DynamicTest> powerCut_atAnyMoment_takesNothingThatWasPromised() {
    return LongStream.range(SEED, SEED + RUNS).mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> run(seed)));
  }

  private void run(long seed) throws Exception {
    Random random = new Random(seed);
    try (Life life = Life.first(folder())) {
      SyncedRecording recording = SyncedRecording.make(life, seed);
      Map<String, Recorded> whole = landed(life);
      for (int cut = 0; cut < CUTS_OF_A_RUN; cut++) {
        int moment = random.nextInt(life.now() + 1);
        Chance chance = chance(cut, random);
        try (Life next = life.next(moment, chance, folder())) {
          check(next, recording.syncedBefore(moment), whole);
          if (random.nextInt(4) == 0) {
            again(next, random, recording.syncedBefore(moment));
          }
        } catch (AssertionError | Exception e) {
          throw new AssertionError("seed " + seed + ", cut " + cut + " at moment " + moment + " of " + life.now() + ": " + e, e);
        }
      }
    }
  }

  /** The power fails again while the machine recovers. */
  private void again(Life recovered, Random random, Map<String, Recorded> synced) throws Exception {
    try (Life next = recovered.next(random.nextInt(recovered.now() + 1), chance(random.nextInt(4), random), folder())) {
      check(next, synced, landed(recovered));
    }
  }

  private static Chance chance(int cut, Random random) {
    return switch (cut % 4) {
      case 0 -> Chance.NOTHING;
      case 1 -> Chance.drawn(random);
      case 2 -> count -> random.nextInt(10) == 0 ? 0 : count;
      default -> count -> random.nextBoolean() ? count : random.nextInt(count + 1);
    };
  }

  private static void check(Life life, Map<String, Recorded> synced, Map<String, Recorded> whole) throws Exception {
    List<Studio.Landed> announced = life.studio.landed();
    life.studio.recover();
    Map<String, Recorded> landed = landed(life);
    for (Studio.Landed file : announced) {
      file.blobKeys().forEach(key -> assertThat(landed.get(name(key))).as("announced %s", key).isEqualTo(whole.get(name(key))));
    }
    synced.forEach((name, promised) -> {
      Recorded found = landed.getOrDefault(name, new Recorded());
      assertBegins("pictures of " + name, found.pictures(), promised.pictures());
      assertBegins("sounds of " + name, found.sounds(), promised.sounds());
    });
    assertThat(life.studio.landed()).allMatch(file -> file.times() == 1);
    assertThat(life.studio.openRows()).as("rows of open files").isZero();
    for (Studio.Landed file : life.studio.landed(FileFormat.HLS)) {
      assertThat(life.studio.playlist(file)).startsWith("#EXTM3U").endsWith(HlsPlaylist.END);
    }
  }

  private static void assertBegins(String what, List<String> found, List<String> promised) {
    assertThat(found.subList(0, Math.min(found.size(), promised.size()))).as(what).isEqualTo(promised);
  }

  /** What is in each blob of a landed file, by its name. */
  private static Map<String, Recorded> landed(Life life) throws Exception {
    Map<String, Recorded> landed = new HashMap<>();
    for (Studio.Landed file : life.studio.landed()) {
      for (String key : file.blobKeys()) {
        landed.put(name(key), new Recorded().add(life.studio.store.localFile(key).orElseThrow()));
      }
    }
    return landed;
  }

  private static String name(String blobKey) {
    return blobKey.substring(blobKey.lastIndexOf('/') + 1);
  }

  private Path folder() throws Exception {
    return Files.createDirectories(root.resolve("life-" + lives.incrementAndGet()));
  }
}
