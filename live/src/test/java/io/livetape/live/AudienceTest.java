package io.livetape.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class AudienceTest {
  private static final int QUEUE_MAX = 1_000;

  private final Audience audience = new Audience(1_000, 8_000);

  @Test
  void viewer_thatKeepsUp_takesWhateverComes() {
    Viewer viewer = enter();
    assertThat(viewer.full(5_000)).isFalse();
    viewer.add(5_000);
    viewer.remove(5_000);
    assertThat(viewer.full(5_000)).isFalse();
    assertThat(audience.waitingBytes()).isZero();
  }

  @Test
  void viewer_upToItsOwnLimit_isNotFull() {
    Viewer viewer = enter();
    viewer.add(900);
    assertThat(viewer.full(100)).isFalse();
    assertThat(viewer.full(101)).isTrue();
  }

  @Test
  void viewers_whoAreFrozen_stayWithinTheMemoryOfAll() {
    List<Viewer> frozen = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      frozen.add(enter());
    }
    for (int round = 0; round < 50; round++) {
      frozen.stream().filter(viewer -> !viewer.full(20)).forEach(viewer -> viewer.add(20));
    }
    assertThat(audience.waitingBytes()).isBetween(7_000L, 8_000L);
    assertThat(enter().full(500)).as("one who keeps up").isFalse();
  }

  @Test
  void viewer_thatFellBehind_goesOnWhenHalfIsTaken() {
    Viewer viewer = enter();
    viewer.add(1_000);
    assertThat(viewer.halfEmpty()).isFalse();
    viewer.remove(500);
    assertThat(viewer.halfEmpty()).isTrue();
  }

  @Test
  void viewer_thatTakesNothing_isStuckAfterTheTime() {
    Viewer viewer = enter();
    assertThat(viewer.stuckFor(Duration.ZERO)).as("nothing waits").isFalse();
    viewer.add(10);
    assertThat(viewer.stuckFor(Duration.ofMinutes(1))).isFalse();
    Awaitility.await().until(() -> viewer.stuckFor(Duration.ofMillis(20)));
    viewer.add(10);
    assertThat(viewer.stuckFor(Duration.ofMillis(20))).as("more that waits is no sign of life").isTrue();
    viewer.remove(10);
    assertThat(viewer.stuckFor(Duration.ofSeconds(10))).isFalse();
  }

  @Test
  void viewer_aboveTheLimit_comesInWhenAnotherLeaves() {
    Audience small = new Audience(1, 8_000);
    Viewer first = small.enter(QUEUE_MAX).orElseThrow();
    assertThat(small.enter(QUEUE_MAX)).isEmpty();
    first.leave();
    first.leave();
    assertThat(small.viewerCount()).isZero();
    assertThat(small.enter(QUEUE_MAX)).isPresent();
    assertThat(small.enter(QUEUE_MAX)).isEmpty();
  }

  private Viewer enter() {
    return audience.enter(QUEUE_MAX).orElseThrow();
  }
}
