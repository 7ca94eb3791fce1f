package io.livetape.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.record.TimelineKind;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Witness;
import io.livetape.testkit.disk.TroubledDisk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A disk in trouble for some seconds, under a whole server: publishers, viewers and other recordings notice nothing, the recording declares
 * its gap, goes on, and its files are right.
 */
class DiskFaultsTest {
  private static final FileFormat[] ALL = FileFormat.values();
  private static final int LENGTH_MS = 9_000;
  private static final int STATUS_MP4 = 3;

  /** What may be lost before the trouble: what had not been written, and how far a test's own look at the time may be behind. */
  private static final long BEFORE_MS = 1_000;

  /** How long after the trouble a recording may wait for its next try and a key frame. */
  private static final long AFTER_MS = 4_000;

  private static Source source;

  private final TroubledDisk disk = new TroubledDisk();
  private final HeardLog log = new HeardLog();
  private DiskScene scene;

  @BeforeAll
  static void make() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    source = Source.of(Clip.h264Aac(Duration.ofMillis(LENGTH_MS + 1_000)).withSize(640, 360).withBitsPerSecond(1_500_000));
  }

  @AfterEach
  void close() {
    disk.heal();
    scene.close();
    log.close();
  }

  @Test
  void diskThatFails_leavesAGap_andNothingElse() throws Exception {
    scene("recording.formats=");
    scene.push("hurt", ALL);
    scene.push("plain");
    long fromMs = scene.awaitFirstSent(2_000);
    disk.fail("Input/output error", this::inSpool);
    long toMs = scene.awaitFirstSent(fromMs + 1_500);
    assertThat(disk.hitCount()).isPositive();
    disk.heal();
    scene.awaitPushes();
    scene.awaitLanded();

    scene.checkOneHole("hurt", fromMs - BEFORE_MS, toMs + AFTER_MS, ALL);
    assertThat(scene.timeline("hurt", TimelineKind.FILE_FAILED)).isNotEmpty();
    assertThat(scene.timeline("hurt", TimelineKind.GAP_ENDED)).isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.ms()).isGreaterThanOrEqualTo(1_000));
    assertThat(scene.statuses("hurt", STATUS_MP4)).containsExactly(
        "record_start_succeeded", "record_error", "record_resumed", "record_ended");
    assertThat(scene.exceptions("hurt")).containsExactly(-131, -130, -104);
    assertThat(log.lines("gap: the disk failed a file; another is begun in 1 s")).hasSize(3);
  }

  @Test
  void fileThatFails_isItsOwnRecordingsAlone() throws Exception {
    scene("recording.formats=");
    scene.push("hurt", FileFormat.MP4, FileFormat.FLV);
    scene.awaitFirstSent(1_000);
    Set<String> its = Set.copyOf(scene.server.data().spool());
    scene.push("other", FileFormat.MP4, FileFormat.FLV);
    long fromMs = scene.awaitFirstSent(2_000);
    disk.fail("Input/output error", file -> its.contains(file.getFileName().toString()));
    long toMs = scene.awaitFirstSent(fromMs + 1_500);
    disk.heal();
    scene.awaitPushes();
    scene.awaitLanded();

    scene.checkWhole("other", FileFormat.MP4, FileFormat.FLV);
    scene.checkOneHole("hurt", fromMs - BEFORE_MS, toMs + AFTER_MS, FileFormat.MP4, FileFormat.FLV);
  }

  @Test
  void writesThatStall_withinTheBudget_loseNothing() throws Exception {
    scene("recording.formats=");
    scene.push("hurt", ALL);
    Set<String> its = its();
    scene.push("other", FileFormat.HLS, FileFormat.FLV);
    long fromMs = scene.awaitFirstSent(2_000);
    disk.stall(file -> its.contains(file.getFileName().toString()));
    scene.awaitFirstSent(fromMs + 3_000);
    assertThat(scene.server.metric("livetape_record_writes_waiting")).isPositive();
    disk.heal();
    scene.awaitPushes();
    scene.awaitLanded();

    scene.checkWhole("hurt", ALL);
    scene.checkWhole("other", FileFormat.HLS, FileFormat.FLV);
    assertThat(scene.timeline("hurt", TimelineKind.GAP_BEGAN)).isEmpty();
  }

  @Test
  void writesThatStall_beyondTheBudget_leaveAGap_inTheirOwnRecording() throws Exception {
    scene("recording.buffer-max-bytes=1048576", "recording.writer-threads=1");
    scene.push("hurt", ALL);
    Set<String> its = its();
    scene.push("other", FileFormat.MP4);
    long fromMs = scene.awaitFirstSent(2_000);
    disk.stall(file -> its.contains(file.getFileName().toString()));
    long toMs = scene.awaitFirstSent(fromMs + 4_500);
    assertThat(log.lines("[recording live/hurt] gap: the disk is too slow")).hasSize(1);
    disk.heal();
    scene.awaitPushes();
    scene.awaitLanded();

    scene.checkWhole("other", FileFormat.MP4);
    scene.checkOneHole("hurt", fromMs, toMs + AFTER_MS, ALL);
    assertThat(scene.server.data().files("hurt")).as("the files go on").hasSize(4);
    assertThat(scene.timeline("hurt", TimelineKind.GAP_BEGAN)).hasSize(1);
    assertThat(scene.timeline("hurt", TimelineKind.GAP_ENDED)).singleElement()
        .satisfies(entry -> assertThat(entry.ms()).isBetween(500L, toMs - fromMs + AFTER_MS));
    assertThat(scene.statuses("hurt", STATUS_MP4)).containsExactly(
        "record_start_succeeded", "record_error", "record_resumed", "record_ended");
  }

  @Test
  void diskWithTooLittleRoom_warnsFirst_pausesRecordings_andLetsThemGoOn() throws Exception {
    scene("recording.formats=");
    scene.push("hurt", ALL);
    scene.awaitFirstSent(1_000);
    disk.free(1_500_000);
    Awaitility.await().until(() -> !log.lines("[disk] only 1 MiB are free; below 1 MiB nothing is recorded").isEmpty());
    long fromMs = scene.awaitFirstSent(2_000);
    disk.free(1_000_000);
    Awaitility.await().until(() -> scene.server.metric("livetape_record_disk_full") == 1);
    scene.push("refused", FileFormat.MP4);
    Awaitility.await("what there is can be had meanwhile")
        .until(() -> scene.server.data().files("hurt").size() == ALL.length - 1);
    scene.awaitFirstSent(fromMs + 2_500);
    assertThat(scene.server.data().files("refused")).isEmpty();
    assertThat(scene.server.data().spool()).as("but for HLS, which goes on").hasSize(1);
    disk.free(1_200_000);
    scene.awaitFirstSent(fromMs + 4_000);
    assertThat(scene.server.metric("livetape_record_disk_full")).as("so little is not enough to go on").isEqualTo(1);
    disk.free(-1);
    long toMs = scene.awaitFirstSent(fromMs + 4_100);
    scene.awaitPushes();
    scene.awaitLanded();

    scene.checkOneHole("hurt", fromMs - BEFORE_MS, toMs + AFTER_MS, ALL);
    assertThat(scene.holes("refused", FileFormat.MP4).get("video")).singleElement().satisfies(hole -> assertThat(hole.fromMs()).isZero());
    assertThat(scene.timeline("hurt", TimelineKind.GAP_BEGAN)).hasSize(1);
    assertThat(scene.timeline("hurt", TimelineKind.GAP_ENDED)).hasSize(1);
    assertThat(scene.statuses("hurt", STATUS_MP4)).containsExactly(
        "record_start_succeeded", "record_error", "record_resumed", "record_ended");
    assertThat(scene.statuses("refused", STATUS_MP4)).containsExactly("record_start_failed", "record_start_succeeded", "record_ended");
    assertThat(log.lines("[disk] only")).as("each level is told once").hasSize(2);
  }

  private void scene(String... settings) {
    scene = new DiskScene(source, LENGTH_MS, all -> LivetapeServer.startOn(disk, all), settings);
  }

  /** The names in the spool, of the only recording so far. */
  private Set<String> its() {
    scene.awaitFirstSent(1_500);
    return scene.server.data().spool().stream().collect(Collectors.toSet());
  }

  private boolean inSpool(Path file) {
    return file.startsWith(scene.server.root().resolve("spool"));
  }
}
