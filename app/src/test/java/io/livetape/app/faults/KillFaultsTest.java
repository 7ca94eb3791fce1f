package io.livetape.app.faults;

import io.livetape.testkit.Witness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Whenever the server is killed: nothing but the last moments is lost, and the next start finishes and announces everything. */
@Tag("faults")
class KillFaultsTest {
  private static final int RUNS = Integer.getInteger("faults.runs", 5);
  private static final long SEED = Long.getLong("faults.seed", 1);

  /** Every fifth run has a push by ffmpeg too, the first of an ordinary build among them. */
  private static final int FFMPEG_EVERY = 5;

  /** The figures of the runs so far, for those who do not want to wait for the last. */
  private static final Path SO_FAR = Path.of("target", "faults.txt");

  private static final Figures FIGURES = new Figures();

  @TestFactory
  Stream<DynamicTest> kill_atARandomMoment_losesTheLastMomentsAlone() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    Source source = Source.make();
    return LongStream.range(SEED, SEED + RUNS).mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
      Scenario scenario = Scenario.of(seed);
      try (KillRun run = new KillRun(seed % FFMPEG_EVERY == 1 ? scenario.withFfmpeg() : scenario, source, FIGURES)) {
        run.run();
      }
      Files.writeString(SO_FAR, FIGURES.table());
    }));
  }

  @AfterAll
  static void print() {
    System.out.println(FIGURES.table());
  }
}
