package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DiskLaneTest {
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final DiskCrew crew = new DiskCrew("test-disk", 1);
  private final DiskLane lane = new DiskLane(crew);

  @Test
  void queueLength_isWhatHasNotBegun() {
    CountDownLatch release = hold(lane);
    assertThat(crew.queueLength()).isZero();
    lane.run(() -> { });
    new DiskLane(crew).run(() -> { });
    assertThat(crew.queueLength()).isEqualTo(2);
    release.countDown();
    crew.close();
    assertThat(crew.queueLength()).isZero();
  }

  @Test
  void tasks_runInTheOrderGiven_andClosingRunsWhatIsQueued() {
    CountDownLatch release = hold(lane);
    List<String> names = IntStream.range(0, 100).mapToObj(Integer::toString).toList();
    names.forEach(name -> lane.run(() -> done.add(name)));
    release.countDown();
    crew.close();
    assertThat(done).isEqualTo(names);
  }

  @Test
  void taskThatFails_isNotTheLanesEnd() {
    lane.run(() -> {
      throw new IllegalStateException("made to fail");
    });
    lane.run(() -> {
      throw new AssertionError("made to fail");
    });
    lane.run(() -> done.add("after"));
    crew.close();
    assertThat(done).containsExactly("after");
  }

  @Test
  void laneWithMuchToDo_letsOthersHaveTheirTurn() {
    CountDownLatch release = hold(lane);
    IntStream.range(0, 200).forEach(_ -> lane.run(() -> done.add("busy")));
    new DiskLane(crew).run(() -> done.add("other"));
    release.countDown();
    crew.close();
    assertThat(done).hasSize(201);
    assertThat(done.indexOf("other")).isLessThan(100);
  }

  @Test
  void taskThatIsStuck_holdsUpItsOwnLaneAlone() {
    CountDownLatch release = hold(lane);
    lane.run(() -> done.add("stuck"));
    DiskLane other = new DiskLane(crew);
    Awaitility.await().untilAsserted(() -> {
      other.run(() -> done.add("other"));
      assertThat(done).contains("other").doesNotContain("stuck");
    });
    release.countDown();
    crew.close();
    assertThat(done).contains("stuck");
  }

  @Test
  void diskThatStallsAltogether_getsSoManyThreadsAndNoMore() {
    List<CountDownLatch> held = new ArrayList<>();
    for (int i = 0; i <= DiskCrew.SPARE_MAX; i++) {
      CountDownLatch release = new CountDownLatch(1);
      held.add(release);
      new DiskLane(crew).run(() -> {
        done.add("begun");
        Studio.await(release);
      });
    }
    DiskLane late = new DiskLane(crew);
    late.run(() -> done.add("late"));
    Awaitility.await().untilAsserted(() -> {
      late.run(() -> { });
      assertThat(done).hasSize(1 + DiskCrew.SPARE_MAX).containsOnly("begun");
    });
    held.forEach(CountDownLatch::countDown);
    crew.close();
    assertThat(done).contains("late");
  }

  private static CountDownLatch hold(DiskLane lane) {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    lane.run(() -> {
      reached.countDown();
      Studio.await(release);
    });
    Studio.await(reached);
    return release;
  }
}
