package io.livetape.record;

import io.livetape.db.SqlWork;
import io.livetape.live.Push;
import io.livetape.media.FileFormat;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one session: gives them ids and identity, and lands them one after another.
 *
 * <p>Publisher's thread, except where said otherwise.
 */
final class SessionFiles {
  private static final Logger log = LoggerFactory.getLogger(SessionFiles.class);

  /** What is recorded waits in memory meanwhile: not for longer than its budget allows, and a database that takes longer is in trouble. */
  static final Duration IDENTITY_WAIT = Duration.ofSeconds(2);

  private final RecorderParts parts;
  private final Push push;
  private final RecordPlan plan;
  private final DiskLane lane;
  private final DiskLoad load;
  private final Salvage salvage;
  private final SessionStory story;
  private final SessionTimeline timeline;
  private final Map<FileFormat, Long> newest = new EnumMap<>(FileFormat.class);
  private SessionTime time;
  private long mediaStartMs;
  /** The HLS file of an earlier push with which this one goes on; null without one. */
  private HlsFile interrupted;
  private volatile boolean last;
  /** Completes when everything that ended before has landed, but for what the disk has failed; never fails. */
  private CompletableFuture<Void> turn = CompletableFuture.completedFuture(null);
  /** Fails when the disk has failed a tape. */
  private CompletableFuture<Void> tapesWhole = CompletableFuture.completedFuture(null);
  private CompletableFuture<Void> tapesLanded = CompletableFuture.completedFuture(null);
  private volatile CompletableFuture<Void> allLanded = CompletableFuture.completedFuture(null);

  SessionFiles(RecorderParts parts, Push push, RecordPlan plan, long sessionId) {
    this.parts = parts;
    this.push = push;
    this.plan = plan;
    lane = parts.spool().lane(sessionId);
    load = new DiskLoad(parts.metrics().writtenBytes);
    salvage = new Salvage(parts);
    story = new SessionStory(parts.recordings(), push, plan, sessionId, parts.wallClock());
    timeline = new SessionTimeline(parts, push, plan, sessionId, this::newestFileId);
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

  /** What customers hear of the recording. */
  SessionStory story() {
    return story;
  }

  /** What is kept of what happens in the recording. */
  SessionTimeline timeline() {
    return timeline;
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
    story.opened(format);
    newest.put(format, fileId);
    return new OpenFile(fileId, format, push, plan, Micros.toInstant(atMicros), mediaStartMs);
  }

  /**
   * What is left of an HLS file that an earlier process has begun.
   *
   * @param ready when what that process has recorded of it rests in the store; never fails
   */
  static SessionFiles ofEarlierRun(RecorderParts parts, OpenFile hls, CompletableFuture<Void> ready) {
    SessionFiles files = new SessionFiles(parts, hls.push(), hls.plan(), hls.fileId());
    files.tapesLanded = ready;
    return files;
  }

  /** Takes the HLS file that waits for this push, if one does. To be asked when the push begins, and again when its first tape does. */
  void takeUp() {
    if (interrupted == null) {
      parts.continuations().take(push, plan).ifPresent(this::takeUp);
    }
  }

  private void takeUp(Continuations.Waiting waiting) {
    interrupted = waiting.file();
    tapesWhole = both(tapesWhole, waiting.files().tapesWhole);
    tapesLanded = both(tapesLanded, waiting.files().tapesLanded);
  }

  /** The HLS file that was taken; null without one. */
  HlsFile interrupted() {
    return interrupted;
  }

  /** The first tape is about to begin: the HLS file that it goes on with, or null. */
  HlsFile goOn() {
    if (plan.continuation().isPositive()) {
      takeUp();
    }
    if (interrupted != null) {
      log.info("[recording {}] goes on with hls file {}", push.stream(), interrupted.identity().fileId());
      story.opened(FileFormat.HLS);
      newest.put(FileFormat.HLS, interrupted.identity().fileId());
    }
    return interrupted;
  }

  /** When the push is over nobody is to go on with its HLS file. Any thread. */
  void notContinued() {
    last = true;
  }

  boolean last() {
    return last;
  }

  /** Bytes given to the disk and not yet written, of every file of the session. Any thread. */
  long pendingBytes() {
    return load.pendingBytes();
  }

  /** From the first sample on the recording has its own time. */
  void began(SessionTime began) {
    time = began;
  }

  /** In the recording's time, which a wall clock that is set meanwhile does not change. */
  Instant now() {
    return time == null ? parts.wallClock().instant() : Micros.toInstant(time.micros(System.nanoTime()));
  }

  /** The file that stands for those being written; 0 before the first. */
  private long newestFileId() {
    for (FileFormat format : FileFormat.values()) {
      Long id = newest.get(format);
      if (id != null) {
        return id;
      }
    }
    return 0;
  }

  /**
   * A spool file that begins to be written once {@code identity} is stored, or could not be, or the database takes too long over it; it is
   * stored then when the database can, and before the file lands.
   */
  SpoolFile create(String fileName, SqlWork<Void> identity) {
    SpoolFile file = parts.spool().create(fileName, lane, load);
    CompletableFuture<Void> stored = parts.database().writeLasting(identity);
    stored.copy().orTimeout(IDENTITY_WAIT.toMillis(), TimeUnit.MILLISECONDS).whenComplete((_, failure) -> {
      if (failure != null) {
        log.warn("[recording {}] {}: identity {}; recording goes on, a crash now would lose its id", push.stream(), fileName,
            failure instanceof TimeoutException ? "is not stored yet" : "could not be stored: " + failure);
      }
      file.ready();
    });
    return file;
  }

  /** An FLV or AAC file ends: finishes it, then lands it. */
  void finish(SpoolFile file, SpoolFile.Finish work, ClosedFile closed) {
    OpenFile identity = closed.identity();
    Landing.Step salvaged = new SalvageStep(
        identity.format().label() + " file " + identity.fileId(),
        () -> file.created() ? salvage.appended(identity) : DropStep.of(identity, parts));
    land(file.finish(work), new FileStep(parts, closed, false), salvaged);
  }

  /** A tape ends. */
  void finish(SpoolFile file, SpoolFile.Finish work, ClosedTape closed) {
    OpenFile mp4 = closed.mp4() == null ? null : closed.mp4().identity();
    Landing.Step salvaged = new SalvageStep(
        "tape " + closed.tape().tapeId(), () -> file.created() ? salvage.tape(closed.tape(), mp4) : DropStep.of(closed.tape()));
    CompletableFuture<Void> finished = file.finish(work);
    tapesWhole = both(tapesWhole, finished);
    tapesLanded = both(tapesLanded, land(finished, new TapeStep(parts, closed, false), salvaged));
  }

  /**
   * The push is over: its HLS file waits for another one, or lands.
   *
   * @param gave whether the push has given it anything
   */
  void pushEnds(HlsFile hls, boolean gave) {
    if (gave) {
      hls.pushEnds(now(), parts.wallClock().instant());
    }
    if (plan.continuation().isZero()) {
      finish(hls);
      return;
    }
    leave(hls);
    if (!parts.continuations().interrupted(this, hls)) {
      endContinuation(hls);
    }
  }

  private void leave(HlsFile hls) {
    PlaylistFile body = hls.body();
    tapesLanded = both(tapesLanded, tapesWhole.handleAsync((_, _) -> {
      body.leave();
      return null;
    }, parts.spool().finishing()));
    allLanded = both(allLanded, both(tapesLanded, store(hls, transaction -> {
      Journal.interrupted(transaction, hls.identity().fileId(), hls.interruptedAt(), plan.continuation());
      return null;
    })));
  }

  /** Nobody goes on with the HLS file any more: it lands. In the place of the publisher's thread, whose push is over. */
  void endContinuation(HlsFile hls) {
    store(hls, transaction -> {
      Journal.endContinuation(transaction, hls.identity().fileId());
      return null;
    });
    finish(hls);
  }

  /** @return never fails */
  private CompletableFuture<Void> store(HlsFile hls, SqlWork<Void> work) {
    return parts.database().writeLasting(work).exceptionally(failure -> {
      log.warn("[recording {}] hls file {}: whether it goes on could not be stored: {}; a crash now would let it wait for a publisher",
          push.stream(), hls.identity().fileId(), failure.toString());
      return null;
    });
  }

  /**
   * The playlist ends, after all its tapes; it is the copy in the store that is synced. It is made anew from them if the disk failed one
   * of them, or the playlist itself, and if an earlier process has begun it.
   */
  private void finish(HlsFile hls) {
    OpenFile identity = hls.identity();
    Landing.Step salvaged = new SalvageStep("hls file " + identity.fileId(), () -> salvage.playlist(identity));
    if (hls.ofEarlierRun()) {
      land(tapesLanded, salvaged, salvaged);
      return;
    }
    PlaylistFile body = hls.body();
    CompletableFuture<Void> finished = both(tapesWhole, tapesLanded.thenComposeAsync(_ -> outcome(body), parts.spool().finishing()));
    land(finished, new PlaylistStep(parts, hls.closed(), hls.growing().targetDurationSeconds(), false), salvaged);
  }

  private static CompletableFuture<Void> outcome(PlaylistFile file) {
    try {
      file.finish();
      return CompletableFuture.completedFuture(null);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * Lands when the file is finished, and after everything of this session that ended before. What the disk has failed is landed as soon
   * as it can be, and holds up no other.
   *
   * @return never fails
   */
  private CompletableFuture<Void> land(CompletableFuture<Void> finished, Landing.Step step, Landing.Step salvaged) {
    CompletableFuture<Throwable> failed = both(finished, turn).handle((_, failure) -> failure);
    CompletableFuture<Void> landed = failed.thenCompose(failure -> {
      if (failure != null) {
        log.error("[recording {}] {} could not be finished: {}; what is whole of it is landed when the disk allows",
            push.stream(), step.name(), failure.getCause() == null ? failure : failure.getCause().toString());
      }
      return parts.landing().land(parts.spool().finishing(), failure == null ? step : salvaged);
    });
    turn = failed.thenCompose(failure -> failure == null ? landed : CompletableFuture.completedFuture(null));
    allLanded = both(allLanded, landed);
    return landed;
  }

  private static CompletableFuture<Void> both(CompletableFuture<Void> first, CompletableFuture<Void> second) {
    return CompletableFuture.allOf(first, second);
  }

  /** Completes when everything that has ended so far is landed; never fails. */
  CompletableFuture<Void> allLanded() {
    return allLanded;
  }
}
