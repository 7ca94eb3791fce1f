package io.livetape.api.vod;

import io.livetape.api.transport.ApiException;
import io.livetape.db.Database;
import io.livetape.media.FileFormat;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.media.hls.Segment;
import io.livetape.vod.Entry;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.Removals;
import io.livetape.vod.Source;
import io.livetape.vod.splice.Playlists;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Joins HLS files of one stream by their playlists alone: the new file is of the same tapes, with a discontinuity at each join. Any thread
 * that may wait for disk and database.
 */
record HlsJoin(Database database, MadeFiles made, Removals removals, Playlists playlists) {
  /** A playlist that has no file by then is deleted, whatever becomes of this process. */
  private static final Duration LENT = Duration.ofHours(1);

  private static final Duration GAP_MAX = Duration.ofMinutes(1);

  /** @throws ApiException if they are not of that kind */
  void make(String fileId, String name, List<RecordedFile> files) throws SQLException {
    check(files);
    try {
      List<Segment> segments = segments(files);
      Duration longest = segments.stream().map(Segment::duration).max(Comparator.naturalOrder()).orElseThrow();
      String playlist = new HlsPlaylist(HlsPlaylist.targetDurationSeconds(longest), 0, true, segments)
          .render(new StringBuilder()).toString();
      store(fileId, name, files, playlist);
    } catch (IOException e) {
      throw new UncheckedIOException("the playlists could not be joined", e);
    }
  }

  private void check(List<RecordedFile> files) {
    for (int i = 0; i < files.size(); i++) {
      RecordedFile file = files.get(i);
      if (file.format() != FileFormat.HLS || !playable(file)) {
        throw new ApiException("FailedOperation", "File " + file.fileId() + " is not an HLS file that may be played.");
      }
      RecordedFile before = files.get(Math.max(0, i - 1));
      boolean sameStream = file.origin().app().equals(before.origin().app()) && file.origin().stream().equals(before.origin().stream());
      Duration gap = Duration.between(before.endedAt(), file.startedAt());
      if (!sameStream || i > 0 && (gap.compareTo(GAP_MAX) > 0 || gap.compareTo(GAP_MAX.negated()) < 0)) {
        throw new ApiException("FailedOperation", "File " + file.fileId() + " does not follow file " + before.fileId() + " within "
            + GAP_MAX.toSeconds() + " s in the same stream.");
      }
    }
  }

  private boolean playable(RecordedFile file) {
    return file.status() == FileStatus.NORMAL && !file.expiredAt(made.clock().instant());
  }

  private List<Segment> segments(List<RecordedFile> files) throws IOException {
    List<Segment> segments = new ArrayList<>();
    for (RecordedFile file : files) {
      boolean first = !segments.isEmpty();
      for (Segment segment : parse(file)) {
        segments.add(new Segment(segment.duration(), segment.uri(), segment.range(), segment.init(), segment.beginsAt(),
            first || segment.discontinuity()));
        first = false;
      }
    }
    return segments;
  }

  private List<Segment> parse(RecordedFile file) throws IOException {
    try {
      return HlsPlaylist.parse(playlists.of(file)).segments();
    } catch (MalformedMediaException e) {
      throw new IOException("the playlist of file " + file.fileId() + " cannot be read", e);
    }
  }

  /** Known where it is known of each. */
  private static long videoBytes(List<RecordedFile> files) {
    List<Long> each = files.stream().map(file -> file.content().videoSizeBytes()).toList();
    return each.contains(0L) ? 0 : each.stream().mapToLong(Long::longValue).sum();
  }

  /** In a transaction that still finds the files, whose tapes would otherwise be free to go. */
  private void store(String fileId, String name, List<RecordedFile> files, String playlist) throws IOException, SQLException {
    Instant now = made.clock().instant();
    String key = MadeFiles.blobKey(fileId, FileFormat.HLS, now);
    List<String> tapes = files.stream().flatMap(file -> file.blobKeys().stream()).distinct().toList();
    if (tapes.size() > RecordedFile.BLOBS_MAX) {
      throw new ApiException("LimitExceeded", "The files have more than " + RecordedFile.BLOBS_MAX + " tapes.");
    }
    removals.lend(key, now.plus(LENT));
    made.store().put(key, playlist.getBytes(StandardCharsets.US_ASCII));
    RecordedFile.Content first = files.getFirst().content();
    RecordedFile.Content content = new RecordedFile.Content(files.stream().mapToLong(file -> file.content().durationMs()).sum(), 0,
        files.stream().mapToLong(file -> file.content().sizeBytes()).sum(), first.width(), first.height(), first.videoCodec(),
        first.audioCodec(), first.frameRate(), videoBytes(files), first.sampleRateHz());
    Entry entry = Entry.of(Source.PROCESSING, files.getFirst().entry().subAppId(), Entry.NO_CLASS, "");
    RecordedFile joined = made.file(fileId, FileFormat.HLS, name, files.getFirst().startedAt(), content, tapes, key, null, entry);
    boolean there = database.writeNow(transaction -> {
      for (RecordedFile file : files) {
        if (made.catalogue().findIn(transaction, file.fileId()).isEmpty()) {
          return false;
        }
      }
      made.insert(transaction, List.of(joined));
      removals.keep(transaction, key);
      return true;
    });
    made.committed();
    if (!there) {
      made.store().delete(key);
      throw new ApiException("ResourceNotFound", "One of the files was deleted meanwhile.");
    }
  }
}
