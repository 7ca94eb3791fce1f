package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.livetape.media.FileFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recording in every format, in two parts, with each effect of its landing failed in turn: first so that it can be tried again, then
 * so that the process dies there and the next one goes on. Whatever happens, each file lands once and holds what was sent.
 */
@Timeout(120)
class LandingSimulationTest {
  private static final int EFFECTS_MAX = 200;
  private static final int PARTS = 2;

  @TempDir Path root;

  @Test
  void eachEffectFailingOnce_everythingLandsOnce() throws Exception {
    for (int n = 1; n <= EFFECTS_MAX; n++) {
      Faults faults = Faults.once(n);
      try (Studio studio = new Studio(root.resolve("once-" + n), faults)) {
        Feed feed = new Feed(Feed.video(Feed.H264_720P), Feed.audio(Feed.AAC_48K));
        record(studio, feed).get(20, TimeUnit.SECONDS);
        check(studio, feed, faults, false);
        if (faults.failed().isEmpty()) {
          assertThat(n).as("effects").isGreaterThan(25);
          return;
        }
      }
    }
    throw new AssertionError("there are always more effects");
  }

  @Test
  void processDyingAtEachEffect_theNextOneLandsTheRest() throws Exception {
    for (int n = 1; n <= EFFECTS_MAX; n++) {
      Path folder = root.resolve("dies-" + n);
      Feed feed = new Feed(Feed.video(Feed.H264_720P), Feed.audio(Feed.AAC_48K));
      Faults faults = Faults.from(n);
      try (Studio studio = new Studio(folder, faults)) {
        CompletableFuture<Void> landed = record(studio, feed);
        await().pollDelay(0, TimeUnit.MILLISECONDS).pollInterval(1, TimeUnit.MILLISECONDS)
            .until(() -> landed.isDone() || !faults.failed().isEmpty());
      }
      try (Studio studio = new Studio(folder)) {
        studio.recover();
        check(studio, feed, faults, true);
        if (faults.failed().isEmpty()) {
          return;
        }
      }
    }
    throw new AssertionError("there are always more effects");
  }

  @Test
  void processAfterProcessDyingInRecovery_theLastOneLandsTheRest() throws Exception {
    Path folder = root.resolve("again");
    Feed feed = new Feed(Feed.video(Feed.H264_720P), Feed.audio(Feed.AAC_48K));
    Faults first = Faults.from(1);
    try (Studio studio = new Studio(folder, first)) {
      record(studio, feed);
      await().until(() -> !first.failed().isEmpty());
    }
    for (int n = 1; n <= EFFECTS_MAX; n++) {
      Faults faults = Faults.from(1 + n % 7);
      CompletableFuture<Void> recovered;
      try (Studio studio = new Studio(folder, faults)) {
        Recovery recovery = new Recovery(studio.parts);
        recovery.collect();
        recovered = recovery.run();
        await().pollDelay(0, TimeUnit.MILLISECONDS).pollInterval(1, TimeUnit.MILLISECONDS)
            .until(() -> recovered.isDone() || !faults.failed().isEmpty());
        if (faults.failed().isEmpty()) {
          check(studio, feed, faults, true);
          return;
        }
      }
    }
    throw new AssertionError("recovery never comes to an end");
  }

  /** Everything is on the disk when this returns; what has landed by then is up to the faults. */
  private static CompletableFuture<Void> record(Studio studio, Feed feed) throws Exception {
    SessionFiles files = studio.session(Studio.plan(FileFormat.values()));
    List<Output> outputs = List.of(new TapeOutput(files), new FlvOutput(files), new AdtsOutput(files));
    outputs.forEach(output -> output.tracks(feed.tracks()));
    for (int part = 1; part <= PARTS; part++) {
      feed.to(part * 1_000L, sample -> outputs.forEach(output -> output.write(sample, TapeWriter.timeMs(sample) * 1000)));
      outputs.forEach(output -> output.cut(feed.next()));
    }
    outputs.forEach(Output::end);
    studio.database.writeNow(_ -> null);
    studio.drainDisk();
    return files.allLanded();
  }

  private static void check(Studio studio, Feed feed, Faults faults, boolean mayBeRecovered) throws Exception {
    assertThat(studio.landed().stream().collect(Collectors.groupingBy(Studio.Landed::format, Collectors.counting()))).as(faults.failed())
        .containsOnly(Map.entry(FileFormat.MP4, (long) PARTS), Map.entry(FileFormat.HLS, 1L),
            Map.entry(FileFormat.FLV, (long) PARTS), Map.entry(FileFormat.AAC, (long) PARTS));
    assertThat(studio.landed()).as(faults.failed()).allMatch(file -> file.times() == 1)
        .allMatch(file -> mayBeRecovered || !file.recovered());
    for (FileFormat format : FileFormat.values()) {
      assertThat(studio.recorded(format).sounds()).as("%s, %s", faults.failed(), format).isEqualTo(feed.sounds);
    }
    assertThat(studio.recorded(FileFormat.HLS).pictures()).isEqualTo(feed.pictures);
    assertThat(studio.recorded(FileFormat.FLV).pictures()).isEqualTo(feed.pictures);
    assertThat(studio.openRows()).as(faults.failed()).isZero();
    assertThat(studio.spooled()).as(faults.failed()).isEmpty();
  }
}
