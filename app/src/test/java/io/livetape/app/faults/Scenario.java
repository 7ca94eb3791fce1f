package io.livetape.app.faults;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What one seed stands for: some pushes, the moment of the kill, and perhaps another kill while the next process recovers. The same seed
 * gives the same plan; what the kill then hits is up to the machine.
 *
 * @param killMs from the beginning of the run
 * @param recoveryKillMs after recovery has begun; negative if it is left alone
 */
record Scenario(long seed, int intervalSeconds, List<PushPlan> pushes, int killMs, int recoveryKillMs) {
  private static final int PUSHES_MIN = 4;
  private static final int PUSHES_MAX = 8;
  private static final int KILL_MIN_MS = 700;
  private static final int KILL_MAX_MS = 5_000;
  private static final int INTERVAL_MAX_SECONDS = 3;
  private static final int RECOVERY_KILL_MAX_MS = 150;

  static Scenario of(long seed) {
    Random random = new Random(seed);
    // Neighbouring seeds begin alike.
    random.nextLong();
    int killMs = random.nextInt(KILL_MIN_MS, KILL_MAX_MS);
    int intervalSeconds = 1 + random.nextInt(INTERVAL_MAX_SECONDS);
    int pushCount = random.nextInt(PUSHES_MIN, PUSHES_MAX + 1);
    List<PushPlan> pushes = IntStream.range(0, pushCount).mapToObj(i -> PushPlan.draw("push" + i, random, killMs)).toList();
    int recoveryKillMs = random.nextInt(4) == 0 ? random.nextInt(RECOVERY_KILL_MAX_MS) : -1;
    return new Scenario(seed, intervalSeconds, pushes, killMs, recoveryKillMs);
  }

  /** With a push by ffmpeg besides. */
  Scenario withFfmpeg() {
    PushPlan more = PushPlan.draw("ffmpeg", new Random(seed), killMs).by(PushPlan.Encoder.FFMPEG);
    return new Scenario(seed, intervalSeconds, Stream.concat(pushes.stream(), Stream.of(more)).toList(), killMs, recoveryKillMs);
  }
}
