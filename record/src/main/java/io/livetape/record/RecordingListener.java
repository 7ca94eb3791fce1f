package io.livetape.record;

import java.sql.Connection;
import java.sql.SQLException;

/** Hears how recordings go. */
@FunctionalInterface
public interface RecordingListener {
  /** On the publisher's thread; must not block. */
  void heard(RecordingEvent event);

  /** Inside the transaction that stores entries of a recording's timeline. */
  default void noted(Connection transaction, TimelineSpan span) throws SQLException {}

  /** After the commit of such a transaction; on any thread. */
  default void noted() {}
}
