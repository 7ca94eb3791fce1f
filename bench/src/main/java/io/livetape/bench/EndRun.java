package io.livetape.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A fresh server, and rounds of pushes that end: in the odd rounds one after another, in the even ones all at once. */
record EndRun(Lab lab, WireStream wire, Peer peer, int streams, Duration push, int rounds, int repetition) {
  /** Every tenth stream's name ends so. */
  private static final String PLAYED = "7";
  private static final Duration START_GAP = Duration.ofMillis(10);
  private static final Duration END_GAP = Duration.ofMillis(20);
  private static final Duration ANNOUNCED_MAX = Duration.ofSeconds(20);
  /** After the last announcement, for the answers to what was asked because of it. */
  private static final Duration PLAYABLE_WAIT = Duration.ofSeconds(1);

  List<EndResult> run() throws IOException, InterruptedException {
    Path folder = lab.newFolder(peer);
    List<EndResult> results = new ArrayList<>();
    try (AnnouncementReceiver receiver = new AnnouncementReceiver();
        HttpClient player = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ServerProcess server = ServerProcess.start(peer, folder, lab, receiver.address());
        ProcessMeter meter = new ProcessMeter(server.pid(), lab.serverCore())) {
      for (int round = 1; round <= rounds; round++) {
        results.add(round(round, server, meter, receiver, player));
      }
    } finally {
      lab.release(folder);
    }
    return results;
  }

  private EndResult round(int round, ServerProcess server, ProcessMeter meter, AnnouncementReceiver receiver, HttpClient player)
      throws IOException, InterruptedException {
    boolean together = round % 2 == 0;
    Queue<Announcement> playable = new ConcurrentLinkedQueue<>();
    receiver.forget();
    receiver.listen(announcement -> play(player, announcement, playable));
    try (LoadGenerator generator = new LoadGenerator(server.rtmp(), wire)) {
      generator.begin(ServerProcess.APP, IntStream.range(0, streams).mapToObj(i -> "r" + round + "s" + i).toList(), START_GAP);
      Thread.sleep(push);
      Use before = meter.read();
      generator.end(together ? Duration.ZERO : END_GAP);
      int expected = streams * peer.formats().size();
      receiver.await(expected, ANNOUNCED_MAX);
      Use during = meter.read().since(before);
      Thread.sleep(PLAYABLE_WAIT);
      List<Announcement> announced = receiver.announcements();
      return new EndResult(peer.name(), streams, repetition, round, together, lastMs(generator.publishers(), announced),
          eachMs(generator.publishers(), playable), expected - announced.size(), 100.0 * during.otherCoreNanos() / during.atNanos(),
          Machine.load());
    }
  }

  /** Asks for the first bytes, as a player does; of some streams only, because the server's core has to answer meanwhile. */
  private static void play(HttpClient player, Announcement announcement, Queue<Announcement> playable) {
    if (!announcement.place().startsWith("http") || !announcement.stream().endsWith(PLAYED)) {
      return;
    }
    HttpRequest request = HttpRequest.newBuilder(URI.create(announcement.place())).header("Range", "bytes=0-1023").build();
    try {
      int status = player.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
      if (status == 200 || status == 206) {
        playable.add(new Announcement(announcement.stream(), announcement.format(), announcement.place(), System.nanoTime()));
      }
    } catch (IOException _) {
      // Not playable: its time is missing in the result.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Double> lastMs(List<Publisher> publishers, List<Announcement> announcements) {
    Map<String, Long> last = announcements.stream().collect(Collectors.toMap(Announcement::stream, Announcement::atNanos, Math::max));
    return publishers.stream().filter(push -> last.containsKey(push.name()))
        .map(push -> (last.get(push.name()) - push.endedNanos()) / 1e6).toList();
  }

  private static List<Double> eachMs(List<Publisher> publishers, Queue<Announcement> playable) {
    Map<String, Publisher> byName = publishers.stream().collect(Collectors.toMap(Publisher::name, Function.identity()));
    return playable.stream().map(file -> (file.atNanos() - byName.get(file.stream()).endedNanos()) / 1e6).toList();
  }
}
