package io.livetape.vod.task;

import io.livetape.vod.TimeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which tasks are listed, and in which order.
 *
 * @param subAppId the part of the account that they were set for
 * @param state empty for any
 * @param fileId the first file that they work on; empty for any
 * @param created when they were added
 * @param finished when they ended; empty for those that have not, too
 * @param byFinish whether they are ordered by their end, which leaves out those without; else by when they were added
 * @param after the last of the page before; empty for the first page
 */
public record TaskSearch(
    long subAppId, Optional<TaskState> state, String fileId, TimeWindow created, Optional<TimeWindow> finished, boolean byFinish,
    boolean descending, Optional<Place> after, int limit) {

  /** Where a task stands in a list: its time and its id. */
  public record Place(long timeMs, String taskId) {}

  /** A condition with its arguments. */
  record Condition(String sql, List<Object> arguments) {}

  /** Where a task stands in the order asked for. */
  public Place place(Task task) {
    Instant time = byFinish ? task.finishedAt() : task.createdAt();
    return new Place(time.toEpochMilli(), task.taskId());
  }

  String order() {
    String direction = descending ? " DESC" : "";
    return column() + direction + ", task_id" + direction;
  }

  Condition condition() {
    StringBuilder sql = new StringBuilder("sub_app_id = ? AND created_at >= ? AND created_at <= ?");
    List<Object> arguments = new ArrayList<>(List.of(subAppId, created.from(), created.to()));
    if (byFinish) {
      sql.append(" AND finished_at IS NOT NULL");
    }
    state.ifPresent(some -> add(sql, arguments, " AND state = ?", some));
    finished.ifPresent(some -> add(sql, arguments, " AND finished_at >= ? AND finished_at <= ?", some.from(), some.to()));
    if (!fileId.isEmpty()) {
      add(sql, arguments, " AND file_id = ?", fileId);
    }
    String than = descending ? "<" : ">";
    String further = " AND (%1$s %2$s ? OR %1$s = ? AND task_id %2$s ?)".formatted(column(), than);
    after.ifPresent(place -> add(sql, arguments, further, place.timeMs, place.timeMs, place.taskId));
    return new Condition(sql.toString(), arguments);
  }

  private String column() {
    return byFinish ? "finished_at" : "created_at";
  }

  private static void add(StringBuilder sql, List<Object> arguments, String condition, Object... values) {
    sql.append(condition);
    arguments.addAll(List.of(values));
  }
}
