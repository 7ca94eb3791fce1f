package io.livetape.vod.picture;

import io.livetape.db.Database;
import io.livetape.vod.Catalogue;
import io.livetape.vod.RecordedFile;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs of one kind, done one at a time. One thread; {@link #landed} any. */
final class PictureWork {
  private static final Logger log = LoggerFactory.getLogger(PictureWork.class);
  private static final int TRIES_MAX = 3;
  private static final Duration RETRY = Duration.ofMinutes(1);

  private final PictureKind kind;
  private final PictureMetrics metrics;
  private final PictureJobs jobs;
  private final Database database;
  private final Catalogue catalogue;
  private final InstantSource clock;
  private volatile boolean able = true;

  PictureWork(PictureKind kind, Database database, Catalogue catalogue, InstantSource clock) {
    this.kind = kind;
    this.metrics = kind.metrics();
    this.jobs = new PictureJobs(kind.jobTable());
    this.database = database;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /** Says once in the log if there is nothing to do. */
  boolean able() {
    String fault = kind.fault();
    able = fault.isEmpty();
    if (!able) {
      log.info("[{}] recordings get no {}s: {}", kind.name(), kind.name(), fault);
    }
    return able;
  }

  void landed(Connection transaction, String fileId) throws SQLException {
    if (able && !jobs.add(transaction, fileId, clock.instant())) {
      metrics.missed.increment();
    }
  }

  /** @return false if there is nothing to do */
  boolean doNext(PictureMaker.Closing closing) throws SQLException {
    Optional<PictureJobs.Job> job = database.readNow(connection -> jobs.next(connection, clock.instant()));
    if (job.isPresent()) {
      make(job.get(), closing);
    }
    return job.isPresent();
  }

  private void make(PictureJobs.Job job, PictureMaker.Closing closing) throws SQLException {
    Optional<RecordedFile> file = catalogue.find(job.fileId());
    if (file.isEmpty() || !database.readNow(connection -> kind.wanted(connection, file.get()))) {
      database.writeNow(transaction -> done(transaction, job));
      return;
    }
    try {
      PictureKind.Attachment made = kind.make(file.get());
      database.writeNow(transaction -> {
        made.attach(transaction);
        return done(transaction, job);
      });
      metrics.made.increment();
    } catch (IOException | RuntimeException e) {
      // Closing ends what is being done: that says nothing of the file.
      if (!closing.now()) {
        failed(job, e);
      }
    }
  }

  private Void done(Connection transaction, PictureJobs.Job job) throws SQLException {
    jobs.remove(transaction, job);
    return null;
  }

  /** Told once, when it is given up. */
  private void failed(PictureJobs.Job job, Exception why) throws SQLException {
    boolean last = job.tries() + 1 >= TRIES_MAX;
    Instant again = clock.instant().plus(RETRY.multipliedBy(1L << job.tries()));
    database.writeNow(transaction -> {
      if (last) {
        return done(transaction, job);
      }
      jobs.putOff(transaction, job, again);
      return null;
    });
    if (last) {
      metrics.missed.increment();
      log.warn("[{}] file {} gets none: {}; given up after {} tries", kind.name(), job.fileId(), why.toString(), TRIES_MAX);
    } else {
      log.debug("[{}] file {} got none: {}; tried again at {}", kind.name(), job.fileId(), why.toString(), again);
    }
  }
}
