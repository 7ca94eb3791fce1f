package io.livetape.bench;

import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.store.BlobStore;
import io.livetape.store.FolderBlobStore;
import io.livetape.vod.Catalogue;
import io.livetape.vod.RemovalListener;
import io.livetape.vod.RemovalReason;
import io.livetape.vod.Removals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the catalogue's benchmark. The catalogue is made once, and used again while its folder is there. */
@Command(name = "bench/catalogue", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
    description = "Measures searches in a catalogue of many files.")
public final class CatalogueRun implements Callable<Integer> {
  private static final int WAITING_MAX = 64;

  @Option(names = "--files", paramLabel = "N", description = "How many files there are. Default: ${DEFAULT-VALUE}")
  private int fileCount = 1_000_000;

  @Option(names = "--searches", paramLabel = "N", description = "How often each kind is asked for. Default: ${DEFAULT-VALUE}")
  private int searches = 200;

  @Option(names = "--seconds", paramLabel = "S", description = "How long files come in while it is searched. Default: ${DEFAULT-VALUE}")
  private int seconds = 10;

  @Option(names = "--fill-seconds", paramLabel = "S",
      description = "Stop making the catalogue after so long; the next run goes on with it. Default: ${DEFAULT-VALUE}")
  private int fillSeconds = 1800;

  @Option(names = "--root", hidden = true, required = true)
  private Path root;

  private CatalogueRun() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new CatalogueRun()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createDirectories(root.resolve("bench/target/catalogue-" + fileCount));
    Path file = folder.resolve("catalogue.db");
    try (Database database = Database.open(DatabaseConfig.of(file))) {
      Catalogue catalogue = new Catalogue(database);
      MadeUpFiles files = new MadeUpFiles(fileCount);
      int present = fill(database, catalogue, files, (int) catalogue.volume().fileCount());
      if (present < fileCount) {
        System.out.printf("%,d of %,d files are made; run it again to go on%n", present, fileCount);
        return 1;
      }
      System.out.printf("%,d files, database %,d MiB%n", present, Files.size(file) >> 20);
      for (CatalogueQuestion question : CatalogueQuestion.values()) {
        System.out.println(measure(catalogue, question));
      }
      incoming(database, catalogue, files, present);
      return 0;
    }
  }

  /** Answers how many there are now. */
  private int fill(Database database, Catalogue catalogue, MadeUpFiles files, int present) throws SQLException {
    long start = System.nanoTime();
    int number = present;
    while (number < fileCount && secondsSince(start) < fillSeconds) {
      int from = number;
      int to = Math.min(fileCount, from + 1000);
      database.writeNow(transaction -> {
        for (int i = from; i < to; i++) {
          catalogue.insert(transaction, files.file(i));
        }
        return null;
      });
      number = to;
    }
    if (number > present) {
      System.out.printf("made %,d files in %.0f s%n", number - present, secondsSince(start));
    }
    return number;
  }

  private String measure(Catalogue catalogue, CatalogueQuestion question) throws SQLException {
    SplittableRandom random = new SplittableRandom(question.ordinal());
    List<Double> tookMs = new ArrayList<>();
    int found = 0;
    int warmUp = Math.min(20, searches / 5);
    for (int i = -warmUp; i < searches; i++) {
      long start = System.nanoTime();
      int total = catalogue.search(question.search(fileCount, random)).totalCount();
      if (i >= 0) {
        tookMs.add((System.nanoTime() - start) / 1e6);
        found += total;
      }
    }
    Spread spread = Spread.of(tookMs);
    return "%-44s p50 %7.2f ms  p99 %7.2f ms  most %7.2f ms  (found %d on average)".formatted(question.title(), spread.median(),
        spread.quantile(0.99), spread.quantile(1), found / searches);
  }

  /** Files come in as landing brings them, each with its own unit of work, and two people search all the while. */
  private void incoming(Database database, Catalogue catalogue, MadeUpFiles files, int present) throws Exception {
    System.out.printf("files coming in, alone: %,d a second%n", insert(database, catalogue, files, present, Duration.ofSeconds(seconds)));
    int more = (int) catalogue.volume().fileCount();
    List<Thread> people = new ArrayList<>();
    List<Double> tookMs = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 2; i++) {
      SplittableRandom random = new SplittableRandom(i);
      people.add(Thread.ofPlatform().daemon().start(() -> search(catalogue, random, tookMs)));
    }
    long rate = insert(database, catalogue, files, more, Duration.ofSeconds(seconds));
    people.forEach(Thread::interrupt);
    for (Thread person : people) {
      person.join();
    }
    Spread spread = Spread.of(List.copyOf(tookMs));
    System.out.printf("files coming in, while two search: %,d a second; %,d searches, p50 %.2f ms, p99 %.2f ms%n", rate, tookMs.size(),
        spread.median(), spread.quantile(0.99));
    remove(database, catalogue, files, present);
  }

  /** What came in goes again; it has no bytes. */
  private void remove(Database database, Catalogue catalogue, MadeUpFiles files, int from) throws IOException, SQLException {
    BlobStore store = new FolderBlobStore(Files.createDirectories(root.resolve("bench/target/catalogue-blobs")));
    try (Removals removals = new Removals(database, catalogue, store, RemovalListener.NOBODY, InstantSource.system())) {
      for (int number = from; removals.remove(files.file(number).fileId(), RemovalReason.REQUESTED).isPresent(); number++) {
        continue;
      }
    }
  }

  private void search(Catalogue catalogue, SplittableRandom random, List<Double> tookMs) {
    List<CatalogueQuestion> usual = List.of(CatalogueQuestion.NEWEST, CatalogueQuestion.PREFIX_STREAM, CatalogueQuestion.STREAM_WINDOW);
    while (!Thread.currentThread().isInterrupted()) {
      long start = System.nanoTime();
      try {
        catalogue.search(usual.get(random.nextInt(usual.size())).search(fileCount, random));
      } catch (SQLException _) {
        return;
      }
      tookMs.add((System.nanoTime() - start) / 1e6);
    }
  }

  private static long insert(Database database, Catalogue catalogue, MadeUpFiles files, int from, Duration length) {
    long start = System.nanoTime();
    ArrayDeque<CompletableFuture<Boolean>> waiting = new ArrayDeque<>();
    int number = from;
    while (System.nanoTime() - start < length.toNanos()) {
      int mine = number++;
      waiting.add(database.write(transaction -> catalogue.insert(transaction, files.file(mine))));
      if (waiting.size() >= WAITING_MAX) {
        waiting.remove().join();
      }
    }
    waiting.forEach(CompletableFuture::join);
    return Math.round((number - from) / secondsSince(start));
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }
}
