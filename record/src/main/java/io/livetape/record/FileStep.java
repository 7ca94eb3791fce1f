package io.livetape.record;

import io.livetape.store.BlobStore;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Lands an FLV or AAC file. */
record FileStep(RecorderParts parts, ClosedFile closed, boolean recovered) implements Landing.Step {
  @Override
  public String name() {
    return closed.identity().format().label() + " file " + closed.identity().fileId();
  }

  @Override
  public void store(BlobStore store) throws IOException {
    store.take(blobKey(), closed.path());
  }

  @Override
  public void commit(Connection transaction) throws SQLException {
    LandedFile file = landed();
    parts.listener().landed(transaction, file);
    Journal.remove(transaction, file.fileId());
  }

  @Override
  public void committed() {
    parts.landed(landed());
  }

  private String blobKey() {
    return SpoolNames.blobKey(closed.path().getFileName().toString(), closed.identity().startedAt());
  }

  private LandedFile landed() {
    return closed.landed(List.of(blobKey()), "", closed.sizeBytes(), recovered);
  }
}
