package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DiskLaneTest {
  private final List<String> done = new CopyOnWriteArrayList<>();

  @Test
  void queueLength_isWhatHasNotBegun() {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (DiskLane lane = new DiskLane("test-disk")) {
      lane.run(() -> {
        reached.countDown();
        Studio.await(release);
      });
      Studio.await(reached);
      assertThat(lane.queueLength()).isZero();
      lane.run(() -> { });
      lane.run(() -> { });
      assertThat(lane.queueLength()).isEqualTo(2);
      release.countDown();
    }
  }

  @Test
  void tasks_runInTheOrderGiven_andClosingRunsWhatIsQueued() {
    DiskLane lane = new DiskLane("test-disk");
    CountDownLatch release = new CountDownLatch(1);
    lane.run(() -> Studio.await(release));
    List.of("a", "b", "c").forEach(name -> lane.run(() -> done.add(name)));
    release.countDown();
    lane.close();
    assertThat(done).containsExactly("a", "b", "c");
  }

  @Test
  void taskThatFails_isNotTheLanesEnd() {
    DiskLane lane = new DiskLane("test-disk");
    lane.run(() -> {
      throw new IllegalStateException("made to fail");
    });
    lane.run(() -> {
      throw new AssertionError("made to fail");
    });
    lane.run(() -> done.add("after"));
    lane.close();
    assertThat(done).containsExactly("after");
  }
}
