package io.livetape.vod;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SweepThreadTest {
  private static final Duration FOR_EVER = Duration.ofDays(1);

  private final Semaphore rounds = new Semaphore(0);
  private final CountDownLatch ended = new CountDownLatch(1);
  private SweepThread thread;

  @Test
  void wake_beforeOrWhileItWaits_isHeardOnce() throws Exception {
    start(() -> thread.awaitWake(FOR_EVER));
    await(1);
    thread.wake();
    await(1);
    assertThat(rounds.tryAcquire(50, TimeUnit.MILLISECONDS)).isFalse();
    thread.close();
    assertThat(ended.getCount()).isZero();
  }

  @Test
  void pause_whileSomebodyWakesIt_lastsAsLong() throws Exception {
    start(() -> thread.pause(Duration.ofMillis(200)));
    await(1);
    long startNanos = System.nanoTime();
    thread.wake();
    await(1);
    assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isGreaterThan(Duration.ofMillis(100));
    thread.close();
  }

  @Test
  void close_whileItPauses_endsIt() throws Exception {
    start(() -> thread.pause(FOR_EVER));
    await(1);
    thread.close();
    assertThat(ended.getCount()).isZero();
  }

  private interface Wait {
    boolean goesOn() throws InterruptedException;
  }

  private void start(Wait wait) {
    thread = new SweepThread("test", () -> {
      do {
        rounds.release();
      } while (wait.goesOn());
      ended.countDown();
    });
    thread.start();
  }

  private void await(int count) throws InterruptedException {
    assertThat(rounds.tryAcquire(count, 10, TimeUnit.SECONDS)).isTrue();
  }
}
