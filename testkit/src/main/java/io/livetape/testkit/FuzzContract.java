package io.livetape.testkit;

import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * A fuzz target and its regression test in one: something that reads bytes from outside, and what must hold whatever those bytes are.
 * A subclass says what is done with one input, and gives some real ones to begin with.
 *
 * <p>Every build runs the committed inputs ({@link Corpus}) and as many damaged ones as take a second, always the same. {@code fuzz/run}
 * lets Jazzer look for others, guided by coverage; it needs {@link FuzzEntry}, {@link FuzzRun} and the Maven profile {@code fuzz}.
 */
public abstract class FuzzContract {
  private static final int DAMAGED_COUNT = 2_000;
  private static final long CHANCE_SEED = 20_261_121;

  /** What one input may cost beside its own size, the fuzzer's part included; far below what a length in a header can ask for. */
  private static final long ALLOCATED_BASE_BYTES = 4 << 20;
  private static final long ALLOCATED_BYTES_PER_BYTE = 256;

  /**
   * Does with one input what the server does with such bytes, and checks what comes of it. The documented exceptions are caught here;
   * anything that is thrown is a finding.
   */
  protected abstract void take(byte[] input) throws Exception;

  /** Small inputs made of real data, by name; they become lines of the corpus. */
  protected abstract Map<String, byte[]> seeds() throws Exception;

  /** The most that {@link #take} may allocate on the Java heap, its checks included. */
  protected long allocatedMaxBytes(int inputBytes) {
    return ALLOCATED_BASE_BYTES + ALLOCATED_BYTES_PER_BYTE * inputBytes;
  }

  /** How many damaged inputs each build tries; fewer where one takes long. */
  protected int damagedCount() {
    return DAMAGED_COUNT;
  }

  @Test
  void input_ofTheCorpus_isBorne() throws Exception {
    Map<String, byte[]> inputs = Corpus.of(getClass()).inputs();
    Assertions.assertFalse(inputs.isEmpty(), "the corpus holds nothing: write it with fuzz/run --seeds");
    inputs.forEach(this::borne);
    borne("nothing", new byte[0]);
  }

  @Test
  void input_damagedByChance_isBorne() throws Exception {
    Damage damage = new Damage(Corpus.of(getClass()).inputs().values(), new Random(CHANCE_SEED));
    for (int i = 0; i < damagedCount(); i++) {
      borne("damaged input " + i, damage.next());
    }
  }

  @Test
  void inputs_thatJazzerFinds_areBorne() throws Exception {
    Path work = Path.of("target", "fuzz", getClass().getSimpleName());
    FuzzRun.Wish wish = FuzzRun.Wish.ofProperties();
    Assumptions.assumeTrue(wish.asked(), "only on request: fuzz/run");
    new FuzzRun(getClass(), Corpus.of(getClass()), seeds(), work).run(wish);
  }

  /** Runs one input; fails with its name and bytes. */
  final void borne(String name, byte[] input) {
    try {
      if (allocatedBytes(input) > allocatedMaxBytes(input.length)) {
        // The first time round classes are loaded. What is the input's fault happens every time.
        long bytes = Math.min(allocatedBytes(input), allocatedBytes(input));
        Assertions.assertTrue(bytes <= allocatedMaxBytes(input.length),
            () -> bytes + " bytes allocated, at most " + allocatedMaxBytes(input.length));
      }
    } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError(name + ", " + input.length + " bytes: " + Corpus.hex(input) + ": " + e, e);
    }
  }

  private long allocatedBytes(byte[] input) throws Exception {
    long before = Allocation.ofThisThread();
    take(input.clone());
    return Allocation.ofThisThread() - before;
  }
}
