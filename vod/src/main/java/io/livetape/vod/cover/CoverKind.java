package io.livetape.vod.cover;

import io.livetape.store.BlobStore;
import io.livetape.vod.Catalogue;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.Removals;
import io.livetape.vod.picture.PictureKind;
import io.livetape.vod.picture.PictureMetrics;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Gives files their covers. */
public final class CoverKind implements PictureKind {
  /** A picture that has been stored gets its file within moments, or is deleted after this time. */
  private static final Duration LENT = Duration.ofHours(1);

  /** Recordings often begin black. */
  private static final Duration AT_MAX = Duration.ofSeconds(10);

  private final Catalogue catalogue;
  private final Removals removals;
  private final BlobStore store;
  private final CoverDecoder decoder;
  private final InstantSource clock;
  private final PictureMetrics metrics = new PictureMetrics();

  public CoverKind(Catalogue catalogue, Removals removals, BlobStore store, CoverDecoder decoder, InstantSource clock) {
    this.catalogue = catalogue;
    this.removals = removals;
    this.store = store;
    this.decoder = decoder;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "cover";
  }

  @Override
  public String jobTable() {
    return "vod_cover_job";
  }

  @Override
  public PictureMetrics metrics() {
    return metrics;
  }

  @Override
  public String fault() {
    return decoder.fault();
  }

  @Override
  public boolean wanted(Connection connection, RecordedFile file) {
    return file.content().width() > 0 && file.entry().coverKey() == null;
  }

  /** A file that is deleted meanwhile, or gets a cover by somebody's hand, leaves this one to be deleted. */
  @Override
  public Attachment make(RecordedFile file) throws IOException, SQLException {
    byte[] picture = picture(file);
    String key = "covers/" + file.fileId() + "/cover.jpg";
    removals.lend(key, clock.instant().plus(LENT));
    store.put(key, picture);
    return transaction -> {
      if (catalogue.setCover(transaction, file.fileId(), key)) {
        removals.keep(transaction, key);
      } else {
        removals.free(transaction, List.of(key));
      }
    };
  }

  private byte[] picture(RecordedFile file) throws IOException {
    Path path = store.localFile(file.blobKey()).orElseThrow(() -> new NoSuchFileException(file.blobKey()));
    Duration tenth = Duration.ofMillis(file.content().durationMs() / 10);
    return decoder.picture(path, file.format(), tenth.compareTo(AT_MAX) < 0 ? tenth : AT_MAX);
  }

  @Override
  public void close() {
    decoder.close();
  }
}
