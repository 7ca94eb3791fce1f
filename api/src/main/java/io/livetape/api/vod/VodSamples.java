package io.livetape.api.vod;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.livetape.api.VodEventConfig;
import io.livetape.api.transport.AnswerWriter;
import io.livetape.callback.OutboxEvent;
import io.livetape.media.FileFormat;
import io.livetape.vod.Classes;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RecordedFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events of the product "vod" as receivers get them, of a file and a task that are not there, to try a receiver with. Pure; any thread.
 *
 * @param addresses where files are to be had
 */
public record VodSamples(FileAddresses addresses) {
  private static final String NAME = "livetape-test";
  private static final String FILE_ID = "0";
  private static final String TASK_ID = "0-livetape-test";
  private static final String DONE = "FINISH";
  private static final Duration LENGTH = Duration.ofSeconds(10);

  /** The kinds of events that go to the configured address, as the outbox calls them; none where events are pulled. */
  public static List<String> kinds(VodEventConfig config) {
    if (!config.mode().equals(VodEventConfig.PUSH) || config.notificationUrl().isEmpty()) {
      return List.of();
    }
    List<String> kinds = new ArrayList<>();
    if (config.uploads()) {
      kinds.add("vod NewFileUpload");
    }
    if (config.deletions()) {
      kinds.add("vod FileDeleted");
    }
    kinds.addAll(List.of("vod EditMediaComplete", "vod PullComplete", "vod ConcatComplete"));
    return kinds;
  }

  /** An event that is in no outbox; empty when none of this kind would be sent. */
  public Optional<OutboxEvent> event(VodEventConfig config, String kind, Instant now) {
    if (!kinds(config).contains(kind)) {
      return Optional.empty();
    }
    ObjectNode body = AnswerWriter.json(content(kind, file(now)));
    body.remove("EventHandle");
    return Optional.of(new OutboxEvent(config.notificationUrl(), VodEventConfig.KEY_REF, FILE_ID, kind, "", body.toString()));
  }

  private EventContent content(String kind, RecordedFile file) {
    return switch (kind) {
      case "vod NewFileUpload" -> EventContent.of(new EventContent.FileUpload(FILE_ID, info(file), "", "", MediaFacts.metaData(file)));
      case "vod FileDeleted" -> EventContent.of(
          new EventContent.FileDelete(List.of(FILE_ID), List.of(new EventContent.DeleteResult(FILE_ID, List.of()))));
      case "vod EditMediaComplete" -> EventContent.of(edit(file));
      case "vod PullComplete" -> EventContent.of(new TaskAnswers.PullTask(TASK_ID, DONE, 0, "", FILE_ID, info(file),
          MediaFacts.metaData(file), addresses.media(file), "", "", "", "", 100));
      case "vod ConcatComplete" -> EventContent.of(
          new TaskAnswers.ConcatTask(TASK_ID, List.of(new TaskAnswers.ConcatFile(0, "", FILE_ID, addresses.media(file), "mp4"))));
      default -> throw new IllegalArgumentException("no kind of event: " + kind);
    };
  }

  private TaskAnswers.EditTask edit(RecordedFile file) {
    TaskAnswers.EditOutput output = new TaskAnswers.EditOutput("mp4", addresses.media(file), FILE_ID, NAME, 0L, VodTime.text(null));
    return new TaskAnswers.EditTask(TASK_ID, DONE, 0, "", "", 100, new TaskAnswers.EditInput("File", List.of(), List.of()), output,
        MediaFacts.metaData(file), "", "", "", "");
  }

  private MediaInfo.BasicInfo info(RecordedFile file) {
    return new BasicInfos(addresses).of(file, new Classes(0, Map.of()));
  }

  private static RecordedFile file(Instant now) {
    RecordedFile.Origin origin = new RecordedFile.Origin("localhost", "live", NAME, "", "", "");
    return new RecordedFile(FILE_ID, "", FileFormat.MP4, NAME, origin, now.minus(LENGTH), now,
        new RecordedFile.Content(LENGTH.toMillis(), 0, 0, 0, 0, "h264", "aac"), List.of(NAME), null, now, null, false, FileStatus.NORMAL);
  }
}
