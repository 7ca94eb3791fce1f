package io.livetape.api.vod;

import io.livetape.api.FileEvents;
import io.livetape.api.transport.RecordText;
import io.livetape.callback.Fetch;
import io.livetape.media.FileFormat;
import io.livetape.media.MalformedMediaException;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.task.Task;
import io.livetape.vod.task.TaskOutcome;
import io.livetape.vod.task.TaskWatch;
import io.livetape.vod.task.TaskWork;
import io.livetape.vod.task.WorkFolder;
import io.livetape.vod.upload.Recognised;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Fetches a file and lands it as an upload (contract 6.7). */
record PullWork(Fetch fetch, MadeFiles made, FileAddresses addresses, FileEvents events, WorkFolder folder) implements TaskWork {
  static final String KIND = "PullUpload";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public TaskOutcome run(Task task, TaskWatch watch) throws IOException, SQLException, InterruptedException {
    PullPlan plan = RecordText.read(PullPlan.class, task.input());
    Path file = folder.path().resolve(plan.fileId() + ".pull");
    try {
      receive(plan, file, watch);
      return land(task, plan, file, Recognised.of(file));
    } catch (Fetch.UnavailableException e) {
      return new TaskOutcome.Failed(SourceFault.SOURCE, "Source", e.getMessage());
    } catch (MalformedMediaException e) {
      return new TaskOutcome.Failed(SourceFault.SOURCE, "SourceFile.Content", "The file cannot be taken: " + e.getMessage() + ".");
    }
  }

  private void receive(PullPlan plan, Path path, TaskWatch watch) throws IOException, Fetch.UnavailableException, InterruptedException {
    try (PulledFile file = new PulledFile(path, folder, watch)) {
      fetch.get(plan.mediaUrl(), file);
      file.sync();
    }
  }

  private TaskOutcome land(Task task, PullPlan plan, Path file, Recognised recognised) throws IOException, SQLException {
    String key = MadeFiles.blobKey(plan.fileId(), recognised.format(), task.createdAt());
    made.store().take(key, file);
    RecordedFile landed = made.file(plan.fileId(), recognised.format(), name(plan), made.clock().instant(), recognised.content(),
        List.of(key), null, VodTime.keptExpiry(plan.expireTime()), plan.entry());
    MediaInfo.BasicInfo basic = new BasicInfos(addresses).of(landed, made.catalogue().classes(plan.subAppId()));
    PullResult result = new PullResult(plan.fileId(), basic.mediaUrl(), basic, MediaFacts.metaData(landed));
    return new TaskOutcome.Done(RecordText.of(result), "", transaction -> {
      made.insert(transaction, List.of(landed));
      events.added(transaction, landed);
    });
  }

  /** The one asked for, or the last part of the address's path without its ending. */
  private static String name(PullPlan plan) {
    if (!plan.mediaName().isEmpty()) {
      return plan.mediaName();
    }
    String path = URI.create(plan.mediaUrl()).getPath();
    String last = path.substring(path.lastIndexOf('/') + 1);
    String name = last.contains(".") ? last.substring(0, last.lastIndexOf('.')) : last;
    return name.isEmpty() ? plan.fileId() : name;
  }

  @Override
  public void discard(Task task) throws IOException, SQLException {
    PullPlan plan = RecordText.read(PullPlan.class, task.input());
    Files.deleteIfExists(folder.path().resolve(plan.fileId() + ".pull"));
    Instant at = task.createdAt();
    made.discard(plan.fileId(), List.of(MadeFiles.blobKey(plan.fileId(), FileFormat.MP4, at),
        MadeFiles.blobKey(plan.fileId(), FileFormat.FLV, at), MadeFiles.blobKey(plan.fileId(), FileFormat.AAC, at)));
  }
}
