package io.livetape.record;

import io.livetape.store.BlobStore;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Lands a tape: its bytes for whoever needs them, and the MP4 file that it is, if one was asked for. */
final class TapeStep implements Landing.Step {
  private final RecorderParts parts;
  private final ClosedTape closed;
  private final boolean recovered;
  private long sizeBytes;

  TapeStep(RecorderParts parts, ClosedTape closed, boolean recovered) {
    this.parts = parts;
    this.closed = closed;
    this.recovered = recovered;
  }

  @Override
  public String name() {
    return "tape " + closed.tape().tapeId();
  }

  @Override
  public void store(BlobStore store) throws IOException {
    store.take(blobKey(), closed.path());
    sizeBytes = store.sizeBytes(blobKey()).orElseThrow(() -> new NoSuchFileException(blobKey()));
  }

  @Override
  public void commit(Connection transaction) throws SQLException {
    OpenTape tape = closed.tape();
    Journal.tapeStored(transaction, tape, blobKey(), sizeBytes);
    if (closed.mp4() != null) {
      parts.listener().landed(transaction, mp4());
      Journal.remove(transaction, tape.mp4FileId());
    }
  }

  @Override
  public void committed() {
    if (closed.mp4() != null) {
      parts.landed(mp4());
    }
  }

  private String blobKey() {
    return SpoolNames.blobKey(closed.tape().fileName(), closed.tape().startedAt());
  }

  private LandedFile mp4() {
    return closed.mp4().landed(List.of(blobKey()), "", sizeBytes, recovered);
  }
}
