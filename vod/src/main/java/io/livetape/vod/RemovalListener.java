package io.livetape.vod;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Hears of every file that goes, whatever the reason. */
public interface RemovalListener {
  RemovalListener NOBODY = (_, _, _) -> { };

  /**
   * They are not in the catalogue any more. Runs in the transaction that removes them, on the database's thread: what is written here lasts
   * if and only if they are gone. What it throws keeps them.
   *
   * @param files one at least; as they were
   */
  void removed(Connection transaction, List<RecordedFile> files, RemovalReason reason) throws SQLException;

  /** After the commit; any thread, and short. */
  default void committed() {
    // Most have nothing to do then.
  }

  /** One that tells all of these, in their order. */
  static RemovalListener all(List<RemovalListener> listeners) {
    return new RemovalListener() {
      @Override
      public void removed(Connection transaction, List<RecordedFile> files, RemovalReason reason) throws SQLException {
        for (RemovalListener listener : listeners) {
          listener.removed(transaction, files, reason);
        }
      }

      @Override
      public void committed() {
        listeners.forEach(RemovalListener::committed);
      }
    };
  }
}
