package io.livetape.api.vod;

import io.livetape.api.FileEvents;
import io.livetape.api.transport.RecordText;
import io.livetape.callback.Fetch;
import io.livetape.media.FileFormat;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.mp4.TapeIdentity;
import io.livetape.media.mp4.TapeTotals;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.splice.Splice;
import io.livetape.vod.task.Task;
import io.livetape.vod.task.TaskOutcome;
import io.livetape.vod.task.TaskWatch;
import io.livetape.vod.task.TaskWork;
import io.livetape.vod.task.WorkFolder;
import io.livetape.vod.upload.Recognised;
import io.livetape.vod.upload.SegmentTape;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Fetches a file, or what an HLS playlist names, and lands it as an upload (contract 6.7). */
record PullWork(Fetch fetch, MadeFiles made, FileAddresses addresses, FileEvents events, WorkFolder folder) implements TaskWork {
  static final String KIND = "PullUpload";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public TaskOutcome run(Task task, TaskWatch watch) throws IOException, SQLException, InterruptedException {
    PullPlan plan = RecordText.read(PullPlan.class, task.input());
    Path file = work(plan, "pull");
    try {
      Fetch.Visit visit = fetch.visit();
      URI from = receive(plan, visit, file, watch);
      if (!HlsPull.isPlaylist(file)) {
        return land(task, plan, file, Recognised.of(file));
      }
      List<SegmentTape.Run> runs = new HlsPull(visit, folder, watch).fetch(from, file, work(plan, "segments"));
      return land(task, plan, work(plan, "mp4"), tape(plan, runs, watch));
    } catch (Fetch.UnavailableException e) {
      return new TaskOutcome.Failed(SourceFault.SOURCE, "Source", e.getMessage());
    } catch (MalformedMediaException e) {
      return new TaskOutcome.Failed(SourceFault.SOURCE, "SourceFile.Content", "The file cannot be taken: " + e.getMessage() + ".");
    } catch (Splice.MismatchException e) {
      return new TaskOutcome.Failed(SourceFault.SOURCE, "SourceFile.Mismatch",
          "The playlist cannot be taken, as nothing is encoded again: from " + e.source() + " on " + e.getMessage() + ".");
    } finally {
      Files.deleteIfExists(work(plan, "segments"));
    }
  }

  private Path work(PullPlan plan, String ending) {
    return folder.path().resolve(plan.fileId() + "." + ending);
  }

  /** @return the address that it came from in the end */
  private URI receive(PullPlan plan, Fetch.Visit visit, Path path, TaskWatch watch)
      throws IOException, Fetch.UnavailableException, InterruptedException {
    try (PulledFile file = new PulledFile(path, folder, watch)) {
      URI from = visit.get(Fetch.parse(plan.mediaUrl()), Fetch.ALL, file);
      file.sync();
      return from;
    }
  }

  /** What was fetched of a playlist, as one tape. */
  private Recognised tape(PullPlan plan, List<SegmentTape.Run> runs, TaskWatch watch)
      throws IOException, MalformedMediaException, Splice.MismatchException {
    Path segments = work(plan, "segments");
    Path tape = work(plan, "mp4");
    folder.checkRoom(Files.size(segments));
    TapeIdentity identity = new TapeIdentity(plan.fileId(), plan.fileId(), "", "", "", "", made.clock().instant(), 0, Duration.ZERO);
    SegmentTape.Made whole = new SegmentTape(segments, tape, identity, () -> watch.done(1, 2)).write(runs);
    TapeTotals totals = whole.totals();
    return new Recognised(FileFormat.MP4, MadeFiles.content(whole.tracks(), totals.pictures(), totals.durationMs(), Files.size(tape)));
  }

  private TaskOutcome land(Task task, PullPlan plan, Path file, Recognised recognised) throws IOException, SQLException {
    String key = MadeFiles.blobKey(plan.fileId(), recognised.format(), task.createdAt());
    made.store().take(key, file);
    Files.deleteIfExists(work(plan, "pull"));
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
    for (String ending : List.of("pull", "segments", "mp4")) {
      Files.deleteIfExists(work(plan, ending));
    }
    Instant at = task.createdAt();
    made.discard(plan.fileId(), List.of(MadeFiles.blobKey(plan.fileId(), FileFormat.MP4, at),
        MadeFiles.blobKey(plan.fileId(), FileFormat.FLV, at), MadeFiles.blobKey(plan.fileId(), FileFormat.AAC, at)));
  }
}
