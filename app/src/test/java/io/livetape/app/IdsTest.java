package io.livetape.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class IdsTest {
  private static final long EPOCH_MS = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();

  private volatile long nowMs = Instant.parse("2026-11-20T09:30:00Z").toEpochMilli();
  private final Ids ids = new Ids(() -> Instant.ofEpochMilli(nowMs));

  @Test
  void ids_arePositive_andTellTheirTime() {
    long id = ids.getAsLong();
    assertThat(id).isPositive();
    assertThat((id >>> 22) + EPOCH_MS).isEqualTo(nowMs);
  }

  @Test
  void ids_rise_alsoWhenTheClockStandsStillOrGoesBack() {
    long last = 0;
    for (int i = 0; i < 20_000; i++) {
      nowMs += i % 3 == 0 ? 1 : i % 1_000 == 7 ? -5_000 : 0;
      long id = ids.getAsLong();
      assertThat(id).isGreaterThan(last);
      last = id;
    }
  }

  @Test
  void ids_ofABusyMillisecond_runAheadOfTheClock() {
    long first = ids.getAsLong();
    for (int i = 1; i < 4_096; i++) {
      ids.getAsLong();
    }
    assertThat((ids.getAsLong() >>> 22) - (first >>> 22)).isOne();
  }

  @Test
  void ids_ofManyThreads_areDifferent() throws Exception {
    Set<Long> all = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<List<Long>>> drawn = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        drawn.add(threads.submit(() -> draw(10_000)));
      }
      for (Future<List<Long>> some : drawn) {
        assertThat(some.get()).isSorted();
        all.addAll(some.get());
      }
    }
    assertThat(all).hasSize(40_000);
  }

  @Test
  void ids_ofALaterProcess_areHigher() {
    long id = ids.getAsLong();
    nowMs += 1;
    assertThat(new Ids(() -> Instant.ofEpochMilli(nowMs)).getAsLong()).isGreaterThan(id);
  }

  @Test
  void ids_atTheEndOfTheirTime_areStillPositive() {
    nowMs = EPOCH_MS + (1L << 41) - 1;
    assertThat(ids.getAsLong()).isPositive();
  }

  private List<Long> draw(int count) {
    List<Long> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drawn.add(ids.getAsLong());
    }
    return drawn;
  }
}
