package io.livetape.record;

import io.livetape.db.SqlWork;
import io.livetape.live.Push;
import io.livetape.media.FileFormat;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one session: gives them ids and identity, and lands them one after another.
 *
 * <p>Publisher's thread, except where said otherwise.
 */
final class SessionFiles {
  private static final Logger log = LoggerFactory.getLogger(SessionFiles.class);

  private final RecorderParts parts;
  private final Push push;
  private final RecordPlan plan;
  private final DiskLane lane;
  private final DiskLoad load;
  private long mediaStartMs;
  /** Completes when everything that ended before has landed or was left to recovery; never fails. */
  private CompletableFuture<Void> turn = CompletableFuture.completedFuture(null);
  private CompletableFuture<Void> tapesLanded = CompletableFuture.completedFuture(null);
  private CompletableFuture<Void> allLanded = CompletableFuture.completedFuture(null);

  SessionFiles(RecorderParts parts, Push push, RecordPlan plan, long sessionId) {
    this.parts = parts;
    this.push = push;
    this.plan = plan;
    lane = parts.spool().lane(sessionId);
    load = new DiskLoad(parts.metrics().writtenBytes);
  }

  RecorderParts parts() {
    return parts;
  }

  Push push() {
    return push;
  }

  RecordPlan plan() {
    return plan;
  }

  long newId() {
    return parts.ids().getAsLong();
  }

  /** The publisher's timestamp of the first sample, in milliseconds. Said once, before any file is opened. */
  void mediaStartsAt(long startMs) {
    mediaStartMs = startMs;
  }

  OpenFile openFile(FileFormat format, long fileId, long atMicros) {
    parts.metrics().openedFiles.increment();
    log.info("[recording {}] {} file {} opened", push.stream(), format.label(), fileId);
    return new OpenFile(fileId, format, push, plan, Micros.toInstant(atMicros), mediaStartMs);
  }

  /** Bytes given to the disk and not yet written, of every file of the session. Any thread. */
  long pendingBytes() {
    return load.pendingBytes();
  }

  Instant now() {
    return parts.wallClock().instant();
  }

  /** A spool file that begins to be written once {@code identity} is stored, or could not be. */
  SpoolFile create(String fileName, SqlWork<Void> identity) {
    SpoolFile file = parts.spool().create(fileName, lane, load);
    parts.database().write(identity).whenComplete((_, failure) -> {
      if (failure != null) {
        log.warn("[recording {}] {}: identity could not be stored: {}; recording goes on, a crash now would lose its id",
            push.stream(), fileName, failure.toString());
      }
      file.ready();
    });
    return file;
  }

  /** A spool file whose identity another one has stored. */
  SpoolFile createUnlisted(String fileName) {
    SpoolFile file = parts.spool().create(fileName, lane, load);
    file.ready();
    return file;
  }

  /** An FLV or AAC file ends: finishes it, then lands it. */
  void finish(SpoolFile file, SpoolFile.Finish work, ClosedFile closed) {
    land(file.finish(work), new FileStep(parts, closed, false));
  }

  /** A tape ends. */
  void finish(SpoolFile file, SpoolFile.Finish work, ClosedTape closed) {
    tapesLanded = both(tapesLanded, land(file.finish(work), new TapeStep(parts, closed, false)));
  }

  /** The playlist ends, after all its tapes; it is the copy in the store that is synced. It is left to recovery with any of them. */
  void finish(SpoolFile file, ClosedFile closed, int targetDurationSeconds) {
    land(both(tapesLanded, file.finish(_ -> { })), new PlaylistStep(parts, closed, targetDurationSeconds, false));
  }

  /**
   * Lands when the file is finished, and after everything of this session that ended before. A file that the disk has failed stays in
   * the spool for recovery, and holds up no other.
   *
   * @return fails when the file is left to recovery
   */
  private CompletableFuture<Void> land(CompletableFuture<Void> finished, Landing.Step step) {
    CompletableFuture<Void> landed = both(finished, turn)
        .whenComplete((_, failure) -> {
          if (failure != null) {
            log.error("[recording {}] {} could not be finished: {}; it is kept and recovered at the next start",
                push.stream(), step.name(), failure.getCause() == null ? failure : failure.getCause().toString());
          }
        })
        .thenCompose(_ -> parts.landing().land(parts.spool().finishing(), step));
    turn = landed.exceptionally(_ -> null);
    allLanded = both(allLanded, landed);
    return landed;
  }

  private static CompletableFuture<Void> both(CompletableFuture<Void> first, CompletableFuture<Void> second) {
    return CompletableFuture.allOf(first, second);
  }

  /** Completes when everything that has ended so far is landed, exceptionally when something has to be left to recovery. */
  CompletableFuture<Void> allLanded() {
    return allLanded;
  }
}
