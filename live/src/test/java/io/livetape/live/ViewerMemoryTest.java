package io.livetape.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ViewerMemoryTest {
  private static final int QUEUE_MAX = 1_000;

  private final ViewerMemory memory = new ViewerMemory(8_000);

  @Test
  void queue_ofAViewerThatKeepsUp_takesWhateverComes() {
    ViewerQueue queue = memory.queue(QUEUE_MAX);
    assertThat(queue.full(5_000)).isFalse();
    queue.add(5_000);
    queue.remove(5_000);
    assertThat(queue.full(5_000)).isFalse();
    assertThat(memory.waitingBytes()).isZero();
  }

  @Test
  void queue_upToItsOwnLimit_isNotFull() {
    ViewerQueue queue = memory.queue(QUEUE_MAX);
    queue.add(900);
    assertThat(queue.full(100)).isFalse();
    assertThat(queue.full(101)).isTrue();
  }

  @Test
  void queues_ofManyFrozenViewers_stayWithinTheMemory() {
    List<ViewerQueue> frozen = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      frozen.add(memory.queue(QUEUE_MAX));
    }
    for (int round = 0; round < 50; round++) {
      frozen.stream().filter(queue -> !queue.full(20)).forEach(queue -> queue.add(20));
    }
    assertThat(memory.waitingBytes()).isBetween(7_000L, 8_000L);
    assertThat(memory.queue(QUEUE_MAX).full(500)).as("one who keeps up").isFalse();
  }

  @Test
  void viewer_thatFellBehind_goesOnWhenHalfIsTaken() {
    ViewerQueue queue = memory.queue(QUEUE_MAX);
    queue.add(1_000);
    assertThat(queue.halfEmpty()).isFalse();
    queue.remove(500);
    assertThat(queue.halfEmpty()).isTrue();
  }

  @Test
  void viewer_thatTakesNothing_isStuckAfterTheTime() {
    ViewerQueue queue = memory.queue(QUEUE_MAX);
    assertThat(queue.stuckFor(Duration.ZERO)).as("nothing waits").isFalse();
    queue.add(10);
    assertThat(queue.stuckFor(Duration.ofMinutes(1))).isFalse();
    Awaitility.await().until(() -> queue.stuckFor(Duration.ofMillis(20)));
    queue.add(10);
    assertThat(queue.stuckFor(Duration.ofMillis(20))).as("more that waits is no sign of life").isTrue();
    queue.remove(10);
    assertThat(queue.stuckFor(Duration.ofSeconds(10))).isFalse();
  }
}
