package io.livetape.vod.task;

import java.sql.Connection;
import java.sql.SQLException;

/** Hears of tasks that have ended. */
public interface TaskListener {
  /** In the transaction that ends it; not for one that was aborted. */
  void finished(Connection transaction, Task task) throws SQLException;

  /** After the commit; any thread, and short. */
  void committed();
}
