package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.live.LiveStreams;
import io.livetape.live.LiveStreams.Admission;
import io.livetape.live.PublisherConnection;
import io.livetape.media.FileFormat;
import io.livetape.store.FolderBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecorderTest {
  @TempDir Path root;
  private Studio studio;
  private final List<LandedFile> landed = new CopyOnWriteArrayList<>();
  private final Feed feed = new Feed(Feed.inMs(Feed.video(Feed.H264_720P)), Feed.inMs(Feed.audio(Feed.AAC_48K)));

  @BeforeEach
  void open() throws Exception {
    studio = new Studio(root);
  }

  @AfterEach
  void close() {
    studio.close();
  }

  @Test
  void push_isRecordedInEveryFormatAskedFor() throws Exception {
    try (Recorder recorder = recorder(Studio.plan(FileFormat.values()), 0)) {
      LiveStream stream = push(recorder);
      assertThat(stream.liveReaderCount()).as("a recorder does not wait for each sample").isZero();
      assertThat(recorder.recordsHls(stream)).as("known before there is a sample").isTrue();
      send(stream, 2_500);
      assertThat(recorder.growing(stream.key())).isPresent();
      stream.end(EndReason.DELETE_STREAM);
      assertThat(recorder.recordsHls(stream)).isFalse();
      assertThat(recorder.awaitLanded(Duration.ofSeconds(20))).isTrue();
      assertThat(landed).extracting(LandedFile::format).containsOnlyOnce(FileFormat.HLS).contains(FileFormat.values()).hasSize(10);
      assertThat(recorder.growing()).isEmpty();
      assertThat(recorder.metrics().landedFiles.sum()).isEqualTo(10);
    }
  }

  @Test
  void task_joiningInMidPush_recordsFromTheNextKeyFrameAndEndsAlone() throws Exception {
    RecordPlan task = new RecordPlan(Set.of(FileFormat.MP4), Duration.ofMinutes(30), false, "", "7", Duration.ZERO);
    try (Recorder recorder = recorder(new RecordPlan(Set.of(FileFormat.FLV), Duration.ofMinutes(30), false, "", "", Duration.ZERO), 0)) {
      LiveStream stream = push(recorder);
      send(stream, 1_300);
      recorder.join(stream, task);
      recorder.join(stream, task);
      assertThat(recorder.taskCount(stream)).as("asked for twice, recorded once").isEqualTo(1);
      send(stream, 3_000);
      recorder.end("8");
      assertThat(recorder.taskCount(stream)).isEqualTo(1);
      recorder.end("7");
      assertThat(recorder.taskCount(stream)).isZero();
      send(stream, 4_000);
      stream.end(EndReason.DELETE_STREAM);
      assertThat(recorder.awaitLanded(Duration.ofSeconds(20))).isTrue();
    }
    LandedFile ofTask = landed.stream().filter(file -> file.format() == FileFormat.MP4).findFirst().orElseThrow();
    assertThat(ofTask.plan().taskId()).isEqualTo("7");
    assertThat(ofTask.durationMs()).as("from the key frame at 2 s to the end at 3 s").isBetween(960L, 1_040L);
    assertThat(landed).filteredOn(file -> file.format() == FileFormat.FLV).singleElement()
        .satisfies(file -> assertThat(file.durationMs()).as("all of the push").isBetween(3_900L, 4_100L));
  }

  @Test
  void recordingThatThePolicyAskedFor_isEndedAlone_andTheNextPushIsRecordedAgain() throws Exception {
    RecordPlan task = new RecordPlan(Set.of(FileFormat.FLV), Duration.ofMinutes(30), false, "", "7", Duration.ZERO);
    RecordPlan waits = new RecordPlan(
        Map.of(FileFormat.HLS, new FormatPlan(Duration.ofMinutes(30), Duration.ZERO, "", Duration.ofMinutes(5))), false, "", "");
    try (Recorder recorder = recorder(waits, 0)) {
      LiveStream stream = push(recorder);
      recorder.join(stream, task);
      send(stream, 2_500);
      assertThat(recorder.end(stream)).isTrue();
      assertThat(recorder.plans(stream)).extracting(RecordPlan::taskId).containsExactly("7");
      assertThat(recorder.end(stream)).as("there is none any more").isFalse();
      assertThat(recorder.awaitLanded(Duration.ofSeconds(20))).isTrue();
      assertThat(landed).as("nobody goes on with it").singleElement()
          .satisfies(file -> assertThat(file.durationMs()).isBetween(2_400L, 2_600L));
      stream.end(EndReason.DELETE_STREAM);
      LiveStream next = push(recorder);
      assertThat(recorder.plans(next)).extracting(RecordPlan::taskId).containsExactly("");
      next.end(EndReason.DELETE_STREAM);
    }
  }

  @Test
  void listeners_ofARecording_hearItsStartAndEndInEachFormatOnce() throws Exception {
    try (Recorder recorder = recorder(Studio.plan(FileFormat.MP4, FileFormat.FLV), 0)) {
      LiveStream stream = push(recorder);
      send(stream, 2_500);
      stream.end(EndReason.DELETE_STREAM);
    }
    assertThat(studio.events).extracting(event -> event.kind() + " " + event.format()).containsExactlyInAnyOrder(
        "STARTED MP4", "STARTED FLV", "ENDED MP4", "ENDED FLV");
    assertThat(studio.events).extracting(RecordingEvent::number).containsExactly(1, 2, 3, 4);
    assertThat(studio.events).extracting(RecordingEvent::sessionId).containsOnly(studio.events.getFirst().sessionId());
  }

  @Test
  void pushThatNobodyWantsRecorded_costsNothing() throws Exception {
    try (Recorder recorder = recorder(RecordPlan.NOTHING, 0)) {
      LiveStream stream = push(recorder);
      assertThat(recorder.recordsHls(stream)).isFalse();
      send(stream, 1_000);
      stream.end(EndReason.DELETE_STREAM);
      assertThat(recorder.awaitLanded(Duration.ofSeconds(20))).isTrue();
      assertThat(recorder.metrics().openedFiles.sum()).isZero();
      assertThat(studio.openRows()).isZero();
    }
  }

  @Test
  void fullDisk_keepsNewPushesFromBeingRecordedYet_notFromBeingLive() throws Exception {
    try (Recorder recorder = recorder(Studio.plan(FileFormat.MP4), Long.MAX_VALUE)) {
      LiveStream stream = push(recorder);
      send(stream, 1_000);
      stream.end(EndReason.DELETE_STREAM);
      assertThat(stream.receivedSamples()).isPositive();
      assertThat(recorder.metrics().openedFiles.sum()).isZero();
      assertThat(studio.events).extracting(RecordingEvent::kind).containsExactly(RecordingEvent.Kind.START_FAILED);
    }
  }

  @Test
  void fileThatTheDiskFails_isFollowedByAnother() throws Exception {
    // The session's id is 1, the first tape's 2.
    Files.createDirectories(root.resolve("spool/2.mp4"));
    try (Recorder recorder = recorder(Studio.plan(FileFormat.MP4), 0)) {
      LiveStream stream = push(recorder);
      AtomicLong endMs = new AtomicLong();
      await().pollInterval(Duration.ofMillis(10)).until(() -> {
        send(stream, endMs.addAndGet(20));
        return recorder.metrics().openedFiles.sum() == 2;
      });
      send(stream, endMs.get() + 1_000);
      stream.end(EndReason.DELETE_STREAM);
      assertThat(recorder.awaitLanded(Duration.ofSeconds(20))).isTrue();
      assertThat(landed).isNotEmpty().extracting(LandedFile::fileId).doesNotContain(3L);
      assertThat(recorder.metrics().gaps.sum()).isOne();
      assertThat(recorder.metrics().droppedSamples.sum()).isPositive();
    }
  }

  @Test
  void whatIsLeftOpen_isRecoveredByTheNext() throws Exception {
    try (Recorder recorder = recorder(Studio.plan(FileFormat.MP4), 0)) {
      send(push(recorder), 900);
      studio.database.writeNow(_ -> null);
    }
    try (Recorder recorder = recorder(Studio.plan(FileFormat.MP4), 0)) {
      recorder.recover().get();
      assertThat(landed).singleElement().satisfies(file -> assertThat(file.recovered()).isTrue());
      assertThat(recorder.metrics().recoveredFiles.sum()).isOne();
    }
  }

  @Test
  void awaitLanded_waitsForTheFileThatRecoveryIsAt() throws Exception {
    try (Recorder recorder = recorder(Studio.plan(FileFormat.MP4), 0)) {
      send(push(recorder), 900);
      studio.database.writeNow(_ -> null);
    }
    try (Recorder recorder = recorder(Studio.plan(FileFormat.MP4), 0)) {
      var release = studio.holdDatabase();
      recorder.recover();
      await().until(() -> Files.notExists(root.resolve("spool/2.mp4")));
      recorder.stopRecovering();
      assertThat(recorder.awaitLanded(Duration.ofMillis(20))).isFalse();
      release.countDown();
      assertThat(recorder.awaitLanded(Duration.ofSeconds(20))).isTrue();
      assertThat(landed).hasSize(1);
    }
  }

  @Test
  void awaitLanded_givesUpInTime() throws Exception {
    try (Recorder recorder = recorder(Studio.plan(FileFormat.MP4), 0)) {
      LiveStream stream = push(recorder);
      send(stream, 900);
      var release = studio.holdDatabase();
      stream.end(EndReason.DELETE_STREAM);
      assertThat(recorder.awaitLanded(Duration.ofMillis(20))).isFalse();
      release.countDown();
      assertThat(recorder.awaitLanded(Duration.ofSeconds(20))).isTrue();
    }
  }

  private void send(LiveStream stream, long endMs) {
    feed.tracks().forEach(stream::track);
    feed.to(endMs, stream::write);
  }

  private LiveStream push(Recorder recorder) {
    LiveStreams streams = new LiveStreams(_ -> Optional.empty(), LiveStreams.SameName.REFUSE, 10, List.of(recorder));
    return ((Admission.Accepted) streams.publish(Studio.PUSH, new Connected())).stream();
  }

  private Recorder recorder(RecordPlan plan, long stopFreeBytes) throws IOException {
    RecordConfig config = new RecordConfig(
        root.resolve("spool"), Duration.ofMillis(400), Duration.ofSeconds(1), Duration.ofSeconds(1), 1 << 20, 2, Duration.ofSeconds(5),
        stopFreeBytes, stopFreeBytes);
    LandingListener listener = new LandingListener() {
      @Override
      public void landed(Connection transaction, LandedFile file) {
        landed.add(file);
      }

      @Override
      public void committed(LandedFile file) {
        assertThat(landed).contains(file);
      }
    };
    return new Recorder(config, _ -> plan, new FolderBlobStore(root.resolve("store")), studio.database, listener, studio.events::add,
        new AtomicLong()::incrementAndGet, UnaryOperator.identity(), InstantSource.fixed(Studio.NOW));
  }

  /** A publisher whose thread is the test's. */
  private static final class Connected implements PublisherConnection {
    @Override
    public Executor thread() {
      return Runnable::run;
    }

    @Override
    public void readAtOnce(boolean atOnce) {
      assertThat(atOnce).isFalse();
    }

    @Override
    public void disconnect(EndReason reason) {
      throw new AssertionError("nobody disconnects it");
    }
  }
}
