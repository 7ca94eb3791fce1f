package io.livetape.api.live;

import io.livetape.api.Query;
import io.livetape.api.transport.ApiException;
import io.livetape.live.LiveStreams;
import io.livetape.live.StreamKey;
import io.livetape.media.FileFormat;
import io.livetape.record.task.RecordTask;
import io.livetape.record.task.RecordTasks;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * Record tasks of the older kind, which the older half of the API and the oldest interface share (contract 3.3, 5.3): one format, times by
 * Beijing's clock, no template. Blocks; any thread.
 */
public final class OlderTasks {
  private static final String KIND = "older";
  private static final Duration REAL_TIME_MAX = Duration.ofMinutes(30);
  private static final Duration LENGTH_MAX = Duration.ofDays(1);
  private static final long INTERVAL_MIN_SECONDS = 1800;
  private static final long INTERVAL_MAX_SECONDS = 7200;
  private static final long STORAGE_MAX_SECONDS = 129_600_000;

  private final RecordTasks tasks;
  private final LiveStreams streams;
  private final TaskIds ids;
  private final InstantSource clock;

  public OlderTasks(RecordTasks tasks, LiveStreams streams, TaskIds ids, InstantSource clock) {
    this.tasks = tasks;
    this.streams = streams;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What is wished for, as it was written.
   *
   * @param domain empty for any
   * @param realTime begins now, whatever {@code startTime} says
   * @param streamParam {@code record_interval} and {@code storage_time}, as a query
   */
  public record Wish(
      String domain, String app, String stream, String startTime, String endTime, boolean realTime, String format, boolean audioOnly,
      String streamParam) {}

  /** Adds a task and answers its id. */
  public long add(Wish wish) throws SQLException {
    Instant now = clock.instant();
    Instant startsAt = wish.realTime ? now : time("StartTime", wish.startTime);
    Instant endsAt = wish.realTime && wish.endTime.isEmpty() ? now.plus(REAL_TIME_MAX) : time("EndTime", wish.endTime);
    check(StreamKey.legal(wish.stream) && StreamKey.legal(wish.app), "StreamName and AppName must be names of streams.");
    check(endsAt.isAfter(now) && endsAt.isAfter(startsAt), "EndTime must lie ahead, and after StartTime.");
    Duration max = wish.realTime ? REAL_TIME_MAX : LENGTH_MAX;
    check(!endsAt.isAfter(startsAt.plus(max)), "EndTime must be at most " + max.toMinutes() + " minutes after the start.");
    String domain = wish.domain.isEmpty() ? "" : DomainName.of(wish.domain);
    if (wish.realTime && streams.find(new StreamKey(wish.app, wish.stream)).isEmpty()) {
      throw new ApiException("ResourceUnavailable.StreamNotExist", "StreamName: no stream of this name is live.");
    }
    String recipe = recipe(wish).text();
    RecordTask task = RecordTask.scheduled(ids.next(), KIND, domain, wish.app, wish.stream, startsAt, endsAt, recipe);
    switch (tasks.add(task)) {
      case ADDED -> { }
      case TOO_MANY -> throw new ApiException("LimitExceeded.MaximumTask", "There are too many tasks.");
      case TOO_MANY_AT_ONCE -> throw new ApiException("LimitExceeded.MaximumRunningTask", "There are too many tasks for this stream.");
    }
    return task.id();
  }

  private static TaskRecipe recipe(Wish wish) {
    String label = wish.format.toLowerCase(Locale.ROOT);
    Optional<FileFormat> format = FileFormat.ofLabel(label);
    check(format.isPresent(), "FileFormat must be flv, hls, mp4 or aac; mp3 is not recorded here.");
    Query param = Query.parse(decoded(wish.streamParam));
    long interval = param.get("record_interval").map(text -> number("record_interval", text)).orElse(INTERVAL_MIN_SECONDS);
    long storage = param.get("storage_time").map(text -> number("storage_time", text)).orElse(0L);
    check(storage <= STORAGE_MAX_SECONDS, "storage_time must be at most " + STORAGE_MAX_SECONDS + ".");
    return new TaskRecipe(0L, format.get().label(), wish.audioOnly, Math.clamp(interval, INTERVAL_MIN_SECONDS, INTERVAL_MAX_SECONDS),
        storage);
  }

  private static long number(String name, String text) {
    check(text.matches("[0-9]{1,9}"), name + " must be a number of seconds.");
    return Long.parseLong(text);
  }

  /** Times stand URL-encoded within the JSON, or plainly. */
  private static Instant time(String name, String text) {
    return Beijing.parse(decoded(text)).orElseThrow(() -> new ApiException("InvalidParameter",
        name + " must be a time such as 2026-11-20 21:00:00, by Beijing's clock."));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }

  public void stop(String stream, long id) throws SQLException {
    find(stream, id);
    tasks.stop(KIND, id);
  }

  public void delete(String stream, long id) throws SQLException {
    find(stream, id);
    tasks.delete(KIND, id);
  }

  private void find(String stream, long id) throws SQLException {
    Optional<RecordTask> task = tasks.find(KIND, id);
    if (task.isEmpty()) {
      throw new ApiException("ResourceNotFound.TaskId", "TaskId: there is no task " + id + ".");
    }
    if (!task.get().stream().equals(stream)) {
      throw new ApiException("ResourceNotFound.ChannelNotExist", "StreamName: the task " + id + " is not one of this stream.");
    }
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new ApiException("InvalidParameter", otherwise);
    }
  }
}
