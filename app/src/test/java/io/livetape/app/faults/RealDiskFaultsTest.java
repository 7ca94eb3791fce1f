package io.livetape.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import io.livetape.app.api.Calls;
import io.livetape.media.FileFormat;
import io.livetape.record.TimelineKind;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Witness;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * A server in a process of its own with everything it has, database included, on a real file system that fills up, stalls or becomes
 * read-only. For those who may mount; {@link DiskFaultsTest} has the same for everybody.
 */
@Tag("faults")
class RealDiskFaultsTest {
  private static final FileFormat[] ALL = FileFormat.values();
  private static final boolean LONG = Integer.getInteger("faults.runs", 5) > 5;
  private static final int STALL_MS = LONG ? 30_000 : 4_000;
  private static final int LENGTH_MS = 9_000 + STALL_MS;
  private static final String TEMPLATE = "{\"TemplateName\":\"late\",\"Mp4Param\":{\"Enable\":1,\"RecordInterval\":60}}";
  /** What was not synced yet may go with the error: a sync interval, and what was in memory. */
  private static final long NOT_SYNCED_MS = 2_500;
  private static final Duration ANSWER_MAX = Duration.ofSeconds(25);

  private static Source source;

  private Mount mount;
  private DiskScene scene;

  @BeforeAll
  static void make() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    source = Source.of(Clip.h264Aac(Duration.ofMillis(LENGTH_MS + 1_000)));
  }

  @AfterEach
  void close(TestInfo test) throws IOException {
    if (scene != null) {
      Files.createDirectories(Path.of("target"));
      Files.writeString(Path.of("target", test.getTestMethod().orElseThrow().getName() + ".log"), scene.server.log());
      scene.close();
    }
    if (mount != null) {
      mount.close();
    }
  }

  @Test
  void diskThatIsFullToTheLastByte_leavesAGap_andNothingElse() throws Exception {
    mount = Mount.tmpfs(64 << 20);
    scene();
    Calls calls = scene.calls();
    scene.push("hurt", ALL);
    scene.push("plain");
    long fromMs = scene.awaitFirstSent(2_000);
    Path ballast = mount.place().resolve("ballast");
    fill(ballast, 900_000);
    await("recordings pause", () -> scene.server.metric("livetape_record_disk_full") == 1);
    calls.call("CreateLiveRecordTemplate", TEMPLATE);
    await("what there is can be had meanwhile", () -> scene.receiver.events(100).size() == ALL.length - 1);
    fill(ballast, 0);
    await("the database is full", () -> calls.fails("CreateLiveRecordTemplate", TEMPLATE));
    scene.push("late", FileFormat.MP4);
    assertThat(calls.error("CreateLiveRecordTemplate", TEMPLATE)).isEqualTo("ResourceUnavailable");
    Files.delete(ballast);
    long toMs = scene.awaitFirstSent(fromMs);
    scene.awaitPushes();
    scene.awaitLanded();

    scene.checkOneHole("hurt", fromMs - 1_000, toMs + 5_000, ALL);
    assertThat(scene.holes("late", FileFormat.MP4).get("video")).hasSizeLessThanOrEqualTo(1);
    assertThat(scene.timeline("hurt", TimelineKind.GAP_BEGAN)).hasSize(1);
    assertThat(scene.timeline("hurt", TimelineKind.GAP_ENDED)).hasSize(1);
    assertThat(scene.statuses("hurt", 3)).containsExactly("record_start_succeeded", "record_error", "record_resumed", "record_ended");
  }

  /** Within the budget for what may wait in memory nothing is lost, however long it takes. */
  @Test
  void diskThatStalls_losesNothing_andHoldsUpNobody() throws Exception {
    mount = Mount.ext4(128 << 20);
    scene();
    Calls calls = scene.calls();
    scene.push("hurt", ALL);
    scene.push("plain");
    long fromMs = scene.awaitFirstSent(2_000);
    mount.freeze();
    try {
      scene.push("meanwhile", FileFormat.MP4);
      if (LONG) {
        long askedNanos = System.nanoTime();
        assertThat(calls.error("CreateLiveRecordTemplate", TEMPLATE)).isEqualTo("ResourceUnavailable");
        assertThat(System.nanoTime() - askedNanos).isLessThan(ANSWER_MAX.toNanos());
      }
      scene.awaitFirstSent(fromMs + STALL_MS);
    } finally {
      mount.thaw();
    }
    scene.awaitPushes();
    scene.awaitLanded();

    scene.checkWhole("hurt", ALL);
    scene.checkWhole("meanwhile", FileFormat.MP4);
    assertThat(scene.timeline("hurt", TimelineKind.GAP_BEGAN)).isEmpty();
  }

  /** Such a file system can only be repaired when nobody uses it any more: the next start finishes what there is. */
  @Test
  void diskThatBecomesReadOnly_holdsUpNobody_andIsRecoveredFrom() throws Exception {
    mount = Mount.ext4(128 << 20);
    scene();
    scene.push("hurt", ALL);
    scene.push("plain");
    long fromMs = scene.awaitFirstSent(4_000);
    mount.fail();
    scene.awaitPushes();
    await("the gap is told", () -> scene.server.log().contains("[recording live/hurt] gap: the disk failed a file"));
    scene.server.kill();
    scene.server.closeData();
    mount.repair();
    scene.server.startAgain();
    scene.awaitLanded();

    for (FileFormat format : ALL) {
      scene.holes("hurt", format).forEach((type, holes) -> assertThat(holes).as("%s missing in %s", type, format).singleElement()
          .satisfies(hole -> assertThat(hole.fromMs()).isGreaterThan(fromMs - NOT_SYNCED_MS)));
    }
  }

  private void scene() {
    Path root = mount.place().resolve("data");
    scene = new DiskScene(source, LENGTH_MS, all -> LivetapeServer.startProcessIn(root, List.of(), all));
  }

  private static void await(String what, BooleanSupplier condition) {
    Awaitility.await(what).atMost(LivetapeServer.PATIENCE).pollInterval(Duration.ofMillis(50)).until(condition::getAsBoolean);
  }

  /** Fills the file system with zeros until so much is left. */
  private void fill(Path ballast, long leftBytes) throws IOException {
    try (OutputStream out = Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (Files.getFileStore(mount.place()).getUsableSpace() > leftBytes) {
        out.write(new byte[4096]);
      }
    } catch (IOException e) {
      if (leftBytes > 0) {
        throw e;
      }
    }
  }
}
