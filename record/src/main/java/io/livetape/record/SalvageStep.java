package io.livetape.record;

import io.livetape.media.MalformedMediaException;
import io.livetape.store.BlobStore;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** Lands what is whole of a file that the disk has failed. Finishing it is the first thing that is tried, again and again if need be. */
final class SalvageStep implements Landing.Step {
  /** Finishes the file, and answers how it lands. */
  interface Source {
    Landing.Step finished() throws IOException, SQLException, MalformedMediaException;
  }

  private final String name;
  private final Source source;
  private Landing.Step step;

  SalvageStep(String name, Source source) {
    this.name = name;
    this.source = source;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void store(BlobStore store) throws IOException {
    try {
      step = step == null ? source.finished() : step;
    } catch (SQLException | MalformedMediaException e) {
      throw new IOException("what is in it cannot be read", e);
    }
    step.store(store);
  }

  @Override
  public void commit(Connection transaction) throws SQLException {
    step.commit(transaction);
  }

  @Override
  public void committed() {
    step.committed();
  }
}
