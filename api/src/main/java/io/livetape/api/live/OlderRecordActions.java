package io.livetape.api.live;

import io.livetape.api.transport.Action;
import io.livetape.api.transport.Check.About;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.OneOf;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import java.sql.SQLException;
import java.util.List;

/** Record tasks of the older kind (contract 3.3). */
final class OlderRecordActions {
  private final OlderTasks tasks;

  OlderRecordActions(OlderTasks tasks) {
    this.tasks = tasks;
  }

  List<Action<?, ?>> all() {
    return List.of(
        new Action<>("CreateLiveRecord", "Records a stream in one format, between two times or from now on.", Create.class, Created.class,
            this::create),
        Action.command("StopLiveRecord", "Ends a task and its recording for good.", Id.class,
            request -> tasks.stop(request.streamName, request.taskId)),
        Action.command("DeleteLiveRecord", "Forgets a task; a recording that runs goes on to the task's end.", Id.class,
            request -> tasks.delete(request.streamName, request.taskId)));
  }

  record Create(
      @Required String streamName,
      @Default("live") String appName,
      @Default("") @About("Empty: any.") String domainName,
      @Default("") @About("Beijing's clock: 2026-11-20 21:00:00") String startTime,
      @Default("") @About("Beijing's clock; at most a day after the start.") String endTime,
      @Default("video") @OneOf({"video", "audio"}) String recordType,
      @Default("flv") String fileFormat,
      @Default("0") @Between(max = 1) @About("1: from now on, for at most 30 minutes; the stream must be live.") Long highlight,
      @Default("0") Long mixStream,
      @Default("") @Size(max = 1024) @About("record_interval=1800&storage_time=86400, URL-encoded") String streamParam) {}

  record Created(long taskId) {}

  private Created create(Create request) throws SQLException {
    return new Created(tasks.add(new OlderTasks.Wish(request.domainName, request.appName, request.streamName, request.startTime,
        request.endTime, request.highlight == 1, request.fileFormat, request.recordType.equals("audio"), request.streamParam)));
  }

  record Id(@Required String streamName, @Required Long taskId) {}
}
