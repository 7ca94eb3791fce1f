package io.livetape.vod.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.db.Sql;
import io.livetape.vod.TimeWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tasks of one kind, whose work each test says. */
@Timeout(30)
class TaskRunnerTest {
  private static final TaskOutcome NOTHING = new TaskOutcome.Done("{}", "well", _ -> { });

  @TempDir Path folder;
  private Database database;
  private Tasks tasks;
  private TaskRunner runner;
  private volatile Instant now = Instant.parse("2026-11-20T12:00:00Z");
  private final InstantSource clock = () -> now;
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final List<String> discarded = new CopyOnWriteArrayList<>();
  private final List<String> told = new CopyOnWriteArrayList<>();

  private interface Doing {
    TaskOutcome run(Task task, TaskWatch watch) throws IOException, SQLException, InterruptedException;
  }

  @BeforeEach
  void open() throws Exception {
    database = Database.open(DatabaseConfig.of(folder.resolve("test.db")));
    tasks = new Tasks(database, clock, 3);
    database.writeNow(connection -> Sql.update(connection, "CREATE TABLE made (task_id TEXT PRIMARY KEY)"));
  }

  @AfterEach
  void close() {
    if (runner != null) {
      runner.close();
    }
    database.close();
  }

  @Test
  void tasks_ofDifferentPriority_areDoneInTheirOrder() throws Exception {
    add("low", -1, "");
    add("first", 0, "");
    add("high", 5, "");
    start((task, _) -> {
      done.add(task.taskId());
      return NOTHING;
    });

    awaitState("low", TaskState.FINISH);
    assertThat(done).containsExactly("high", "first", "low");
    assertThat(told).containsExactly("high 0 {}", "first 0 {}", "low 0 {}");
    assertThat(tasks.find("low").orElseThrow().message()).isEqualTo("well");
    assertThat(discarded).isEmpty();
  }

  @Test
  void failureOfTheWorld_isTriedAgain_andThenFails() throws Exception {
    AtomicInteger count = new AtomicInteger();
    start((_, _) -> {
      count.incrementAndGet();
      throw new IOException("no disk");
    });
    add("a", 0, "");

    await().until(() -> {
      now = now.plusSeconds(60);
      runner.wake();
      return tasks.find("a").orElseThrow().state() == TaskState.FINISH;
    });
    assertThat(count).hasValue(TaskRunner.TRIES_MAX);
    assertThat(tasks.find("a").orElseThrow().errorCode()).isEqualTo(TaskRunner.INTERNAL);
    assertThat(tasks.find("a").orElseThrow().message()).contains("no disk");
    await().until(() -> discarded.equals(List.of("a")));
  }

  @Test
  void failureOfItsOwn_isToldWithItsCode() throws Exception {
    start((_, _) -> new TaskOutcome.Failed(60000, "SourceFile", "is gone"));
    add("a", 0, "");
    awaitState("a", TaskState.FINISH);
    assertThat(told).containsExactly("a 60000 ");
    await().until(() -> discarded.equals(List.of("a")));
  }

  @Test
  void effect_thatFails_leavesNothing_andIsTriedAgain() throws Exception {
    AtomicInteger count = new AtomicInteger();
    start((task, _) -> new TaskOutcome.Done("", "", transaction -> {
      Sql.update(transaction, "INSERT INTO made VALUES (?)", task.taskId() + count.incrementAndGet());
      if (count.get() == 1) {
        throw new SQLException("once");
      }
    }));
    add("a", 0, "");
    await().until(() -> {
      now = now.plusSeconds(60);
      runner.wake();
      return tasks.find("a").orElseThrow().state() == TaskState.FINISH;
    });
    assertThat(made()).containsExactly("a2");
    assertThat(told).hasSize(1);
  }

  @Test
  void task_thatADeadProcessWasAt_isBegunAgain() throws Exception {
    add("a", 0, "");
    database.writeNow(transaction -> TaskRows.begin(transaction, now));
    assertThat(tasks.find("a").orElseThrow().state()).isEqualTo(TaskState.PROCESSING);
    start((_, _) -> NOTHING);
    awaitState("a", TaskState.FINISH);
    assertThat(tasks.find("a").orElseThrow().tryCount()).isEqualTo(2);
  }

  @Test
  void task_thatProcessesDieOf_isGivenUp() throws Exception {
    add("a", 0, "");
    for (int i = 0; i < TaskRunner.STARTS_MAX; i++) {
      database.writeNow(transaction -> TaskRows.begin(transaction, now));
      database.writeNow(transaction -> TaskRows.putBackAll(transaction, now));
    }
    start((task, _) -> {
      done.add(task.taskId());
      return NOTHING;
    });
    awaitState("a", TaskState.FINISH);
    assertThat(done).isEmpty();
    assertThat(tasks.find("a").orElseThrow().errorDetail()).isEqualTo("Interrupted");
  }

  @Test
  void abort_ofATaskUnderWay_endsItWithoutEffect() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    start((_, watch) -> {
      begun.countDown();
      for (int i = 0; ; i = Math.min(50, i + 1)) {
        watch.done(i, 100);
        Thread.onSpinWait();
      }
    });
    add("a", 0, "");
    begun.await();
    await().until(() -> tasks.percent(tasks.find("a").orElseThrow()) == 50);
    assertThat(tasks.abort("a")).isTrue();

    await().until(() -> discarded.equals(List.of("a")));
    assertThat(tasks.find("a").orElseThrow().state()).isEqualTo(TaskState.ABORTED);
    assertThat(told).isEmpty();
    assertThat(tasks.abort("a")).as("again").isFalse();
    assertThat(tasks.abort("none")).isFalse();
  }

  @Test
  void abort_ofATaskThatEndsMeanwhile_undoesIt() throws Exception {
    start((task, _) -> {
      tasks.abort(task.taskId());
      return new TaskOutcome.Done("", "", transaction -> Sql.update(transaction, "INSERT INTO made VALUES ('a')"));
    });
    add("a", 0, "");
    await().until(() -> discarded.equals(List.of("a")));
    assertThat(made()).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void close_inTheMiddle_leavesTheTaskToTheNextStart() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    start((_, _) -> {
      begun.countDown();
      new CountDownLatch(1).await();
      return NOTHING;
    });
    add("a", 0, "");
    begun.await();
    runner.close();
    assertThat(tasks.find("a").orElseThrow().state()).isEqualTo(TaskState.PROCESSING);
    assertThat(discarded).isEmpty();
    start((_, _) -> NOTHING);
    awaitState("a", TaskState.FINISH);
  }

  @Test
  void session_knownForThreeDays_isRefused() throws Exception {
    assertThat(add("a", 0, "s")).isEqualTo(Tasks.Added.ADDED);
    assertThat(add("b", 0, "s")).isEqualTo(Tasks.Added.SESSION_KNOWN);
    assertThat(tasks.add(Task.waiting("c", 0, "other", 0, "", "", "s", "", now))).isEqualTo(Tasks.Added.ADDED);
    now = now.plus(Tasks.KEPT).plusMillis(1);
    assertThat(add("d", 0, "s")).isEqualTo(Tasks.Added.ADDED);
  }

  @Test
  void session_ofAnotherPart_isAnother() throws Exception {
    assertThat(add("a", 0, "s")).isEqualTo(Tasks.Added.ADDED);
    assertThat(tasks.add(Task.waiting("b", 7, "test", 0, "", "", "s", "", now))).isEqualTo(Tasks.Added.ADDED);
    assertThat(tasks.add(Task.waiting("c", 7, "test", 0, "", "", "s", "", now))).isEqualTo(Tasks.Added.SESSION_KNOWN);
  }

  @Test
  void tasks_tooMany_areRefused() throws Exception {
    for (String id : List.of("a", "b", "c")) {
      assertThat(add(id, 0, "")).isEqualTo(Tasks.Added.ADDED);
    }
    assertThat(add("d", 0, "")).isEqualTo(Tasks.Added.FULL);
  }

  @Test
  void tasks_endedThreeDaysAgo_areForgotten() throws Exception {
    start((_, _) -> NOTHING);
    add("old", 0, "");
    awaitState("old", TaskState.FINISH);
    now = now.plus(Tasks.KEPT).plus(Duration.ofSeconds(1));
    add("new", 0, "");
    awaitState("new", TaskState.FINISH);
    await().until(() -> tasks.find("old").isEmpty());
  }

  @Test
  void list_byPages_hasEachOnce() throws Exception {
    for (String id : List.of("a", "b", "c")) {
      add(id, 0, "");
      now = now.plusSeconds(id.equals("a") ? 0 : 1);
    }
    TaskSearch first = new TaskSearch(
        0, Optional.of(TaskState.WAITING), "", TimeWindow.ALWAYS, Optional.empty(), false, true, Optional.empty(), 2);
    List<Task> page = tasks.list(first);
    assertThat(page).extracting(Task::taskId).containsExactly("c", "b");
    TaskSearch second = new TaskSearch(
        0, Optional.empty(), "", TimeWindow.ALWAYS, Optional.empty(), false, true, Optional.of(first.place(page.getLast())), 2);
    assertThat(tasks.list(second)).extracting(Task::taskId).containsExactly("a");
    TaskSearch ended = new TaskSearch(
        0, Optional.of(TaskState.FINISH), "", TimeWindow.ALWAYS, Optional.of(TimeWindow.ALWAYS), true, false, Optional.empty(), 2);
    assertThat(tasks.list(ended)).isEmpty();
  }

  @Test
  void list_ofOnePart_hasNoneOfAnother() throws Exception {
    tasks.add(Task.waiting("mine", 7, "test", 0, "", "", "", "", now));
    tasks.add(Task.waiting("theirs", 8, "test", 0, "", "", "", "", now));
    TaskSearch mine = new TaskSearch(
        7, Optional.empty(), "", TimeWindow.ALWAYS, Optional.empty(), false, true, Optional.empty(), 2);
    assertThat(tasks.list(mine)).singleElement().satisfies(task -> {
      assertThat(task.taskId()).isEqualTo("mine");
      assertThat(task.subAppId()).isEqualTo(7);
    });
  }

  private Tasks.Added add(String taskId, int priority, String session) throws SQLException {
    return tasks.add(Task.waiting(taskId, 0, "test", priority, "{}", "", session, "", now));
  }

  private void awaitState(String taskId, TaskState state) {
    await(taskId).until(() -> tasks.find(taskId).orElseThrow().state() == state);
  }

  private List<String> made() throws SQLException {
    return database.readNow(connection -> Sql.list(connection, "SELECT task_id FROM made", row -> row.getString(1)));
  }

  private void start(Doing doing) throws SQLException {
    TaskWork work = new TaskWork() {
      @Override
      public String kind() {
        return "test";
      }

      @Override
      public TaskOutcome run(Task task, TaskWatch watch) throws IOException, SQLException, InterruptedException {
        return doing.run(task, watch);
      }

      @Override
      public void discard(Task task) {
        discarded.add(task.taskId());
      }
    };
    TaskListener listener = new TaskListener() {
      @Override
      public void finished(Connection transaction, Task task) {
        told.add(task.taskId() + " " + task.errorCode() + " " + task.output());
      }

      @Override
      public void committed() {
        // Nobody is told outside of the database.
      }
    };
    runner = TaskRunner.start(tasks, List.of(work), listener, 1, clock, Duration.ofMillis(10));
  }
}
