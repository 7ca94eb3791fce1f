package io.livetape.api.vod;

import io.livetape.api.transport.RecordText;
import io.livetape.media.FileFormat;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.mp4.TapeFinisher;
import io.livetape.media.mp4.TapeIdentity;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.splice.DubTapes;
import io.livetape.vod.splice.Playlists;
import io.livetape.vod.splice.Splice;
import io.livetape.vod.splice.TapeRun;
import io.livetape.vod.task.Task;
import io.livetape.vod.task.TaskOutcome;
import io.livetape.vod.task.TaskWatch;
import io.livetape.vod.task.TaskWork;
import io.livetape.vod.task.WorkFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Cuts and joins recordings by an {@link EditPlan} (contract 6.5): one tape, which is the MP4 file and the HLS file alike.
 *
 * @param kind of its tasks
 * @param segmentTarget how long the segments of HLS files are to be
 */
record EditWork(String kind, EditSources sources, MadeFiles made, WorkFolder folder, Duration segmentTarget) implements TaskWork {
  static final String EDIT = "EditMedia";

  /** What one task may make. */
  static final long SIZE_MAX_BYTES = 64L << 30;

  @Override
  public TaskOutcome run(Task task, TaskWatch watch) throws IOException, SQLException {
    EditPlan plan = RecordText.read(EditPlan.class, task.input());
    String tapeId = plan.outputs().getFirst().fileId();
    try (DubTapes dubTapes = new DubTapes(sources.store(), folder, tapeId, segmentTarget, () -> watch.done(0, 1))) {
      List<TapeRun> runs = sources.runs(plan, dubTapes);
      long sizeBytes = runs.stream().mapToLong(TapeRun::sizeBytes).sum();
      if (sizeBytes > SIZE_MAX_BYTES) {
        throw new SourceFault(SourceFault.PARAMETER, "Size", "That would be more than " + (SIZE_MAX_BYTES >> 30) + " GiB.");
      }
      folder.checkRoom(sizeBytes);
      return make(task, plan, runs, copiedBytes -> watch.done(copiedBytes, sizeBytes));
    } catch (SourceFault fault) {
      return new TaskOutcome.Failed(fault.code(), fault.detail(), fault.getMessage());
    }
  }

  private TaskOutcome make(Task task, EditPlan plan, List<TapeRun> runs, LongConsumer copied)
      throws IOException, SQLException, SourceFault {
    String tapeId = plan.outputs().getFirst().fileId();
    Path file = folder.path().resolve(tapeId + ".mp4");
    TapeIdentity identity = new TapeIdentity(tapeId, tapeId, "", "", "", "", runs.getFirst().beginsAt(), 0, Duration.ZERO);
    try {
      Splice splice = Splice.write(file, identity, runs, TapeFinisher.Syncer.FORCE, copied);
      List<RecordedFile> files = land(task, plan, splice, file);
      EditResult result = new EditResult(plan.outputs(), files.getFirst().name(), MediaFacts.metaData(files.getFirst()));
      return new TaskOutcome.Done(RecordText.of(result), EditTimes.text(plan, splice),
          transaction -> made.insert(transaction, files));
    } catch (Splice.MismatchException e) {
      throw new SourceFault(SourceFault.SOURCE, "SourceFile.Mismatch", "File " + EditTimes.fileId(e.source())
          + " differs, and nothing is encoded again: " + e.getMessage() + ".");
    }
  }

  private List<RecordedFile> land(Task task, EditPlan plan, Splice splice, Path file) throws IOException, SQLException {
    String tapeId = plan.outputs().getFirst().fileId();
    String tapeKey = MadeFiles.blobKey(tapeId, FileFormat.MP4, task.createdAt());
    Splice.Part first = splice.parts().getFirst();
    Instant startedAt = first.run().beginsAt().plus(first.startUs(), ChronoUnit.MICROS);
    long tapeBytes = Files.size(file);
    String playlist = playlist(plan, file, tapeId, startedAt);
    made.store().take(tapeKey, file);
    List<RecordedFile> files = new ArrayList<>();
    for (EditPlan.Output output : plan.outputs()) {
      boolean hls = output.fileFormat() == FileFormat.HLS;
      String playlistKey = hls ? MadeFiles.blobKey(output.fileId(), FileFormat.HLS, task.createdAt()) : null;
      if (hls) {
        made.store().put(playlistKey, playlist.getBytes(StandardCharsets.US_ASCII));
      }
      RecordedFile.Content content = MadeFiles.content(
          splice.tracks(), splice.totals().pictures(), splice.totals().durationMs(), tapeBytes + (hls ? playlist.length() : 0));
      files.add(made.file(output.fileId(), output.fileFormat(), name(plan), startedAt, content, List.of(tapeKey), playlistKey,
          VodTime.keptExpiry(plan.expireTime()), plan.entry()));
    }
    return files;
  }

  /** Empty where nobody asks for HLS. */
  private String playlist(EditPlan plan, Path file, String tapeId, Instant startedAt) throws IOException {
    if (plan.outputs().stream().noneMatch(output -> output.fileFormat() == FileFormat.HLS)) {
      return "";
    }
    try {
      return Playlists.ofTape(file, tapeId + ".mp4", startedAt, segmentTarget);
    } catch (MalformedMediaException e) {
      throw new IOException("what was just written cannot be read", e);
    }
  }

  /** The one asked for, or that of the first source. */
  private String name(EditPlan plan) throws SQLException {
    if (!plan.mediaName().isEmpty()) {
      return plan.mediaName();
    }
    if (!plan.fileInfos().isEmpty()) {
      return sources.catalogue().find(plan.firstFileId()).map(RecordedFile::name).orElse(plan.firstFileId());
    }
    EditPlan.StreamPart first = plan.streamInfos().getFirst();
    return made.presentation().names().name(first.streamId(), VodTime.instant("StartTime", first.startTime()),
        VodTime.instant("EndTime", first.endTime()), made.presentation().zone());
  }

  @Override
  public void discard(Task task) throws IOException, SQLException {
    EditPlan plan = RecordText.read(EditPlan.class, task.input());
    Files.deleteIfExists(folder.path().resolve(plan.outputs().getFirst().fileId() + ".mp4"));
    List<String> keys = new ArrayList<>(List.of(
        MadeFiles.blobKey(plan.outputs().getFirst().fileId(), FileFormat.MP4, task.createdAt())));
    plan.outputs().stream().filter(output -> output.fileFormat() == FileFormat.HLS)
        .forEach(output -> keys.add(MadeFiles.blobKey(output.fileId(), FileFormat.HLS, task.createdAt())));
    made.discard(plan.outputs().getFirst().fileId(), keys);
  }
}
