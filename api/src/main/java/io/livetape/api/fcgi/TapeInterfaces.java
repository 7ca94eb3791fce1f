package io.livetape.api.fcgi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.livetape.api.live.Beijing;
import io.livetape.api.live.OlderTasks;
import io.livetape.media.FileFormat;
import io.livetape.vod.Catalogue;
import io.livetape.vod.Listing;
import io.livetape.vod.Page;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.TimeWindow;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;

/** What was recorded of a stream, and recording it by the clock (contract 5.2, 5.3). */
final class TapeInterfaces {
  private static final Duration WINDOW_MAX = Duration.ofDays(1);

  private final Catalogue catalogue;
  private final Channels channels;
  private final OlderTasks tasks;
  private final BiFunction<FileFormat, Long, String> addresses;

  /** @param addresses the address that plays a file, from its format and id */
  TapeInterfaces(Catalogue catalogue, Channels channels, OlderTasks tasks, BiFunction<FileFormat, Long, String> addresses) {
    this.catalogue = catalogue;
    this.channels = channels;
    this.tasks = tasks;
    this.addresses = addresses;
  }

  /** Live_Tape_GetFilelist. */
  ObjectNode fileList(FcgiCall call) throws SQLException {
    String channel = call.required("channel_id");
    int pageNumber = (int) call.number("page_no", 1, 1, 100_000);
    int pageSize = (int) call.number("page_size", 10, 1, 100);
    Catalogue.Order order = switch (call.text("sort_type").orElse("asc")) {
      case "asc" -> Catalogue.Order.OLDEST_FIRST;
      case "desc" -> Catalogue.Order.NEWEST_FIRST;
      default -> throw FcgiException.wrong("sort_type", "asc or desc");
    };
    Listing found = catalogue.listByStreamName(channel, window(call), order, new Page((pageNumber - 1) * pageSize, pageSize));
    if (found.totalCount() == 0 && !channels.known(channel)) {
      throw FcgiException.noSuchStream();
    }
    ObjectNode output = JsonNodeFactory.instance.objectNode().put("all_count", found.totalCount());
    ArrayNode files = output.putArray("file_list");
    found.files().forEach(file -> files.add(entry(file)));
    return output;
  }

  private ObjectNode entry(RecordedFile file) {
    return JsonNodeFactory.instance.objectNode().put("vid", file.videoId())
        .put("start_time", Beijing.text(file.startedAt())).put("end_time", Beijing.text(file.endedAt())).put("file_id", file.fileId())
        .put("record_file_url", addresses.apply(file.format(), Long.valueOf(file.fileId())));
  }

  /** Within a day; without times all that there is. */
  private static TimeWindow window(FcgiCall call) {
    Instant from = call.time("start_time").orElse(null);
    Instant to = call.time("end_time").orElse(null);
    if (from == null && to == null) {
      return TimeWindow.ALWAYS;
    }
    Instant begin = from == null ? to.minus(WINDOW_MAX) : from;
    Instant end = to == null ? from.plus(WINDOW_MAX) : to;
    if (end.isBefore(begin) || end.isAfter(begin.plus(WINDOW_MAX))) {
      throw FcgiException.wrong("end_time", "at most a day after start_time");
    }
    return new TimeWindow(begin, end);
  }

  /** Live_Tape_Start. */
  ObjectNode start(FcgiCall call) throws SQLException {
    boolean realTime = call.number("task_sub_type", 0, 0, 1) == 1;
    OlderTasks.Wish wish = new OlderTasks.Wish(call.text("domain").orElse(""), call.text("path").orElse(Channels.APP),
        call.required("channel_id"), call.text("start_time").orElse(""), call.text("end_time").orElse(""), realTime,
        call.text("file_format").orElse("flv"), audioOnly(call), "");
    return JsonNodeFactory.instance.objectNode().put("task_id", tasks.add(wish));
  }

  private static boolean audioOnly(FcgiCall call) {
    return switch (call.text("record_type").orElse("video")) {
      case "audio" -> true;
      case "video" -> false;
      default -> throw FcgiException.wrong("record_type", "video or audio");
    };
  }

  /** Live_Tape_Stop. */
  ObjectNode stop(FcgiCall call) throws SQLException {
    tasks.stop(call.required("channel_id"), call.number("task_id", 0, 1, 999_999_999_999_999L));
    return JsonNodeFactory.instance.objectNode();
  }
}
