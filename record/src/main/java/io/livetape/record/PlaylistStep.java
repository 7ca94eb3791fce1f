package io.livetape.record;

import io.livetape.media.hls.HlsPlaylist;
import io.livetape.store.BlobStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Lands an HLS file, whose tapes are in the store by now. */
final class PlaylistStep implements Landing.Step {
  private final RecorderParts parts;
  private final ClosedFile closed;
  private final int targetDurationSeconds;
  private final boolean recovered;
  private int playlistBytes;
  private LandedFile landed;

  PlaylistStep(RecorderParts parts, ClosedFile closed, int targetDurationSeconds, boolean recovered) {
    this.parts = parts;
    this.closed = closed;
    this.targetDurationSeconds = targetDurationSeconds;
    this.recovered = recovered;
  }

  @Override
  public String name() {
    return "hls file " + closed.identity().fileId();
  }

  @Override
  public void store(BlobStore store) throws IOException {
    byte[] playlist = playlist().getBytes(StandardCharsets.US_ASCII);
    store.put(playlistKey(), playlist);
    playlistBytes = playlist.length;
  }

  @Override
  public void commit(Connection transaction) throws SQLException {
    long fileId = closed.identity().fileId();
    landed = landed(Journal.tapesOf(transaction, fileId));
    parts.listener().landed(transaction, landed);
    Journal.remove(transaction, fileId);
  }

  @Override
  public void committed() {
    parts.growing().remove(closed.identity().fileId());
    try {
      Files.deleteIfExists(closed.path());
    } catch (IOException _) {
      // Recovery removes it at the next start: no row needs it any more.
    }
    parts.landed(landed);
  }

  private LandedFile landed(List<Journal.TapeRow> tapes) {
    long sizeBytes = playlistBytes;
    for (Journal.TapeRow tape : tapes) {
      sizeBytes += tape.sizeBytes();
    }
    return closed.landed(tapes.stream().map(Journal.TapeRow::blobKey).toList(), playlistKey(), sizeBytes, recovered);
  }

  private String playlist() throws IOException {
    return HlsPlaylist.header(targetDurationSeconds, 0, true) + Files.readString(closed.path()) + HlsPlaylist.END;
  }

  private String playlistKey() {
    return SpoolNames.blobKey(closed.path().getFileName().toString(), closed.identity().startedAt());
  }
}
