package io.livetape.api.live;

import io.livetape.api.Counters;
import io.livetape.db.Database;
import java.sql.SQLException;

/** Ids of record tasks of both kinds: counted, so that clients that know no 64-bit integers can say them too. Blocks; any thread. */
public record TaskIds(Database database) {
  private static final long FIRST = 100_001;

  long next() throws SQLException {
    return database.writeNow(transaction -> Counters.next(transaction, "record-task", FIRST));
  }
}
