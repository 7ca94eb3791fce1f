package io.livetape.record;

import io.livetape.store.BlobStore;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what came to nothing, a file without a single sample: its rows go, and nobody is told of it. */
record DropStep(String name, Rows rows, Runnable afterwards) implements Landing.Step {
  private static final Logger log = LoggerFactory.getLogger(DropStep.class);

  /** Removes the rows. */
  interface Rows {
    void remove(Connection transaction) throws SQLException;
  }

  static DropStep of(OpenTape tape) {
    return new DropStep("tape " + tape.tapeId(), transaction -> {
      Journal.removeTape(transaction, tape.tapeId());
      Journal.remove(transaction, tape.mp4FileId());
    }, () -> { });
  }

  static DropStep of(OpenFile file, RecorderParts parts) {
    return new DropStep(
        file.format().label() + " file " + file.fileId() + " of " + file.push().stream(),
        transaction -> Journal.remove(transaction, file.fileId()), () -> parts.growing().remove(file.fileId()));
  }

  @Override
  public void store(BlobStore store) {
    // There are no bytes.
  }

  @Override
  public void commit(Connection transaction) throws SQLException {
    rows.remove(transaction);
  }

  @Override
  public void committed() {
    afterwards.run();
    log.info("[{}] holds nothing: dropped", name);
  }
}
