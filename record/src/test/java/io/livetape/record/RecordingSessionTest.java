package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.livetape.live.EndReason;
import io.livetape.media.FileFormat;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecordingSessionTest {
  private static final Track VIDEO = Feed.inMs(Feed.video(Feed.H264_720P));
  private static final Track AUDIO = Feed.inMs(Feed.audio(Feed.AAC_48K));
  /** Of media. */
  private static final long TRACK_WAIT_MS = 1_000;
  private static final long BUDGET_BYTES = 300_000;
  private static final long LONG_MS = 60_000;

  @TempDir Path root;
  private Studio studio;
  private SessionFiles files;
  /** By the clock. */
  private long trackWaitMs = LONG_MS;
  private final ToldOutput output = new ToldOutput();
  private final List<String> told = output.told;

  @BeforeEach
  void open() throws Exception {
    studio = new Studio(root);
  }

  @AfterEach
  void close() {
    studio.close();
  }

  @Test
  void samples_waitUntilBothTracksHaveAppeared() {
    RecordingSession session = session(false);
    session.onTrack(AUDIO);
    session.onTrack(VIDEO);
    audio(session, 500);
    audio(session, 521);
    assertThat(told).isEmpty();
    video(session, 510, true);
    assertThat(told).containsExactly("tracks 1 2", "a0", "a21", "v10!");
  }

  @Test
  void announcedTrackThatStaysSilent_isNotWaitedForLonger_andNotRecorded() {
    RecordingSession session = session(false);
    session.onTrack(AUDIO);
    session.onTrack(VIDEO);
    for (int ms = 0; ms < TRACK_WAIT_MS; ms += 40) {
      video(session, ms, ms == 0);
    }
    assertThat(told).isEmpty();
    video(session, TRACK_WAIT_MS, false);
    assertThat(told).hasSize(27).startsWith("tracks 1", "v0!", "v40").endsWith("v1000");
  }

  @Test
  void trackThatOnlyTheEncoderPromises_isWaitedForAsWell() {
    RecordingSession session = session(false);
    session.onTracksPromised(2);
    session.onTrack(VIDEO);
    video(session, 0, true);
    video(session, TRACK_WAIT_MS - 40, false);
    assertThat(told).isEmpty();
    video(session, TRACK_WAIT_MS, false);
    assertThat(told).hasSize(4);
  }

  @Test
  void promisedTrackThatIsOverdueByTheClock_isNotWaitedForLonger() {
    trackWaitMs = 50;
    RecordingSession session = session(false);
    session.onTracksPromised(2);
    session.onTrack(VIDEO);
    long beganNanos = System.nanoTime();
    video(session, 0, true);
    video(session, 400, false);
    await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
      video(session, 400, false);
      return !told.isEmpty();
    });
    assertThat(Duration.ofNanos(System.nanoTime() - beganNanos)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    assertThat(told).startsWith("tracks 1", "v0!", "v400");
  }

  @Test
  void overdueTrack_isWaitedForWhileHardlyAnyMediaWaits() {
    trackWaitMs = 1;
    RecordingSession session = session(false);
    session.onTracksPromised(2);
    session.onTrack(VIDEO);
    session.onTrack(AUDIO);
    video(session, 0, true);
    long dueNanos = System.nanoTime() + 2_000_000;
    await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> System.nanoTime() > dueNanos);
    video(session, 0, false);
    audio(session, 10);
    assertThat(told).startsWith("tracks 1 2", "v0!");
  }

  @Test
  void trackThatNobodyPromises_isWaitedForHardlyAtAll() {
    RecordingSession session = session(false);
    session.onTracksPromised(1);
    session.onTrack(VIDEO);
    for (int ms = 0; ms < 250; ms += 40) {
      video(session, ms, ms == 0);
    }
    assertThat(told).isEmpty();
    video(session, 280, false);
    assertThat(told).hasSize(9).startsWith("tracks 1", "v0!", "v40").endsWith("v280");
  }

  @Test
  void trackThatComesLate_isAddedWithItsFirstSample() {
    RecordingSession session = session(false);
    session.onTrack(VIDEO);
    video(session, 0, true);
    video(session, TRACK_WAIT_MS, false);
    session.onTrack(AUDIO);
    video(session, 1_040, false);
    told.clear();
    audio(session, 1_050);
    video(session, 1_080, false);
    assertThat(told).containsExactly("tracks 1 2", "a1050", "v1080");
  }

  @Test
  void pictureThatComesLate_beginsWithAKeyFrame() {
    RecordingSession session = session(false);
    session.onTrack(AUDIO);
    audio(session, 0);
    audio(session, TRACK_WAIT_MS);
    told.clear();
    session.onTrack(VIDEO);
    video(session, 1_010, false);
    audio(session, 1_021);
    video(session, 1_050, true);
    video(session, 1_090, false);
    assertThat(told).containsExactly("a1021", "tracks 1 2", "v1050!", "v1090");
  }

  @Test
  void pictures_beforeTheFirstKeyFrame_areDropped() {
    RecordingSession session = session(false);
    session.onTrack(VIDEO);
    session.onTrack(AUDIO);
    video(session, 0, false);
    audio(session, 0);
    video(session, 40, false);
    video(session, 80, true);
    video(session, 120, false);
    assertThat(told).containsExactly("tracks 1 2", "a0", "v80!", "v120");
  }

  @Test
  void changeOfPictureFormat_waitsForTheNewKeyFrame() {
    RecordingSession session = session(false);
    session.onTrack(VIDEO);
    session.onTrack(AUDIO);
    video(session, 0, true);
    audio(session, 0);
    told.clear();
    Track changed = Feed.inMs(Feed.video(Feed.H264_240P));
    session.onTrack(changed);
    send(session, changed, 40, false);
    audio(session, 21);
    send(session, changed, 80, true);
    assertThat(told).containsExactly("tracks 1 2", "a21", "v80!");
  }

  @Test
  void pictureAnnouncedButSilent_beginsWithAKeyFrameToo() {
    RecordingSession session = session(false);
    session.onTrack(AUDIO);
    session.onTrack(VIDEO);
    audio(session, 0);
    audio(session, TRACK_WAIT_MS);
    told.clear();
    video(session, 1_010, false);
    audio(session, 1_021);
    video(session, 1_050, true);
    assertThat(told).containsExactly("a1021", "tracks 1 2", "v1050!");
  }

  @Test
  void changeOfFormat_duringTheFirstWait_endsIt() {
    RecordingSession session = session(false);
    session.onTrack(VIDEO);
    video(session, 0, true);
    video(session, 40, false);
    assertThat(told).isEmpty();
    Track changed = Feed.inMs(Feed.video(Feed.H264_240P));
    session.onTrack(changed);
    assertThat(told).containsExactly("tracks 1", "v0!", "v40", "tracks 1");
    send(session, changed, 80, true);
    assertThat(told).endsWith("tracks 1", "v80!");
  }

  @Test
  void audioOnly_ignoresThePictureAltogether() {
    RecordingSession session = session(true);
    session.onTrack(VIDEO);
    session.onTrack(AUDIO);
    video(session, 0, true);
    audio(session, 3);
    video(session, 40, false);
    audio(session, 24);
    session.onEnd(EndReason.DELETE_STREAM);
    assertThat(told).containsExactly("tracks 2", "a0", "a21", "end");
  }

  @Test
  void pushUnderASecond_isRecordedAtItsEnd() {
    RecordingSession session = session(false);
    session.onTrack(VIDEO);
    session.onTrack(AUDIO);
    video(session, 0, true);
    video(session, 40, false);
    session.onEnd(EndReason.PEER_CLOSED);
    assertThat(told).containsExactly("tracks 1", "v0!", "v40", "end");
  }

  @Test
  void pushWithoutASample_endsQuietly() {
    RecordingSession session = session(false);
    session.onTrack(VIDEO);
    session.onEnd(EndReason.PEER_CLOSED);
    assertThat(told).containsExactly("end");
  }

  @Test
  void timestampsThatGoBack_doNotMakeItWaitLonger() {
    RecordingSession session = session(false);
    session.onTrack(AUDIO);
    audio(session, 4_000_000_000L);
    audio(session, 0);
    audio(session, 21);
    assertThat(told).startsWith("tracks 2");
  }

  @Test
  void oneLargeTrack_doesNotMakeItWaitForMegabytes() {
    RecordingSession session = session(false);
    session.onTrack(VIDEO);
    session.onTrack(AUDIO);
    for (int i = 0; i < 5; i++) {
      session.onSample(new Sample().set(VIDEO, i, 0, i == 0, ByteBuffer.allocate(1 << 20), 0, 1 << 20));
    }
    assertThat(told).startsWith("tracks 1", "v0!");
  }

  @Test
  void startOfThePublishersTime_isKept() throws Exception {
    RecordingSession session = realSession(FileFormat.FLV);
    session.onTrack(VIDEO);
    session.onTrack(AUDIO);
    audio(session, 123_480);
    video(session, 123_456, true);
    CountDownLatch release = studio.holdDisk();
    session.onEnd(EndReason.DELETE_STREAM);
    studio.database.writeNow(_ -> null);
    assertThat(studio.database.readNow(Journal::files)).singleElement()
        .satisfies(file -> assertThat(file.mediaStartMs()).isEqualTo(123_456));
    release.countDown();
    files.allLanded().get(20, TimeUnit.SECONDS);
  }

  @Test
  void diskThatIsTooSlow_makesAGapThatEndsWithAKeyFrame() throws Exception {
    RecordingSession session = realSession(FileFormat.FLV);
    Feed feed = new Feed(VIDEO, AUDIO);
    feed.tracks().forEach(session::onTrack);
    feed.to(1_000, session);
    studio.database.writeNow(_ -> null);
    CountDownLatch release = studio.holdDisk();
    feed.to(20_000, session);
    assertThat(files.pendingBytes()).isBetween(BUDGET_BYTES, BUDGET_BYTES + 100_000);
    release.countDown();
    studio.database.writeNow(_ -> null);
    studio.drainDisk();
    int pictures = feed.pictures.size();
    feed.to(22_000, session);
    session.onEnd(EndReason.DELETE_STREAM);
    files.allLanded().get(20, TimeUnit.SECONDS);
    Recorded recorded = studio.recorded(FileFormat.FLV);
    int lost = feed.pictures.size() + feed.sounds.size() - recorded.pictures().size() - recorded.sounds().size();
    assertThat(recorded.pictures()).doesNotHaveDuplicates()
        .startsWith("v0", "v1").contains("v" + pictures).endsWith(feed.pictures.getLast());
    assertThat(studio.parts.metrics().droppedSamples.sum()).isPositive().isLessThanOrEqualTo(lost);
    assertThat(pictures % 25).as("the gap ends at a key frame").isZero();
  }

  @Test
  void budget_holdsOverCuts() throws Exception {
    RecordingSession session = realSession(FileFormat.FLV, FileFormat.MP4, FileFormat.AAC);
    Feed feed = new Feed(VIDEO, AUDIO);
    feed.tracks().forEach(session::onTrack);
    CountDownLatch release = studio.holdDisk();
    feed.to(30_000, session);
    assertThat(files.pendingBytes()).isLessThan(BUDGET_BYTES + 200_000);
    release.countDown();
    session.onEnd(EndReason.DELETE_STREAM);
    files.allLanded().get(20, TimeUnit.SECONDS);
  }

  /** From 1.5 s to 3.5 s. */
  private void recordWhileTheDiskIsFull() throws Exception {
    RecordingSession session = realSession(FileFormat.MP4);
    Feed feed = new Feed(VIDEO, AUDIO);
    feed.tracks().forEach(session::onTrack);
    feed.to(1_500, session);
    room(500);
    feed.to(3_500, session);
    studio.database.writeNow(_ -> null);
    studio.drainDisk();
    room(5_000);
    feed.to(5_500, session);
    session.onEnd(EndReason.DELETE_STREAM);
    files.allLanded().get(20, TimeUnit.SECONDS);
  }

  @Test
  void fullDisk_pauses_andGoesOnWhenThereIsRoom() throws Exception {
    recordWhileTheDiskIsFull();
    List<String> pictures = studio.recorded(FileFormat.MP4).pictures();
    assertThat(pictures).startsWith("v0").contains("v37").doesNotContain("v38", "v87", "v99").contains("v100").endsWith("v137");
    assertThat(studio.recorded(FileFormat.MP4).sounds()).as("sound needs no key frame").contains("a165");
    assertThat(studio.parts.metrics().droppedSamples.sum()).isPositive();
  }

  @Test
  void fullDisk_endsTheFile_soThatItCanBeHadMeanwhile() throws Exception {
    RecordingSession session = realSession(FileFormat.MP4);
    Feed feed = new Feed(VIDEO, AUDIO);
    feed.tracks().forEach(session::onTrack);
    feed.to(900, session);
    room(500);
    feed.to(1_500, session);
    files.allLanded().get(20, TimeUnit.SECONDS);
    assertThat(studio.landed()).singleElement().satisfies(file -> assertThat(file.durationMs()).isBetween(850L, 950L));
    assertThat(studio.parts.metrics().gaps.sum()).isOne();
  }

  @Test
  void pushThatBeginsOnAFullDisk_isRecordedOnceThereIsRoom() throws Exception {
    room(500);
    RecordingSession session = realSession(FileFormat.MP4, FileFormat.FLV);
    Feed feed = new Feed(VIDEO, AUDIO);
    feed.tracks().forEach(session::onTrack);
    feed.to(2_500, session);
    assertThat(studio.parts.metrics().openedFiles.sum()).isZero();
    room(5_000);
    feed.to(4_000, session);
    session.onEnd(EndReason.DELETE_STREAM);
    files.allLanded().get(20, TimeUnit.SECONDS);
    for (FileFormat format : List.of(FileFormat.MP4, FileFormat.FLV)) {
      assertThat(studio.recorded(format).pictures()).isEqualTo(feed.pictures.subList(75, 100));
    }
  }

  @Test
  void gap_isInTheTimeline() throws Exception {
    recordWhileTheDiskIsFull();
    List<TimelineEntry> entries = timeline();
    assertThat(entries).extracting(TimelineEntry::kind).containsExactlyInAnyOrder(TimelineKind.BEGAN, TimelineKind.GAP_BEGAN,
        TimelineKind.AUDIO_LOST, TimelineKind.VIDEO_LOST, TimelineKind.GAP_ENDED, TimelineKind.ENDED);
    assertThat(entries.stream().filter(entry -> entry.kind() == TimelineKind.GAP_BEGAN).findFirst().orElseThrow().fileId())
        .isEqualTo(studio.landed(FileFormat.MP4).get(1).fileId());
    assertThat(entries.stream().filter(entry -> entry.kind().name().endsWith("_LOST")).mapToLong(TimelineEntry::count).sum())
        .isEqualTo(studio.parts.metrics().droppedSamples.sum());
  }

  @Test
  void changesOfFormat_areInTheTimeline() throws Exception {
    RecordingSession session = session(false);
    session.onTrack(VIDEO);
    session.onTrack(AUDIO);
    video(session, 0, true);
    audio(session, 0);
    session.onTrack(Feed.inMs(Feed.video(Feed.H264_240P)));
    session.onTrack(Feed.inMs(Feed.audio(Feed.AAC_44K)));
    session.onTrack(Feed.inMs(Feed.audio(Feed.AAC_44K)));
    session.onEnd(EndReason.DELETE_STREAM);

    assertThat(timeline()).extracting(TimelineEntry::kind).containsExactlyInAnyOrder(
        TimelineKind.BEGAN, TimelineKind.SIZE_CHANGED, TimelineKind.AUDIO_CHANGED, TimelineKind.ENDED);
  }

  @Test
  void wallClockThatIsSetMeanwhile_changesNothing() throws Exception {
    realSession(FileFormat.MP4, FileFormat.AAC);
    List<Instant> wall = new ArrayList<>(List.of(Studio.NOW));
    RecordingSession.Limits limits = new RecordingSession.Limits(LONG_MS, 10 * BUDGET_BYTES);
    List<Output> outputs = List.of(new TapeOutput(files), new AdtsOutput(files));
    RecordingSession session = new RecordingSession(
        files, limits, wall::getLast, List.of(new Splitter(Duration.ofSeconds(1), outputs)), studio.parts.metrics());
    Feed feed = new Feed(VIDEO, AUDIO);
    feed.tracks().forEach(session::onTrack);
    feed.to(1_500, session);
    wall.add(Studio.NOW.minus(Duration.ofDays(3)));
    feed.to(2_500, session);
    wall.add(Studio.NOW.plus(Duration.ofDays(3)));
    feed.to(4_000, session);
    session.onEnd(EndReason.DELETE_STREAM);
    files.allLanded().get(20, TimeUnit.SECONDS);

    assertThat(studio.landed(FileFormat.MP4)).hasSize(4).allSatisfy(file -> {
      assertThat(file.durationMs()).isBetween(990L, 1_025L);
      assertThat(file.startedAt()).isBetween(Studio.NOW, Studio.NOW.plusSeconds(50));
      assertThat(file.endedAt()).isBetween(file.startedAt(), Studio.NOW.plusSeconds(50));
    });
  }

  private List<TimelineEntry> timeline() throws Exception {
    studio.database.writeNow(_ -> null);
    return studio.database.readNow(connection -> Timeline.of(
        connection, Studio.PUSH.stream(), Studio.NOW.minusSeconds(1), Studio.NOW.plusSeconds(100), 100));
  }

  private void room(long freeBytes) {
    studio.freeBytes = freeBytes;
    studio.parts.spool().watch().look();
  }

  /** A session whose output writes down what it is told; times in milliseconds. */
  private RecordingSession session(boolean audioOnly) {
    RecordPlan plan = new RecordPlan(Set.of(FileFormat.FLV), Duration.ofMinutes(30), audioOnly, "", "", Duration.ZERO);
    files = studio.session(plan);
    return session(List.of(output));
  }

  private RecordingSession realSession(FileFormat... formats) {
    files = studio.session(Studio.plan(formats));
    List<Output> outputs = new ArrayList<>();
    for (FileFormat format : formats) {
      outputs.add(switch (format) {
        case MP4, HLS -> new TapeOutput(files);
        case FLV -> new FlvOutput(files);
        case AAC -> new AdtsOutput(files);
      });
    }
    return session(outputs);
  }

  private RecordingSession session(List<Output> outputs) {
    RecordingSession.Limits limits = new RecordingSession.Limits(trackWaitMs, BUDGET_BYTES);
    List<Splitter> splitters = List.of(new Splitter(files.plan().parts().values().iterator().next().interval(), outputs));
    return new RecordingSession(files, limits, InstantSource.fixed(Studio.NOW), splitters, studio.parts.metrics());
  }

  private static void video(RecordingSession session, long ms, boolean sync) {
    send(session, VIDEO, ms, sync);
  }

  private static void audio(RecordingSession session, long ms) {
    send(session, AUDIO, ms, true);
  }

  private static void send(RecordingSession session, Track track, long ms, boolean sync) {
    session.onSample(new Sample().set(track, ms, 0, sync, ByteBuffer.allocate(10), 0, 10));
  }
}
