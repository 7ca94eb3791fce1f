package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.livetape.media.FileFormat;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.media.hls.Segment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two pushes whose HLS file is one, with each effect of landing failed in turn: first so that it can be tried again, then so that the
 * process dies there, between or after the pushes, and the next one goes on. Whatever happens, one HLS file has all that was sent.
 */
@Timeout(120)
class ContinuationSimulationTest {
  private static final int EFFECTS_MAX = 100;
  private static final RecordPlan PLAN = ContinuationTest.plan("", FileFormat.HLS, FileFormat.MP4);

  @TempDir Path root;

  private final Feed first = feed();
  private final Feed second = feed();

  private static Feed feed() {
    return new Feed(Feed.video(Feed.H264_720P), Feed.audio(Feed.AAC_48K));
  }

  @Test
  void eachEffectFailingOnce_theFileLandsOnce() throws Exception {
    for (int n = 1; n <= EFFECTS_MAX; n++) {
      ContinuationSimulationTest run = new ContinuationSimulationTest();
      Faults faults = Faults.once(n);
      try (Studio studio = new Studio(root.resolve("once-" + n), faults)) {
        push(studio, run.first);
        push(studio, run.second);
        endWindow(studio);
        run.check(studio, faults, 2);
      }
      if (faults.failed().isEmpty()) {
        assertThat(n).as("effects").isGreaterThan(6);
        return;
      }
    }
    throw new AssertionError("there are always more effects");
  }

  @Test
  void processDyingAtEachEffect_betweenThePushes_theNextGoesOn() throws Exception {
    for (int n = 1; n <= EFFECTS_MAX; n++) {
      ContinuationSimulationTest run = new ContinuationSimulationTest();
      Faults faults = Faults.from(n);
      try (Studio studio = new Studio(root.resolve("dies-" + n), faults)) {
        SessionFiles files = push(studio, run.first);
        await().pollDelay(0, TimeUnit.MILLISECONDS).pollInterval(1, TimeUnit.MILLISECONDS)
            .until(() -> files.allLanded().isDone() || !faults.failed().isEmpty());
      }
      try (Studio studio = new Studio(root.resolve("dies-" + n))) {
        studio.recover();
        push(studio, run.second);
        endWindow(studio);
        run.check(studio, faults, 2);
      }
      if (faults.failed().isEmpty()) {
        return;
      }
    }
    throw new AssertionError("there are always more effects");
  }

  @Test
  void processDyingAtEachEffect_afterBothPushes_theNextLandsTheFile() throws Exception {
    for (int n = 1; n <= EFFECTS_MAX; n++) {
      ContinuationSimulationTest run = new ContinuationSimulationTest();
      Faults faults = Faults.from(n);
      try (Studio studio = new Studio(root.resolve("dies-" + n), faults)) {
        push(studio, run.first);
        SessionFiles files = push(studio, run.second);
        endWindow(studio);
        await().pollDelay(0, TimeUnit.MILLISECONDS).pollInterval(1, TimeUnit.MILLISECONDS)
            .until(() -> files.allLanded().isDone() || !faults.failed().isEmpty());
      }
      try (Studio studio = new Studio(root.resolve("dies-" + n))) {
        studio.recover();
        endWindow(studio);
        run.check(studio, faults, 2);
      }
      if (faults.failed().isEmpty()) {
        return;
      }
    }
    throw new AssertionError("there are always more effects");
  }

  /** Everything is on the disk when this returns; what has landed by then is up to the faults. */
  private static SessionFiles push(Studio studio, Feed feed) throws Exception {
    SessionFiles files = studio.session(PLAN);
    files.takeUp();
    TapeOutput output = new TapeOutput(files);
    output.tracks(feed.tracks());
    feed.to(1_500, output);
    output.end();
    studio.database.writeNow(_ -> null);
    studio.drainDisk();
    return files;
  }

  private static void endWindow(Studio studio) {
    studio.parts.continuations().end(Studio.PUSH.stream(), Studio.PUSH.domain());
  }

  private void check(Studio studio, Faults faults, int pushCount) throws Exception {
    await().atMost(Duration.ofSeconds(20)).until(() -> studio.openRows() == 0);
    assertThat(studio.landed(FileFormat.MP4)).as(faults.failed()).hasSize(pushCount);
    assertThat(studio.landed(FileFormat.HLS)).as(faults.failed()).hasSize(1);
    assertThat(studio.landed()).as(faults.failed()).allMatch(file -> file.times() == 1);
    Studio.Landed hls = studio.landed(FileFormat.HLS).getFirst();
    assertThat(studio.recorded(hls).pictures()).as(faults.failed())
        .isEqualTo(List.of(first, second).stream().flatMap(feed -> feed.pictures.stream()).toList());
    HlsPlaylist playlist = HlsPlaylist.parse(studio.playlist(hls));
    assertThat(playlist.segments().stream().filter(Segment::discontinuity)).as(faults.failed()).hasSize(1);
    assertThat(playlist.segments().stream().mapToLong(segment -> segment.duration().toMillis()).sum()).isEqualTo(hls.durationMs());
    await().atMost(Duration.ofSeconds(20)).until(() -> studio.spooled().isEmpty());
  }
}
