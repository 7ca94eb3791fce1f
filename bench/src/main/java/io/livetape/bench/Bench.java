package io.livetape.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The benchmark's command line and its order of events: within one repetition every server has its turn, then the next begins. */
@Command(name = "bench/run", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
    description = "Measures Livetape, nginx-rtmp and SRS under the same load. docs/benchmark.md says how.")
public final class Bench implements Callable<Integer> {
  @Option(names = "--case", split = ",", paramLabel = "NAME",
      description = "Servers to measure, in this order: livetape-none, -flv, -mp4, -mp4-hls, -all, nginx-flv, srs-flv, srs-mp4. Default: ${DEFAULT-VALUE}")
  private List<String> cases = List.of("livetape-flv", "nginx-flv", "livetape-mp4-hls");

  @Option(names = "--streams", split = ",", paramLabel = "N", description = "Numbers of publishers. Default: ${DEFAULT-VALUE}")
  private List<Integer> streams = List.of(50, 200);

  @Option(names = "--bitrate", paramLabel = "KBIT", description = "Of the pictures, in kbit/s. Default: ${DEFAULT-VALUE}")
  private int videoKbps = SourceClip.VIDEO_KBPS;

  @Option(names = "--seconds", paramLabel = "S", description = "Length of the measured part. Default: ${DEFAULT-VALUE}")
  private int seconds = 15;

  @Option(names = "--warm-up", paramLabel = "S",
      description = "From the last publisher's beginning to the measured part. Default: ${DEFAULT-VALUE}")
  private int warmUpSeconds = 10;

  @Option(names = "--repeat", paramLabel = "R", description = "Repetitions of everything. Default: ${DEFAULT-VALUE}")
  private int repetitions = 3;

  @Option(names = "--sample", paramLabel = "K",
      description = "Recordings per run of which ffprobe counts the packets. Default: ${DEFAULT-VALUE}")
  private int sampleMax = 8;

  @Option(names = "--ends", paramLabel = "N",
      description = "Publishers for measuring the time from the end of a push to its callback; 0 leaves it out. Default: ${DEFAULT-VALUE}")
  private int endStreams = 50;

  @Option(names = "--end-rounds", paramLabel = "R",
      description = "Rounds of ends for each server, by turns one after another and all at once. Default: ${DEFAULT-VALUE}")
  private int endRounds = 4;

  @Option(names = "--end-push", paramLabel = "S", description = "Length of each push in these rounds. Default: ${DEFAULT-VALUE}")
  private int endPushSeconds = 5;

  @Option(names = "--server-core", paramLabel = "C", description = "The core servers run on. Default: ${DEFAULT-VALUE}")
  private int serverCore;

  @Option(names = "--variant", paramLabel = "NAME=OPTIONS",
      description = "Measures every Livetape case once more, as CASE@NAME, with these JVM options and key=value settings. May be repeated.")
  private Map<String, String> variants = new LinkedHashMap<>();

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting for Livetape. May be repeated.")
  private List<String> settings = List.of();

  @Option(names = "--work", paramLabel = "DIR",
      description = "Where servers write; on the disk to be measured. Default: bench/target/work")
  private Path work;

  @Option(names = "--out", paramLabel = "DIR", description = "Where report.md and results.json go. Default: bench/target/results/TIME")
  private Path out;

  @Option(names = "--keep", description = "Leaves what servers wrote where it is, with their logs.")
  private boolean keep;

  @Option(names = "--root", hidden = true, required = true)
  private Path root;

  private final List<LoadResult> loadResults = new ArrayList<>();
  private final List<EndResult> endResults = new ArrayList<>();
  private final List<String> commandLine;
  private Map<String, String> machine;
  private Lab lab;

  private Bench(String[] arguments) {
    commandLine = List.of(arguments);
  }

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench(arguments)).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Peer> peers = peers();
    prepare();
    SourceClip clip = SourceClip.standard(lab.cache(), videoKbps);
    if (!streams.isEmpty() && seconds > 0) {
      measureLoad(peers, clip);
    }
    if (endStreams > 0) {
      measureEnds(peers, clip);
    }
    Results results = results();
    results.write(out);
    System.out.println();
    System.out.println(new Report(results).text());
    System.out.println("written to " + out);
    return 0;
  }

  private List<Peer> peers() {
    List<Peer> peers = new ArrayList<>();
    for (String name : cases) {
      Peer peer = Peer.named(name);
      peers.add(peer);
      if (peer.kind() == Peer.Kind.LIVETAPE) {
        variants.forEach((variant, options) -> peers.add(peer.with(variant, options)));
      }
    }
    require(peers, Peer.Kind.NGINX, NginxServer.present(), "nginx with nginx-rtmp is missing (apt-get install nginx libnginx-mod-rtmp)");
    require(peers, Peer.Kind.SRS, SrsServer.present(), "SRS is missing: name its program in BENCH_SRS");
    return peers;
  }

  private static void require(List<Peer> peers, Peer.Kind kind, boolean present, String problem) {
    if (!present && peers.stream().anyMatch(peer -> peer.kind() == kind)) {
      throw new IllegalArgumentException(problem + ", or leave out its cases");
    }
  }

  private void prepare() throws IOException {
    Path target = root.resolve("bench/target");
    work = Files.createDirectories(work == null ? target.resolve("work") : work).toAbsolutePath();
    out = out == null ? target.resolve("results").resolve(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(':', '-')) : out;
    lab = new Lab(root, work, target.resolve("clip"), serverCore, keep, settings);
    machine = Machine.facts(root);
  }

  private void measureLoad(List<Peer> peers, SourceClip clip) throws IOException, InterruptedException {
    int streamMax = streams.stream().mapToInt(Integer::intValue).max().orElse(0);
    // Ten milliseconds from one beginning to the next, and some seconds for what comes between.
    WireStream wire = WireStream.of(clip, warmUpSeconds + seconds + streamMax / 100 + 20);
    for (int repetition = 1; repetition <= repetitions; repetition++) {
      for (int count : streams) {
        for (Peer peer : peers) {
          LoadRun run = new LoadRun(
              lab, wire, peer, count, Duration.ofSeconds(warmUpSeconds), Duration.ofSeconds(seconds), sampleMax, repetition);
          LoadResult result = run.run();
          loadResults.add(result);
          tell(result);
        }
      }
    }
  }

  private void tell(LoadResult result) throws IOException {
    System.out.printf("%-28s N=%-4d rep %d: %.3f ms per stream-second (compiler %.3f), whole run %.3f; lag p99 %d ms; exact %d of %d;"
        + " others %.0f %% of the core%n", result.peer(), result.streams(), result.repetition(), result.steadyCpuMs(),
        result.steadyCompilerMs(), result.wholeCpuMs(), result.lagP99Ms(), result.exactFiles(), result.sampledFiles(),
        result.otherCorePercent());
    results().write(out);
  }

  private void measureEnds(List<Peer> peers, SourceClip clip) throws IOException, InterruptedException {
    WireStream wire = WireStream.of(clip, endPushSeconds + endStreams / 20 + 30);
    for (int repetition = 1; repetition <= repetitions; repetition++) {
      for (Peer peer : peers) {
        if (!peer.formats().isEmpty()) {
          List<EndResult> rounds =
              new EndRun(lab, wire, peer, endStreams, Duration.ofSeconds(endPushSeconds), endRounds, repetition).run();
          endResults.addAll(rounds);
          rounds.forEach(Bench::tell);
          results().write(out);
        }
      }
    }
  }

  private static void tell(EndResult round) {
    Spread announced = Spread.of(round.announcedMs());
    System.out.printf("%-28s N=%-4d ends, round %d, %s: announced after %s ms, playable after %s ms (median / p99 / max); missing %d%n",
        round.peer(), round.streams(), round.round(), round.together() ? "all at once" : "one after another", announced.tail(1),
        Spread.of(round.playableMs()).tail(1), round.missing());
  }

  private Results results() {
    return new Results(machine, commandLine, loadResults, endResults);
  }
}
