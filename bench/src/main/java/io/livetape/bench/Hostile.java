package io.livetape.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the hostile peers. Ends with status 1 when anything of the recorded streams is lost, or memory does not hold. */
@Command(name = "bench/hostile", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
    description = "Records streams while thousands of peers misbehave around them. docs/testing.md tells more.")
public final class Hostile implements Callable<Integer> {
  @Option(names = "--streams", paramLabel = "N", description = "Streams that are recorded, of 2 Mbit/s. Default: ${DEFAULT-VALUE}")
  private int streams = 10;

  @Option(names = "--connections", paramLabel = "N", description = "Hostile connections at a time. Default: ${DEFAULT-VALUE}")
  private int connections = 10_000;

  @Option(names = "--rate", paramLabel = "N", description = "How many come in a second. Default: ${DEFAULT-VALUE}")
  private int rate = 3_000;

  @Option(names = "--seconds", paramLabel = "S", description = "Length of each phase. Default: ${DEFAULT-VALUE}")
  private int seconds = 20;

  @Option(names = "--only", paramLabel = "TEXT", description = "Only phases whose names contain this. May be repeated.")
  private List<String> only = List.of();

  @Option(names = "--resident-max", paramLabel = "MIB", description = "The most memory that the server may take. Default: ${DEFAULT-VALUE}")
  private int residentMaxMib = 1_024;

  @Option(names = "--server-core", paramLabel = "C", description = "The core the server runs on. Default: ${DEFAULT-VALUE}")
  private int serverCore;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting for Livetape. May be repeated.")
  private List<String> settings = List.of();

  @Option(names = "--keep", description = "Leaves what the server wrote where it is, with its log.")
  private boolean keep;

  @Option(names = "--root", hidden = true, required = true)
  private Path root;

  private Hostile() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Hostile()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path target = root.resolve("bench/target");
    Path work = Files.createDirectories(target.resolve("work")).toAbsolutePath();
    Lab lab = new Lab(root, work, target.resolve("clip"), serverCore, keep, settings);
    List<Manner> manners = Manner.ALL.stream().filter(manner -> only.isEmpty() || only.stream().anyMatch(manner.name()::contains)).toList();
    WireStream wire = WireStream.of(SourceClip.standard(lab.cache(), SourceClip.VIDEO_KBPS), (manners.size() + 3) * (seconds + 6) + 30);
    System.out.println(HostilePhase.head());
    HostileRun.Outcome outcome =
        new HostileRun(lab, wire, streams, Duration.ofSeconds(seconds), connections, rate, manners).run(System.out::println);
    return judge(outcome);
  }

  private int judge(HostileRun.Outcome outcome) {
    long mostMib = outcome.phases().stream().mapToLong(HostilePhase::residentMib).max().orElse(0);
    outcome.lost().forEach(line -> System.out.println("LOST " + line));
    System.out.println(outcome.lost().isEmpty() ? "Every packet of every recording is there." : outcome.lost().size() + " losses.");
    System.out.printf("At most %d MiB of memory (limit %d).%n", mostMib, residentMaxMib);
    return outcome.lost().isEmpty() && mostMib <= residentMaxMib ? 0 : 1;
  }
}
