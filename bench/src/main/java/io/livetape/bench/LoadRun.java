package io.livetape.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A fresh server, streams that begin 10 ms apart, a warm-up, a steady part that is measured, the end, and a look at what was recorded.
 *
 * @param sampleMax recordings of which the packets are counted
 */
record LoadRun(Lab lab, WireStream wire, Peer peer, int streams, Duration warmUp, Duration steady, int sampleMax, int repetition) {
  private static final Duration START_GAP = Duration.ofMillis(10);
  private static final Duration END_GAP = Duration.ofMillis(5);
  private static final Duration SETTLE = Duration.ofSeconds(2);
  private static final Duration IDLE = Duration.ofSeconds(3);
  private static final Duration ANNOUNCED_MAX = Duration.ofSeconds(30);

  LoadResult run() throws IOException, InterruptedException {
    double loadBefore = Machine.load();
    Path folder = lab.newFolder(peer);
    try (AnnouncementReceiver receiver = new AnnouncementReceiver();
        ServerProcess server = ServerProcess.start(peer, folder, lab, receiver.address());
        ProcessMeter meter = new ProcessMeter(server.pid(), lab.serverCore());
        LoadGenerator generator = new LoadGenerator(server.rtmp(), wire)) {
      Thread.sleep(SETTLE);
      Use fresh = meter.read();
      Thread.sleep(IDLE);
      Use idle = meter.read();
      generator.begin(ServerProcess.APP, names(), START_GAP);
      Thread.sleep(warmUp);
      generator.measureLagFromNow();
      long sentBefore = generator.sentBytes();
      Use begun = meter.read();
      Thread.sleep(steady);
      Use ended = meter.read();
      long steadyBytes = generator.sentBytes() - sentBefore;
      generator.end(END_GAP);
      int expected = streams * peer.formats().size();
      receiver.await(expected, ANNOUNCED_MAX);
      Use all = meter.read();
      return result(new Uses(idle.since(fresh), idle, ended.since(begun), all.since(idle)), generator, steadyBytes,
          receiver.announcements(), sizeBytes(server.recordings()), loadBefore);
    } finally {
      lab.release(folder);
    }
  }

  /** Between instants: without streams, in the steady part, and from the first connection on; {@code idle} is an instant. */
  private record Uses(Use idling, Use idle, Use steady, Use whole) {}

  private List<String> names() {
    return IntStream.range(0, streams).mapToObj(i -> "s" + i).toList();
  }

  private LoadResult result(
      Uses uses, LoadGenerator generator, long steadyBytes, List<Announcement> announcements, long fileBytes, double loadBefore)
      throws IOException {
    double steadySeconds = uses.steady().atNanos() / 1e9;
    double steadyStreamSeconds = steadySeconds * streams;
    double wholeStreamSeconds = generator.publishers().stream().mapToLong(push -> push.endedNanos() - push.beganNanos()).sum() / 1e9;
    List<Publisher> sample = peer.formats().isEmpty() ? List.of() : sample(generator.publishers());
    List<Boolean> exact = exactness(sample, announcements);
    return new LoadResult(peer.name(), streams, repetition, steadySeconds,
        millis(uses.steady().cpuNanos()) / steadyStreamSeconds,
        millis(uses.steady().compilerNanos()) / steadyStreamSeconds,
        millis(uses.steady().collectorNanos()) / steadyStreamSeconds,
        millis(uses.whole().cpuNanos()) / wholeStreamSeconds,
        millis(uses.whole().compilerNanos()) / wholeStreamSeconds,
        millis(uses.idling().cpuNanos()) / (uses.idling().atNanos() / 1e9),
        100.0 * uses.steady().cpuNanos() / uses.steady().atNanos(),
        100.0 * uses.steady().otherCoreNanos() / uses.steady().atNanos(),
        uses.idle().residentKib() / 1024.0,
        (double) (uses.steady().residentKib() - uses.idle().residentKib()) / streams,
        (double) uses.steady().writtenBytes() / steadyBytes,
        uses.steady().writeCallCount() / steadyStreamSeconds,
        uses.steady().switchCount() / steadyStreamSeconds,
        (double) fileBytes / generator.sentBytes(),
        generator.lag().quantileMs(0.99), generator.lag().maxMs(),
        (int) generator.publishers().stream().filter(push -> !push.failure().isEmpty()).count(),
        announcements.size(), streams * peer.formats().size(),
        exact.size(), (int) exact.stream().filter(one -> one).count(),
        loadBefore, Machine.load(), threads(uses.steady(), steadyStreamSeconds));
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  private static Map<String, Double> threads(Use use, double streamSeconds) {
    Map<String, Double> threads = new TreeMap<>();
    use.cpuNanosByThread().forEach((thread, nanos) -> {
      if (nanos > 0) {
        threads.put(thread, Math.round(millis(nanos) / streamSeconds * 1e4) / 1e4);
      }
    });
    return threads;
  }

  /** Streams spread evenly over all. */
  private List<Publisher> sample(List<Publisher> publishers) {
    int count = Math.min(sampleMax, publishers.size());
    return IntStream.range(0, count).mapToObj(i -> publishers.get(i * publishers.size() / count)).toList();
  }

  /** For each file of these streams, one of each format, whether it holds what was sent; the sound alone in an AAC file. */
  private List<Boolean> exactness(List<Publisher> sample, List<Announcement> announcements) throws IOException {
    Map<String, List<Announcement>> byStream = announcements.stream().collect(Collectors.groupingBy(Announcement::stream));
    List<Boolean> exact = new ArrayList<>();
    for (Publisher publisher : sample) {
      List<Announcement> files = byStream.getOrDefault(publisher.name(), List.of());
      for (String format : peer.formats()) {
        PacketCount sent = new PacketCount(format.equals("aac") ? 0 : publisher.pictureCount(), publisher.soundCount());
        exact.add(holds(files.stream().filter(file -> file.format().equals(format)).toList(), sent));
      }
    }
    return exact;
  }

  private static boolean holds(List<Announcement> files, PacketCount sent) throws IOException {
    return files.size() == 1 && PacketCount.of(files.getFirst().place()).equals(sent);
  }

  private static long sizeBytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
