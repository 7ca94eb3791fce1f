package io.livetape.record.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.record.task.TaskEvent.Clock;
import io.livetape.record.task.TaskEvent.Delete;
import io.livetape.record.task.TaskEvent.Stop;
import io.livetape.record.task.TaskStep.Effect;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskStepTest {
  private static final Instant START = Instant.ofEpochSecond(1000);
  private static final Instant END = Instant.ofEpochSecond(2000);

  /** Times in seconds; the task is from 1000 to 2000. */
  @ParameterizedTest
  @CsvSource({
    "SCHEDULED, clock  999, SCHEDULED, NONE",
    "SCHEDULED, clock 1000, OPEN,      START",
    "SCHEDULED, clock 1999, OPEN,      START",
    "SCHEDULED, clock 2000, OVER,      NONE",
    "OPEN,      clock  999, OPEN,      NONE",
    "OPEN,      clock 1999, OPEN,      NONE",
    "OPEN,      clock 2000, OVER,      END",
    "OVER,      clock 1500, OVER,      NONE",
    "STOPPED,   clock 1500, STOPPED,   NONE",
    "STOPPED,   clock 2000, STOPPED,   NONE",
    "DELETED,   clock 1500, DELETED,   NONE",
    "DELETED,   clock 2000, DELETED,   END",
    "SCHEDULED, stop   500, STOPPED,   NONE",
    "OPEN,      stop  1500, STOPPED,   END",
    "OVER,      stop  2500, OVER,      NONE",
    "STOPPED,   stop  1600, STOPPED,   NONE",
    "DELETED,   stop  1500, DELETED,   NONE",
    "SCHEDULED, delete   0, DELETED,   NONE",
    "OPEN,      delete   0, DELETED,   NONE",
    "OVER,      delete   0, DELETED,   NONE",
    "STOPPED,   delete   0, DELETED,   NONE",
    "DELETED,   delete   0, DELETED,   NONE"
  })
  void next_ofEveryStateAndEvent_isAsDrawn(TaskState state, String event, TaskState nextState, Effect effect) {
    TaskStep step = TaskStep.next(task().in(state), event(event));

    assertThat(step.task().state()).isEqualTo(nextState);
    assertThat(step.effect()).isEqualTo(effect);
  }

  @Test
  void stop_ofARunningTask_isRememberedWithItsFirstTime() {
    RecordTask stopped = TaskStep.next(task().in(TaskState.OPEN), new Stop(START.plusSeconds(5))).task();

    assertThat(TaskStep.next(stopped, new Stop(START.plusSeconds(9))).task().stoppedAt()).isEqualTo(START.plusSeconds(5));
  }

  @Test
  void unchangedTask_isTheSameObject() {
    RecordTask task = task();

    assertThat(TaskStep.next(task, new Clock(START.minusSeconds(1))).task()).isSameAs(task);
  }

  /** Whatever happens in whatever order: it starts at most once, and nothing starts after it was stopped, deleted or over. */
  @Test
  void steps_ofRandomEvents_startAtMostOnceAndNeverAfterTheEnd() {
    for (long seed = 1; seed <= 500; seed++) {
      Random random = new Random(seed);
      RecordTask task = task();
      int startCount = 0;
      for (int i = 0; i < 30; i++) {
        TaskStep step = TaskStep.next(task, randomEvent(random));
        if (step.effect() == Effect.START) {
          startCount++;
          assertThat(task.state()).as("seed %d", seed).isEqualTo(TaskState.SCHEDULED);
        }
        if (task.state().ended()) {
          assertThat(step.task().state().ended()).as("seed %d", seed).isTrue();
        }
        task = step.task();
      }
      assertThat(startCount).as("seed %d", seed).isLessThanOrEqualTo(1);
    }
  }

  private static TaskEvent randomEvent(Random random) {
    Instant now = START.plusSeconds(random.nextInt(1500) - 250);
    return switch (random.nextInt(10)) {
      case 0 -> new Stop(now);
      case 1 -> new Delete();
      default -> new Clock(now);
    };
  }

  private static TaskEvent event(String text) {
    Instant at = Instant.ofEpochSecond(Long.parseLong(text.substring(text.lastIndexOf(' ') + 1)));
    return switch (text.substring(0, text.indexOf(' '))) {
      case "clock" -> new Clock(at);
      case "stop" -> new Stop(at);
      default -> new Delete();
    };
  }

  private static RecordTask task() {
    return RecordTask.scheduled(1, "task", "a.test", "live", "show", START, END, "{}");
  }
}
