package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiskWatchTest {
  private volatile long freeBytes = 5_000;
  private volatile boolean unreadable;
  private final DiskWatch watch = new DiskWatch(this::gauge, 2_000, 1_000);

  @AfterEach
  void close() {
    watch.close();
  }

  @Test
  void full_belowTheSecondMarkOnly() {
    assertThat(fullAt(5_000)).isFalse();
    assertThat(fullAt(1_999)).isFalse();
    assertThat(fullAt(1_000)).isFalse();
    assertThat(fullAt(999)).isTrue();
    assertThat(fullAt(0)).isTrue();
  }

  /** A little that is freed at a time must not make files that end as soon as they have begun. */
  @Test
  void full_endsWithAQuarterOfTheWayToTheFirstMark() {
    assertThat(fullAt(999)).isTrue();
    assertThat(fullAt(1_249)).isTrue();
    assertThat(fullAt(1_250)).isFalse();
    assertThat(fullAt(1_000)).isFalse();
  }

  @Test
  void full_isKnownFromTheBeginning() {
    try (DiskWatch late = new DiskWatch(() -> 10, 2_000, 1_000)) {
      assertThat(late.full()).isTrue();
    }
  }

  @Test
  void gaugeThatFails_leavesTheLastKnownState() {
    fullAt(10);
    unreadable = true;
    assertThat(fullAt(5_000)).isTrue();
    unreadable = false;
    assertThat(fullAt(5_000)).isFalse();
  }

  private boolean fullAt(long bytes) {
    freeBytes = bytes;
    watch.look();
    return watch.full();
  }

  private long gauge() throws IOException {
    if (unreadable) {
      throw new IOException("made to fail");
    }
    return freeBytes;
  }
}
