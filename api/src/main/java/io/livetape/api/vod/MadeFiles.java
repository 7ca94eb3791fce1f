package io.livetape.api.vod;

import io.livetape.api.FileLanding;
import io.livetape.media.FileFormat;
import io.livetape.media.Pictures;
import io.livetape.media.Track;
import io.livetape.media.TrackFacts;
import io.livetape.store.BlobStore;
import io.livetape.vod.Catalogue;
import io.livetape.vod.Entry;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.picture.PictureMaker;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Lands files that tasks have made, as recordings land: the bytes first, then one transaction. Keys in the store come from ids and days
 * that the task had from the beginning, so that doing it again replaces.
 */
record MadeFiles(
    Catalogue catalogue, BlobStore store, FileLanding.Presentation presentation, PictureMaker pictures, InstantSource clock) {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);
  private static final RecordedFile.Origin NO_STREAM = new RecordedFile.Origin("", "", "", "", "", "");

  /** Where a file's bytes go. */
  static String blobKey(String fileId, FileFormat format, Instant taskAt) {
    String folder = format == FileFormat.MP4 ? "tapes" : format.extension();
    return folder + "/" + DAY.format(taskAt) + "/" + fileId + "." + format.extension();
  }

  /**
   * A file as the catalogue is to know it.
   *
   * @param entry where it is filed
   */
  RecordedFile file(
      String fileId, FileFormat format, String name, Instant startedAt, RecordedFile.Content content, List<String> blobKeys,
      String playlistKey, Instant expiresAt, Entry entry) {
    String cut = name.substring(0, Math.min(name.length(), RecordedFile.NAME_MAX_CHARS));
    return new RecordedFile(fileId, presentation.videoId(fileId), format, cut, NO_STREAM, startedAt,
        startedAt.plusMillis(content.durationMs()), content, blobKeys, playlistKey, clock.instant(), expiresAt, false, FileStatus.NORMAL,
        entry);
  }

  static RecordedFile.Content content(List<Track> tracks, Pictures pictures, long durationMs, long sizeBytes) {
    TrackFacts facts = TrackFacts.of(tracks);
    return new RecordedFile.Content(durationMs, 0, sizeBytes, facts.width(), facts.height(), facts.videoCodec(), facts.audioCodec(),
        pictures.rate(durationMs), pictures.sizeBytes(), facts.sampleRateHz());
  }

  void insert(Connection transaction, List<RecordedFile> files) throws SQLException {
    for (RecordedFile file : files) {
      catalogue.insert(transaction, file);
      if (file.content().width() > 0) {
        pictures.landed(transaction, file.fileId());
      }
    }
  }

  /** After the commit: they may get their covers and small pictures. */
  void committed() {
    pictures.wake();
  }

  /** Removes what lies under these keys, unless it has been catalogued after all. */
  void discard(String fileId, List<String> keys) throws IOException, SQLException {
    if (catalogue.find(fileId).isEmpty()) {
      for (String key : keys) {
        store.delete(key);
      }
    }
  }
}
