package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.livetape.media.FileFormat;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.media.hls.Segment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An HLS file that is left open by one process, and what the next ones make of it. */
@Timeout(60)
class ContinuationAfterRestartTest {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private static final RecordPlan PLAN = ContinuationTest.plan("", FileFormat.HLS, FileFormat.MP4);

  @TempDir Path root;
  private Station station;

  @AfterEach
  void close() {
    station.close();
  }

  private void start(Instant at) throws Exception {
    if (station != null) {
      station.close();
    }
    station = new Station(root, PLAN, at);
    station.recover().get(20, TimeUnit.SECONDS);
  }

  /** Media is only where what was written is. */
  private Feed killed(long endMs) throws Exception {
    Feed feed = station.push().send(endMs).feed;
    station.settle();
    return feed;
  }

  @Test
  void waitingFile_isTakenUpAfterARestart() throws Exception {
    start(NOW);
    Feed first = station.pushed(2_500);
    stop();
    start(NOW.plusSeconds(30));
    assertThat(station.landed(FileFormat.HLS)).isEmpty();
    GrowingHls growing = station.recorder.growing().iterator().next();
    assertThat(growing.waitsUntil()).contains(NOW.plus(ContinuationTest.WINDOW));
    assertThat(growing.tracks()).hasSize(2);
    assertThat(HlsPlaylist.parse(growing.render().orElseThrow()).segments()).hasSize(3);
    Feed second = station.pushed(2_500);
    await().until(() -> HlsPlaylist.parse(growing.render().orElseThrow()).segments().size() == 6);
    stop();
    start(NOW.plusSeconds(60));
    Feed third = station.pushed(1_500);
    passWindow();
    checkHolds(hls(), first, second, third);
    assertThat(station.playlist(hls()).segments().stream().filter(Segment::discontinuity)).hasSize(2);
    assertThat(hls().recovered()).isTrue();
    checkNothingLeft();
  }

  @Test
  void waitingFileWhoseTimeIsOver_landsAtTheNextStart() throws Exception {
    start(NOW);
    Feed first = station.pushed(2_500);
    stop();
    start(NOW.plus(ContinuationTest.WINDOW).plusMillis(1));
    checkHolds(hls(), first);
    assertThat(station.recorder.growing()).isEmpty();
    checkNothingLeft();
  }

  @Test
  void pushThatTheProcessDiedUnder_isContinued() throws Exception {
    start(NOW);
    Feed first = station.pushed(1_500);
    Feed second = killed(2_500);
    start(NOW.plusSeconds(30));
    Feed third = station.pushed(1_500);
    passWindow();
    Recorded recorded = station.recorded(hls());
    assertThat(recorded.pictures()).startsWith(first.pictures.toArray(String[]::new)).endsWith(third.pictures.toArray(String[]::new));
    int ofSecond = recorded.pictures().size() - first.pictures.size() - third.pictures.size();
    assertThat(ofSecond).as("all but the last half second").isBetween(second.pictures.size() - 13, second.pictures.size());
    assertThat(station.playlist(hls()).segments().stream().filter(Segment::discontinuity)).hasSize(2);
    checkNothingLeft();
  }

  @Test
  void pushThatTheProcessDiedUnder_isCountedFromItsLastMedia() throws Exception {
    start(NOW.minusSeconds(200));
    killed(2_500);
    station.close();
    setWritten(NOW.minusSeconds(100));
    station = null;
    start(NOW);
    assertThat(hls().recovered()).isTrue();
    checkNothingLeft();
  }

  @Test
  void secondDeath_doesNotMakeTheFileWaitLonger() throws Exception {
    start(NOW.minusSeconds(30));
    killed(2_500);
    station.close();
    setWritten(NOW.minusSeconds(20));
    station = null;
    for (int death = 1; death <= 2; death++) {
      start(NOW.plusSeconds(death));
      assertThat(station.recorder.growing().iterator().next().waitsUntil()).contains(NOW.minusSeconds(20).plus(ContinuationTest.WINDOW));
    }
    start(NOW.plusSeconds(41));
    assertThat(hls().recovered()).isTrue();
  }

  @Test
  void publisherWhoReturnsBeforeRecoveryIsDone_goesOnBehindIt() throws Exception {
    Studio studio = new Studio(root);
    station = new Station(root.resolve("other"), PLAN, NOW);
    Feed first = send(studio.session(PLAN));
    studio.close();
    try (Studio next = new Studio(root)) {
      next.now = Instant.now();
      Recovery recovery = new Recovery(next.parts);
      recovery.collect();
      CountDownLatch release = next.holdDisk();
      CompletableFuture<Void> recovered = recovery.run();
      SessionFiles files = next.session(PLAN);
      files.takeUp();
      TapeOutput output = new TapeOutput(files);
      Feed second = new Feed(Feed.video(Feed.H264_720P), Feed.audio(Feed.AAC_48K));
      output.tracks(second.tracks());
      second.to(2_500, output);
      release.countDown();
      recovered.get(20, TimeUnit.SECONDS);
      GrowingHls growing = next.parts.growing().values().iterator().next();
      next.drainDisk();
      second.to(3_500, output);
      next.database.writeNow(_ -> null);
      next.drainDisk();
      assertThat(HlsPlaylist.parse(growing.render().orElseThrow()).segments().stream().map(Segment::discontinuity))
          .as("three segments of the first push, the end of which is cut off, and three of the second")
          .containsExactly(false, false, false, true, false, false);
      files.notContinued();
      output.end();
      files.allLanded().get(20, TimeUnit.SECONDS);
      Studio.Landed hls = next.landed(FileFormat.HLS).getFirst();
      List<String> pictures = next.recorded(hls).pictures();
      assertThat(pictures).endsWith(second.pictures.toArray(String[]::new));
      assertThat(pictures.size() - second.pictures.size()).isBetween(first.pictures.size() - 13, first.pictures.size());
      assertThat(next.openRows()).isZero();
    }
  }

  private static Feed send(SessionFiles files) throws Exception {
    Feed feed = new Feed(Feed.video(Feed.H264_720P), Feed.audio(Feed.AAC_48K));
    TapeOutput output = new TapeOutput(files);
    output.tracks(feed.tracks());
    feed.to(2_900, output);
    files.parts().database().writeNow(_ -> null);
    return feed;
  }

  @Test
  void fileOfATaskThatIsOver_landsWhenThatIsSaid_beforeRecoveryToo() throws Exception {
    station = new Station(root, PLAN, NOW);
    Station.OnAir onAir = station.push();
    station.recorder.record(onAir.stream, ContinuationTest.plan("7", FileFormat.HLS));
    onAir.send(1_500);
    station.settle();
    station.close();
    station = new Station(root, PLAN, NOW.plusSeconds(20));
    CompletableFuture<Void> recovered = station.recover();
    station.recorder.end("7");
    recovered.get(20, TimeUnit.SECONDS);
    assertThat(station.recorder.awaitLanded(Duration.ofSeconds(20))).isTrue();
    assertThat(hls().plan().taskId()).isEqualTo("7");
    assertThat(station.recorder.growing()).singleElement().matches(growing -> growing.waitsUntil().isPresent());
  }

  @Test
  void waitingFileOfWhichNothingIsLeft_isDropped() throws Exception {
    start(NOW);
    killed(1_500);
    station.close();
    try (Stream<Path> spooled = Files.list(root.resolve("spool"))) {
      for (Path file : spooled.toList()) {
        Files.write(file, new byte[0]);
        Files.setLastModifiedTime(file, FileTime.from(NOW));
      }
    }
    station = null;
    start(NOW.plusSeconds(20));
    assertThat(station.recorder.growing()).singleElement().matches(growing -> growing.tracks().isEmpty());
    passWindow();
    assertThat(station.landed).isEmpty();
    checkNothingLeft();
  }

  private void setWritten(Instant at) throws Exception {
    try (Stream<Path> spooled = Files.list(root.resolve("spool"))) {
      for (Path file : spooled.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(at));
      }
    }
  }

  private void stop() throws InterruptedException {
    assertThat(station.recorder.awaitLanded(Duration.ofSeconds(20))).isTrue();
  }

  private void passWindow() throws InterruptedException {
    station.now = station.now.plus(ContinuationTest.WINDOW).plusSeconds(1);
    await().until(() -> station.recorder.growing().isEmpty());
    stop();
  }

  private LandedFile hls() {
    assertThat(station.landed(FileFormat.HLS)).hasSize(1);
    return station.landed(FileFormat.HLS).getFirst();
  }

  private void checkHolds(LandedFile hls, Feed... feeds) throws Exception {
    Recorded recorded = station.recorded(hls);
    assertThat(recorded.pictures()).isEqualTo(List.of(feeds).stream().flatMap(feed -> feed.pictures.stream()).toList());
    assertThat(recorded.sounds()).isEqualTo(List.of(feeds).stream().flatMap(feed -> feed.sounds.stream()).toList());
    assertThat(station.playlist(hls).ended()).isTrue();
  }

  private void checkNothingLeft() throws Exception {
    assertThat(station.studio.openRows()).isZero();
    assertThat(station.studio.spooled()).isEmpty();
  }
}
