package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.livetape.live.EndReason;
import io.livetape.live.Push;
import io.livetape.live.StreamKey;
import io.livetape.media.FileFormat;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.media.hls.Segment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One HLS file over several pushes. */
@Timeout(60)
class ContinuationTest {
  static final Duration WINDOW = Duration.ofSeconds(60);
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);

  @TempDir Path root;
  private Station station;

  static RecordPlan plan(String taskId, FileFormat... formats) {
    FormatPlan part = new FormatPlan(Duration.ofMinutes(30), Duration.ZERO, "", WINDOW);
    return new RecordPlan(Set.of(formats), part, false, "", taskId);
  }

  @BeforeEach
  void open() throws Exception {
    station = new Station(root, plan("", FileFormat.values()), NOW);
  }

  @AfterEach
  void close() {
    station.close();
  }

  @Test
  void publisherWhoReturns_goesOnWithTheHlsFile_andTheOthersAreSplit() throws Exception {
    Feed first = station.pushed(2_500);
    awaitLanded();
    assertThat(formats()).isEqualTo(Map.of(FileFormat.MP4, 1L, FileFormat.FLV, 1L, FileFormat.AAC, 1L));
    station.now = NOW.plusSeconds(40);
    Feed second = station.pushed(3_300);
    awaitLanded();
    assertThat(formats()).isEqualTo(Map.of(FileFormat.MP4, 2L, FileFormat.FLV, 2L, FileFormat.AAC, 2L));
    passWindow();
    LandedFile hls = hls();
    assertThat(hls.blobKeys()).isEqualTo(station.landed(FileFormat.MP4).stream().flatMap(file -> file.blobKeys().stream()).toList());
    checkHolds(hls, first, second);
    assertThat(hls.recovered()).isFalse();
    assertThat(hls.push()).as("the push that began it").isEqualTo(station.landed.getFirst().push());
    assertThat(hls.startedAt()).isEqualTo(station.landed.getFirst().startedAt());
    assertThat(hls.endedAt()).as("the last push's end, not the window's").isBetween(NOW.plusSeconds(40), NOW.plusSeconds(50));
    assertThat(hls.durationMs()).isBetween(5_700L, 5_900L);
    checkNothingLeft();
  }

  @Test
  void interruption_isADiscontinuityWithANewMapAndTheTimeOfDay() throws Exception {
    station.pushed(2_500);
    station.now = NOW.plusSeconds(40);
    station.pushed(2_500);
    passWindow();
    List<Segment> segments = station.playlist(hls()).segments();
    assertThat(segments.stream().map(Segment::discontinuity)).containsExactly(false, false, false, true, false, false);
    assertThat(segments.stream().map(segment -> segment.init().orElseThrow().uri()).distinct()).hasSize(2);
    assertThat(segments.get(0).beginsAt().orElseThrow()).isBetween(NOW.minusMillis(1), NOW.plusSeconds(10));
    assertThat(segments.get(3).beginsAt().orElseThrow()).isBetween(NOW.plusSeconds(39), NOW.plusSeconds(50));
  }

  @Test
  void whileItWaits_itIsPlayableAndGrows_andItsTapesAreHeld() throws Exception {
    station.pushed(2_500);
    awaitLanded();
    GrowingHls growing = station.recorder.growing().iterator().next();
    assertThat(growing.waitsUntil()).contains(NOW.plus(WINDOW));
    assertThat(growing.tracks()).hasSize(2);
    assertThat(HlsPlaylist.parse(growing.render().orElseThrow()).ended()).isFalse();
    assertThat(HlsPlaylist.parse(growing.render().orElseThrow()).segments()).hasSize(3);
    String tape = station.landed(FileFormat.MP4).getFirst().blobKeys().getFirst();
    assertThat(station.studio.database.<Boolean>readNow(connection -> GrowingTapes.hold(connection, tape))).isTrue();
    Station.OnAir second = station.push().send(2_500);
    assertThat(growing.waitsUntil()).isEmpty();
    await().until(() -> HlsPlaylist.parse(growing.render().orElseThrow()).segments().size() == 5);
    second.end(EndReason.CONNECTION_LOST);
    passWindow();
    assertThat(station.recorder.growing()).isEmpty();
    assertThat(station.studio.database.<Boolean>readNow(connection -> GrowingTapes.hold(connection, tape))).isFalse();
  }

  @Test
  void manyInterruptions_areOneFile() throws Exception {
    List<Feed> feeds = new ArrayList<>();
    for (int push = 0; push < 6; push++) {
      station.now = NOW.plusSeconds(50L * push);
      feeds.add(station.pushed(700 + 100L * push));
    }
    passWindow();
    checkHolds(hls(), feeds.toArray(Feed[]::new));
    assertThat(station.playlist(hls()).segments().stream().filter(Segment::discontinuity)).hasSize(5);
    checkNothingLeft();
  }

  @Test
  void publisherWhoReturnsTooLate_beginsAnotherFile() throws Exception {
    Feed first = station.pushed(1_500);
    station.now = NOW.plus(WINDOW).plusMillis(1);
    Feed second = station.pushed(1_500);
    passWindow();
    assertThat(station.landed(FileFormat.HLS)).hasSize(2);
    checkHolds(station.landed(FileFormat.HLS).getFirst(), first);
    checkHolds(station.landed(FileFormat.HLS).getLast(), second);
  }

  @ParameterizedTest
  @EnumSource(names = {"DROPPED", "FORBIDDEN"})
  void pushThatAnOperatorEnds_isNotContinued(EndReason reason) throws Exception {
    station.push().send(1_500).end(reason);
    awaitLanded();
    assertThat(station.landed(FileFormat.HLS)).hasSize(1);
    station.pushed(1_500);
    passWindow();
    assertThat(station.landed(FileFormat.HLS)).hasSize(2);
    checkNothingLeft();
  }

  @Test
  void whatWaits_landsWhenNobodyMayGoOn() throws Exception {
    station.pushed(1_500);
    station.recorder.endContinuation(Studio.PUSH.stream(), "elsewhere.example.test");
    awaitLanded();
    assertThat(station.landed(FileFormat.HLS)).isEmpty();
    station.recorder.endContinuation(Studio.PUSH.stream(), Studio.PUSH.domain());
    awaitLanded();
    assertThat(station.landed(FileFormat.HLS)).hasSize(1);
    checkNothingLeft();
  }

  @Test
  void endingContinuation_duringAPush_landsItsFileAtItsEnd() throws Exception {
    Station.OnAir onAir = station.push().send(1_500);
    station.recorder.endContinuation(Studio.PUSH.stream(), Studio.PUSH.domain());
    onAir.end(EndReason.CONNECTION_LOST);
    awaitLanded();
    assertThat(station.landed(FileFormat.HLS)).hasSize(1);
  }

  @Test
  void pushThatIsRecordedOtherwise_endsTheWindowAtOnce() throws Exception {
    station.pushed(1_500);
    station.plan = RecordPlan.NOTHING;
    station.push();
    awaitLanded();
    assertThat(station.landed(FileFormat.HLS)).hasSize(1);

    station.plan = plan("", FileFormat.HLS);
    station.pushed(1_500);
    station.plan = plan("", FileFormat.MP4);
    station.push().end(EndReason.DELETE_STREAM);
    awaitLanded();
    assertThat(station.landed(FileFormat.HLS)).hasSize(2);

    station.plan = plan("", FileFormat.HLS);
    station.pushed(1_500);
    station.plan = new RecordPlan(plan("", FileFormat.HLS).parts(), true, "", "");
    station.pushed(1_500);
    awaitLanded();
    assertThat(station.landed(FileFormat.HLS)).as("sound alone is another file").hasSize(3);
    passWindow();
    assertThat(station.landed(FileFormat.HLS)).hasSize(4);
  }

  @Test
  void pushByAnotherDomain_isAnotherStream_byAnotherNameOfTheSame_isNot() throws Exception {
    Feed first = station.pushed(1_500);
    long firstId = station.recorder.growing(Studio.PUSH.stream()).orElseThrow().fileId();
    station.push("other.example.test").send(1_500).end(EndReason.DELETE_STREAM);
    Station.OnAir back = station.push("backup." + Studio.PUSH.domain()).send(1_500);
    assertThat(station.recorder.growing(Studio.PUSH.stream()).orElseThrow().fileId()).as("the one that is live").isEqualTo(firstId);
    Feed third = back.end(EndReason.DELETE_STREAM);
    passWindow();
    assertThat(station.landed(FileFormat.HLS)).hasSize(2);
    checkHolds(station.landed(FileFormat.HLS).stream().min(Comparator.comparing(LandedFile::fileId)).orElseThrow(), first, third);
  }

  @Test
  void taskBesideTheOthers_goesOnWithItsOwnFile_andItsEndLandsThatAlone() throws Exception {
    station.plan = plan("", FileFormat.HLS);
    List<Feed> feeds = new ArrayList<>();
    for (int push = 0; push < 2; push++) {
      Station.OnAir onAir = station.push();
      station.recorder.record(onAir.stream, plan("7", FileFormat.HLS, FileFormat.MP4));
      feeds.add(onAir.send(1_500).end(EndReason.CONNECTION_LOST));
    }
    awaitLanded();
    assertThat(station.landed(FileFormat.HLS)).isEmpty();
    station.recorder.end("7");
    awaitLanded();
    assertThat(hls().plan().taskId()).isEqualTo("7");
    checkHolds(hls(), feeds.toArray(Feed[]::new));
    passWindow();
    assertThat(station.landed(FileFormat.HLS)).hasSize(2);
    checkHolds(station.landed(FileFormat.HLS).getLast(), feeds.toArray(Feed[]::new));
    checkNothingLeft();
  }

  @Test
  void taskThatEnds_whileThePushIsLive_landsItsFileAtOnce() throws Exception {
    station.plan = RecordPlan.NOTHING;
    Station.OnAir onAir = station.push();
    station.recorder.record(onAir.stream, plan("7", FileFormat.HLS));
    onAir.send(1_500);
    station.recorder.end("7");
    awaitLanded();
    assertThat(station.landed(FileFormat.HLS)).hasSize(1);
  }

  @Test
  void pushWithoutMedia_doesNotMakeTheFileWaitLonger() throws Exception {
    Feed first = station.pushed(1_500);
    station.now = NOW.plusSeconds(50);
    Station.OnAir silent = station.push();
    assertThat(station.recorder.growing().iterator().next().waitsUntil()).isEmpty();
    station.now = NOW.plusSeconds(55);
    silent.end(EndReason.CONNECTION_LOST);
    assertThat(station.recorder.growing().iterator().next().waitsUntil()).contains(NOW.plus(WINDOW));
    station.now = NOW.plusSeconds(59);
    Feed third = station.pushed(1_500);
    passWindow();
    checkHolds(hls(), first, third);
  }

  @Test
  void pushThatTakesOver_goesOnToo() throws Exception {
    Station.OnAir old = station.push().send(1_500);
    Station.OnAir next = station.push();
    Feed first = old.end(EndReason.REPLACED);
    Feed second = next.send(1_500).end(EndReason.CONNECTION_LOST);
    passWindow();
    checkHolds(hls(), first, second);
    checkNothingLeft();
  }

  @Test
  void withoutAWindow_theFileLandsWithItsPush() throws Exception {
    station.plan = Studio.plan(FileFormat.HLS);
    station.pushed(1_500);
    awaitLanded();
    station.pushed(1_500);
    awaitLanded();
    assertThat(station.landed(FileFormat.HLS)).hasSize(2).noneMatch(LandedFile::recovered);
  }

  @Test
  void waitingFile_keepsNobodyFromStopping() throws Exception {
    station.pushed(1_500);
    assertThat(station.recorder.awaitLanded(Duration.ofSeconds(20))).isTrue();
    assertThat(station.landed(FileFormat.HLS)).isEmpty();
  }

  @Test
  void moreFilesThanMayWait_landTheOneWhoseTimeIsOverFirst() throws Exception {
    List<SessionFiles> landed = new ArrayList<>();
    Continuations continuations = new Continuations(() -> NOW, UnaryOperator.identity(), landed::add);
    RecorderParts parts = station.studio.parts;
    List<SessionFiles> waiting = new ArrayList<>();
    for (int number = 0; number <= Continuations.WAITING_MAX; number++) {
      Push push = new Push(new StreamKey("live", "s" + number), "1", "d", "", "rtmp", "192.0.2.7", NOW);
      OpenFile identity = new OpenFile(number + 1, FileFormat.HLS, push, plan("", FileFormat.HLS), NOW, 0);
      HlsFile file = HlsFile.ofEarlierRun(identity, parts, 0, NOW.plusSeconds(number == 7 ? -1 : number));
      waiting.add(SessionFiles.ofEarlierRun(parts, identity, CompletableFuture.completedFuture(null)));
      assertThat(continuations.interrupted(waiting.getLast(), file)).isTrue();
    }
    assertThat(landed).containsExactly(waiting.get(7));
  }

  private void awaitLanded() throws InterruptedException {
    assertThat(station.recorder.awaitLanded(Duration.ofSeconds(20))).isTrue();
  }

  private void passWindow() throws InterruptedException {
    station.now = station.now.plus(WINDOW).plusSeconds(1);
    await().until(() -> station.recorder.growing().isEmpty());
    awaitLanded();
  }

  private LandedFile hls() {
    assertThat(station.landed(FileFormat.HLS)).hasSize(1);
    return station.landed(FileFormat.HLS).getFirst();
  }

  private Map<FileFormat, Long> formats() {
    return station.landed.stream().collect(Collectors.groupingBy(LandedFile::format, Collectors.counting()));
  }

  private void checkHolds(LandedFile hls, Feed... feeds) throws Exception {
    Recorded recorded = station.recorded(hls);
    assertThat(recorded.pictures()).isEqualTo(List.of(feeds).stream().flatMap(feed -> feed.pictures.stream()).toList());
    assertThat(recorded.sounds()).isEqualTo(List.of(feeds).stream().flatMap(feed -> feed.sounds.stream()).toList());
    HlsPlaylist playlist = station.playlist(hls);
    assertThat(playlist.ended()).isTrue();
    assertThat(playlist.segments().stream().mapToLong(segment -> segment.duration().toMillis()).sum()).isEqualTo(hls.durationMs());
    assertThat(playlist.segments().stream().map(Segment::uri).distinct())
        .containsExactlyElementsOf(hls.blobKeys().stream().map(key -> key.substring(key.lastIndexOf('/') + 1)).toList());
  }

  private void checkNothingLeft() throws Exception {
    assertThat(station.studio.openRows()).isZero();
    assertThat(station.studio.spooled()).isEmpty();
  }
}
