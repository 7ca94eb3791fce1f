package io.livetape.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How late live media reaches a viewer of a stream that is recorded. Nobody watches at first, so that the sockets are read on the tick;
 * then viewers come and go one after another, each to another stream, which is read at once while they are there.
 */
@Command(name = "bench/delay", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
    description = "Measures how late live media reaches viewers of recorded streams, from when they join. docs/benchmark.md says how.")
public final class Delay implements Callable<Integer> {
  private static final Duration START_GAP = Duration.ofMillis(20);
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration JOIN_MAX = Duration.ofSeconds(10);
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Peer PEER = Peer.named("livetape-flv");

  @Option(names = "--streams", paramLabel = "N", description = "Streams that are recorded, of 2 Mbit/s. Default: ${DEFAULT-VALUE}")
  private int streams = 100;

  @Option(names = "--viewers", paramLabel = "V", description = "How many come, one after another. Default: ${DEFAULT-VALUE}")
  private int viewers = 20;

  @Option(names = "--seconds", paramLabel = "S", description = "How long each stays after its first second. Default: ${DEFAULT-VALUE}")
  private int seconds = 2;

  @Option(names = "--server-core", paramLabel = "C", description = "The core the server runs on. Default: ${DEFAULT-VALUE}")
  private int serverCore;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting for Livetape. May be repeated.")
  private List<String> settings = List.of();

  @Option(names = "--root", hidden = true, required = true)
  private Path root;

  private Delay() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Delay()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path target = root.resolve("bench/target");
    Path work = Files.createDirectories(target.resolve("work")).toAbsolutePath();
    Lab lab = new Lab(root, work, target.resolve("clip"), serverCore, false, settings);
    int stayMaxSeconds = seconds + (int) (FIRST.toSeconds() + SourceClip.KEY_FRAME_MS / 1000) + 1;
    WireStream wire = WireStream.of(SourceClip.standard(lab.cache(), SourceClip.VIDEO_KBPS),
        (int) (WARM_UP.toSeconds() + START_GAP.multipliedBy(streams).toSeconds()) + viewers * stayMaxSeconds + 10);
    Path folder = lab.newFolder(PEER);
    try (AnnouncementReceiver receiver = new AnnouncementReceiver();
        LivetapeServer server = new LivetapeServer(PEER, folder, lab, receiver.address());
        LoadGenerator generator = new LoadGenerator(server.rtmp(), wire)) {
      generator.begin(ServerProcess.APP, IntStream.range(0, streams).mapToObj(Delay::name).toList(), START_GAP);
      Thread.sleep(WARM_UP);
      int missing = watch(server, generator);
      generator.end(START_GAP);
      return missing;
    } finally {
      lab.release(folder);
    }
  }

  /** Returns how many viewers saw nothing. */
  private int watch(LivetapeServer server, LoadGenerator generator) throws IOException, InterruptedException {
    LagHistogram first = new LagHistogram();
    LagHistogram later = new LagHistogram();
    int missing = 0;
    generator.measureLagFromNow();
    for (int i = 0; i < viewers; i++) {
      String stream = name(i % streams);
      try (LiveViewer viewer = new LiveViewer(server.http(), stream, generator.beganNanos(stream))) {
        missing += viewer.awaitJoined(JOIN_MAX) ? 0 : 1;
        Thread.sleep(FIRST);
        first.addAll(viewer.restart());
        Thread.sleep(Duration.ofSeconds(seconds));
        later.addAll(viewer.restart());
      }
    }
    System.out.println("| | messages | delay: median / p99 / max ms |\n|---|---|---|");
    tell("sending late", generator.lag());
    tell("viewer's first second", first);
    tell("after it", later);
    System.out.printf("%d of %d viewers saw nothing.%n", missing, viewers);
    return missing;
  }

  private static void tell(String what, LagHistogram delay) {
    System.out.printf("| %s | %d | %d / %d / %d |%n", what, delay.count(), delay.quantileMs(0.5), delay.quantileMs(0.99), delay.maxMs());
  }

  private static String name(int stream) {
    return "s" + stream;
  }
}
