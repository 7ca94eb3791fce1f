package io.livetape.api;

import io.livetape.media.FileFormat;
import io.livetape.record.FormatPlan;
import io.livetape.record.LandedFile;
import io.livetape.record.LandingListener;
import io.livetape.vod.Catalogue;
import io.livetape.vod.Entry;
import io.livetape.vod.FileStatus;
import io.livetape.vod.NameTemplate;
import io.livetape.vod.RecordedFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.BiFunction;

/** Makes a landed file known: a catalogue entry, event 100 in the outbox, and what the product "vod" tells of it. */
public final class FileLanding implements LandingListener {
  /**
   * How files are presented.
   *
   * @param account the number that video ids begin with
   * @param zone of the times in names
   * @param addresses the address that plays a file, from its format and id
   * @param subApps which part of the account a plan means
   */
  public record Presentation(
      long account, NameTemplate names, ZoneId zone, BiFunction<FileFormat, Long, String> addresses, SubApps subApps) {
    /** The older kind of id; made from the newer one, so that landing again after a crash gives the same. */
    public String videoId(String fileId) {
      return account + "_" + Md5.hex(fileId);
    }
  }

  private final Catalogue catalogue;
  private final EventReceivers receivers;
  private final CallbackBodies bodies;
  private final Presentation presentation;
  private final FileEvents events;
  private final InstantSource clock;

  public FileLanding(
      Catalogue catalogue, EventReceivers receivers, CallbackBodies bodies, Presentation presentation, FileEvents events,
      InstantSource clock) {
    this.catalogue = catalogue;
    this.receivers = receivers;
    this.bodies = bodies;
    this.presentation = presentation;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public void landed(Connection transaction, LandedFile file) throws SQLException {
    String fileId = Long.toString(file.fileId());
    String videoId = presentation.videoId(fileId);
    RecordedFile entry = entry(file, fileId, videoId);
    if (catalogue.insert(transaction, entry)) {
      String url = presentation.addresses().apply(file.format(), file.fileId());
      receivers.put(transaction, file.push(), EventKind.FILE_RECORDED, fileId, bodies.fileRecorded(file, videoId, url));
      events.added(transaction, entry);
    }
  }

  @Override
  public void committed(LandedFile file) {
    receivers.wake();
    events.committed();
  }

  private RecordedFile entry(LandedFile file, String fileId, String videoId) {
    Instant now = clock.instant();
    RecordedFile.Origin origin = new RecordedFile.Origin(
        file.push().domain(), file.push().stream().app(), file.push().stream().name(), file.push().sequence(), file.push().query(),
        file.plan().taskId());
    RecordedFile.Content content = new RecordedFile.Content(
        file.durationMs(), file.mediaStartMs(), file.sizeBytes(), file.width(), file.height(), file.videoCodec(), file.audioCodec(),
        file.pictures().rate(file.durationMs()), file.pictures().sizeBytes(), file.sampleRateHz());
    FormatPlan.Filing filing = file.plan().part(file.format()).filing();
    Duration storageTime = file.plan().part(file.format()).storageTime();
    Instant expiresAt = storageTime.isZero() ? null : now.plus(storageTime);
    Instant endedAt = file.endedAt().isBefore(file.startedAt()) ? file.startedAt() : file.endedAt();
    return new RecordedFile(
        fileId, videoId, file.format(), name(file), origin, file.startedAt(), endedAt, content, file.blobKeys(),
        file.playlistKey().isEmpty() ? null : file.playlistKey(), now, expiresAt, file.recovered(), FileStatus.NORMAL,
        Entry.recorded(presentation.subApps().of(filing.subAppId()), filing.classId()));
  }

  /** By the plan's template, or the configured one. A name that the push address wishes for stands for the stream's (contract 2.4). */
  private String name(LandedFile file) {
    String wished = file.plan().name();
    String stream = wished.isEmpty() ? file.push().stream().name() : wished;
    String own = file.plan().part(file.format()).fileName();
    NameTemplate names = own.isEmpty() ? presentation.names() : new NameTemplate(own);
    return names.name(stream, file.startedAt(), file.endedAt(), presentation.zone());
  }
}
