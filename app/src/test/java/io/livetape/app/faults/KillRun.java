package io.livetape.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.ToolProcess;
import io.livetape.vod.RecordedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** One run: pushes, a kill, a new process on the same folder, and a look at everything that is left. One thread. */
final class KillRun implements AutoCloseable {
  /** What decision 6 promises: playable up to this much before the kill. */
  static final long LOSS_MAX_MS = 500;

  private static final Pattern LOG_TIME = Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  private final Scenario scenario;
  private final Source source;
  private final Figures figures;
  private final CallbackReceiver receiver = CallbackReceiver.start();
  private final LivetapeServer server;
  private String killedLog = "";

  KillRun(Scenario scenario, Source source, Figures figures) {
    this.scenario = scenario;
    this.source = source;
    this.figures = figures;
    server = LivetapeServer.startProcess("recording.interval=" + scenario.intervalSeconds(), "recording.segment-target=1",
        "push.auth=false", "callback.url=" + receiver.url());
  }

  void run() throws IOException, InterruptedException {
    try {
      List<Sent> sent = pushAndKill();
      recover();
      check(sent);
    } catch (AssertionError | RuntimeException | IOException e) {
      keep();
      String failure = "seed " + scenario.seed() + ", what is left is in " + server.root() + ": " + e.getMessage();
      System.out.println(failure);
      throw new AssertionError(failure, e);
    }
  }

  private void keep() throws IOException {
    server.keepFolder();
    Files.writeString(server.root().resolve("scenario.txt"), scenario.toString());
    Files.writeString(server.root().resolve("killed.log"), killedLog);
    Files.writeString(server.root().resolve("recovered.log"), server.log());
  }

  private List<Sent> pushAndKill() throws InterruptedException {
    long zeroNanos = System.nanoTime();
    List<LivePush> pushes = new ArrayList<>();
    List<ToolProcess> encoders = new ArrayList<>();
    for (PushPlan plan : scenario.pushes()) {
      String url = server.unsignedUrl(plan.stream(), plan.recordParameter());
      switch (plan.encoder()) {
        case OURS -> pushes.add(LivePush.begin(plan, source, url, zeroNanos));
        case FFMPEG -> encoders.add(Ffmpeg.push(source.clip(), url, Ffmpeg.Pace.REAL_TIME, Duration.ofMinutes(1)));
      }
    }
    LockSupport.parkNanos(zeroNanos + scenario.killMs() * 1_000_000L - System.nanoTime());
    killedLog = server.log();
    long longBefore = System.nanoTime() - LOSS_MAX_MS * 1_000_000;
    List<Sent> sent = pushes.stream().map(push -> Sent.of(push, longBefore)).toList();
    server.kill();
    for (LivePush push : pushes) {
      push.awaitEnd(LivetapeServer.PATIENCE);
    }
    encoders.forEach(ToolProcess::close);
    return sent;
  }

  private void recover() {
    if (scenario.recoveryKillMs() >= 0) {
      server.startAndKill(Duration.ofMillis(scenario.recoveryKillMs()));
    }
    LocalTime startedAt = LocalTime.now();
    server.startAgain();
    figures.add("start to ready", spanMs(startedAt, loggedAt("[server] ready")));
  }

  /** When the running process said this; it may be about to. */
  private LocalTime loggedAt(String text) {
    Awaitility.await(text).atMost(LivetapeServer.PATIENCE).until(() -> server.log().contains(text));
    return server.log().lines().filter(line -> line.contains(text)).map(LOG_TIME::matcher).filter(Matcher::find)
        .map(time -> LocalTime.parse(time.group())).findFirst().orElseThrow();
  }

  private static long spanMs(LocalTime from, LocalTime to) {
    return Math.floorMod(Duration.between(from, to).toMillis(), DAY_MS);
  }

  private void check(List<Sent> sent) throws IOException {
    Aftermath left = new Aftermath(server, receiver, source);
    left.await();
    if (server.log().contains("[recovery] finishing")) {
      figures.add("recovery", spanMs(loggedAt("[recovery] finishing"), loggedAt("[recovery] done")));
    }
    assertThat(server.log()).as("log after the kill").doesNotContain(" ERROR ");
    left.checkStore();
    int repeated = left.checkAnnounced();
    figures.run(left.files().size(), (int) left.files().stream().filter(RecordedFile::recovered).count(), repeated);
    long lateMs = sent.stream().mapToLong(Sent::lateMs).max().orElse(0);
    figures.add("publishers, late by", lateMs);
    for (Sent push : sent) {
      for (FileFormat format : push.plan().formats()) {
        checkLoss(push, format, left.packets(push.plan(), format), lateMs);
      }
    }
    for (PushPlan plan : scenario.pushes()) {
      if (plan.encoder() == PushPlan.Encoder.FFMPEG) {
        for (FileFormat format : plan.formats()) {
          left.packets(plan, format);
        }
      }
    }
  }

  /** @param lateMs what a busy machine adds */
  private void checkLoss(Sent push, FileFormat format, PacketHashes found, long lateMs) {
    boolean oneTrack = push.plan().content() != PushPlan.Content.PICTURE_AND_SOUND;
    boolean waiting = oneTrack && found.byType().isEmpty();
    push.lostMs(format, found, source).forEach((type, valueMs) -> {
      figures.add(row(push, format, type, waiting), valueMs);
      assertThat(valueMs).as("%s of %s in %s, lost ms", type, push.plan().stream(), format)
          .isLessThanOrEqualTo(push.endedLongBefore() ? 0 : lateMs + LOSS_MAX_MS);
    });
  }

  private static String row(Sent push, FileFormat format, String type, boolean waiting) {
    return "lost, " + (push.ended() ? "ended before the kill" : waiting ? "killed before its files began" : format.label() + " " + type);
  }

  @Override
  public void close() {
    receiver.close();
    server.close();
  }
}
