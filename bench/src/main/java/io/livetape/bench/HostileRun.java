package io.livetape.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Streams that are recorded and one viewer, and around them one kind of hostile peers after the other.
 *
 * @param size connections of those that stay
 * @param opensPerSecond how fast they come; a flood comes as fast for as long as its phase lasts
 */
record HostileRun(Lab lab, WireStream wire, int streams, Duration phase, int size, int opensPerSecond, List<Manner> manners) {
  private static final Duration START_GAP = Duration.ofMillis(20);
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final Duration ANNOUNCED_MAX = Duration.ofSeconds(60);
  private static final Peer PEER = Peer.named("livetape-all");

  /** @param lost what is not in the recordings as it was sent, one line each */
  record Outcome(List<HostilePhase> phases, List<String> lost) {}

  /** @param told each phase as it ends */
  Outcome run(Consumer<HostilePhase> told) throws IOException, InterruptedException {
    Path folder = lab.newFolder(PEER);
    try (AnnouncementReceiver receiver = new AnnouncementReceiver();
        LivetapeServer server = new LivetapeServer(PEER, folder, lab, receiver.address());
        ProcessMeter meter = new ProcessMeter(server.pid(), lab.serverCore());
        LoadGenerator generator = new LoadGenerator(server.rtmp(), wire)) {
      generator.begin(ServerProcess.APP, IntStream.range(0, streams).mapToObj(i -> "s" + i).toList(), START_GAP);
      List<HostilePhase> phases;
      try (LiveViewer viewer = new LiveViewer(server.http(), "s1", generator.beganNanos("s1"))) {
        Thread.sleep(WARM_UP);
        Scene scene = new Scene(server, meter, generator, viewer, folder.resolve("log"));
        phases = phases(scene, told);
      }
      generator.end(START_GAP);
      receiver.await(streams * PEER.formats().size(), ANNOUNCED_MAX);
      return new Outcome(phases, lost(generator, receiver.announcements()));
    } finally {
      lab.release(folder);
    }
  }

  private List<HostilePhase> phases(Scene scene, Consumer<HostilePhase> told) throws IOException, InterruptedException {
    java.util.ArrayList<HostilePhase> phases = new java.util.ArrayList<>();
    phases.add(quiet(scene, "nobody else, before"));
    told.accept(phases.getLast());
    for (Manner manner : manners) {
      InetSocketAddress address = manner.http() ? scene.server.http() : scene.server.rtmp();
      try (HostileCrowd crowd = new HostileCrowd(address, manner, manner.stays() ? size : Integer.MAX_VALUE, opensPerSecond)) {
        phases.add(measure(scene, manner.name(), crowd));
      }
      told.accept(phases.getLast());
      Thread.sleep(QUIET);
    }
    phases.add(quiet(scene, "nobody else, after"));
    told.accept(phases.getLast());
    return phases;
  }

  private HostilePhase quiet(Scene scene, String name) throws IOException, InterruptedException {
    return measure(scene, name, null);
  }

  private HostilePhase measure(Scene scene, String name, HostileCrowd crowd) throws IOException, InterruptedException {
    scene.generator.measureLagFromNow();
    scene.viewer.restart();
    Use begun = scene.meter.read();
    long linesBefore = scene.logLines();
    Newcomer newcomer = new Newcomer(scene.server.rtmp(), scene.server.http(), wire);
    Thread.sleep(phase);
    newcomer.close();
    Use used = scene.meter.read();
    Use since = used.since(begun);
    return new HostilePhase(name, crowd == null ? 0 : crowd.openCount(), crowd == null ? 0 : crowd.openedCount(),
        crowd == null ? 0 : crowd.closedCount(), crowd == null ? 0 : crowd.failedCount(), used.residentKib() >> 10, scene.heapMib(),
        scene.fileCount(), scene.logLines() - linesBefore, 100.0 * since.cpuNanos() / since.atNanos(),
        HostilePhase.tail(scene.generator.lag()), HostilePhase.tail(scene.viewer.restart()),
        new HostilePhase.Newcomers(HostilePhase.tail(newcomer.pushMs()), newcomer.pushFailures(), HostilePhase.tail(newcomer.pageMs()),
            newcomer.pageFailures()));
  }

  /** What is looked at in every phase. */
  private record Scene(LivetapeServer server, ProcessMeter meter, LoadGenerator generator, LiveViewer viewer, Path log) {
    long logLines() throws IOException {
      try (Stream<String> lines = Files.lines(log)) {
        return lines.count();
      }
    }

    long fileCount() throws IOException {
      try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(server.pid()), "fd"))) {
        return files.count();
      }
    }

    /** By the server's own figures; 0 where it does not answer in the middle of an attack. */
    long heapMib() {
      URI metrics = URI.create("http://127.0.0.1:" + server.http().getPort() + "/metrics");
      try (var in = metrics.toURL().openStream()) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return (long) text.lines().filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum() >> 20;
      } catch (IOException _) {
        return 0;
      }
    }
  }

  private static List<String> lost(LoadGenerator generator, List<Announcement> announcements) throws IOException {
    java.util.ArrayList<String> lost = new java.util.ArrayList<>();
    for (Publisher publisher : generator.publishers()) {
      if (!publisher.failure().isEmpty()) {
        lost.add(publisher.failure());
      }
      for (String format : PEER.formats()) {
        PacketCount sent = new PacketCount(format.equals("aac") ? 0 : publisher.pictureCount(), publisher.soundCount());
        List<Announcement> files = announcements.stream()
            .filter(file -> file.stream().equals(publisher.name()) && file.format().equals(format)).toList();
        if (files.size() != 1) {
          lost.add(publisher.name() + ": " + files.size() + " files of " + format);
        } else if (!PacketCount.of(files.getFirst().place()).equals(sent)) {
          lost.add(publisher.name() + ": " + format + " has " + PacketCount.of(files.getFirst().place()) + " of " + sent);
        }
      }
    }
    return lost;
  }
}
