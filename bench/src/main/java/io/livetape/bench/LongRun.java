package io.livetape.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the long recording. Ends with status 1 when memory grows, something takes too long, or a file has another length. */
@Command(name = "bench/long", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
    description = "Records a day in a minute. docs/timestamps.md tells more.")
public final class LongRun implements Callable<Integer> {
  @Option(names = "--hours", paramLabel = "H", description = "How much media. Default: ${DEFAULT-VALUE}")
  private int hours = 24;

  @Option(names = "--cut", paramLabel = "H", description = "The length at which files are cut. Default: ${DEFAULT-VALUE}")
  private int cutHours = 2;

  @Option(names = "--end-max", paramLabel = "MS",
      description = "The most time from the end to a file in the store. Default: ${DEFAULT-VALUE}")
  private double endMaxMs = 1000;

  @Option(names = "--keep", description = "Leaves what was recorded where it is.")
  private boolean keep;

  @Option(names = "--root", hidden = true, required = true)
  private Path root;

  private LongRun() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new LongRun()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path target = Files.createDirectories(root.resolve("bench/target"));
    Path folder = Files.createTempDirectory(target, "long");
    try {
      LongRecording recording = new LongRecording(folder, SourceClip.tiny(target.resolve("clip")), hours, Duration.ofHours(cutHours));
      LongRecording.Outcome outcome = recording.run();
      outcome.text().forEach(System.out::println);
      List<String> faults = outcome.faults(endMaxMs);
      faults.forEach(fault -> System.out.println("FAULT " + fault));
      return faults.isEmpty() ? 0 : 1;
    } finally {
      if (!keep) {
        remove(folder);
      }
    }
  }

  private static void remove(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
