package io.livetape.api;

import io.livetape.db.Sql;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.RemovalListener;
import io.livetape.vod.RemovalReason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The timeline of a push goes with the last of its files. */
public final class TimelineRemoval implements RemovalListener {
  @Override
  public void removed(Connection transaction, List<RecordedFile> files, RemovalReason reason) throws SQLException {
    List<String> pushes = files.stream().map(file -> file.origin().pushSequence()).filter(push -> !push.isEmpty()).distinct().toList();
    for (String push : pushes) {
      Sql.update(transaction, """
          delete from recording_timeline where push_sequence = ?
            and not exists (select 1 from vod_file where push_sequence = ?)
            and not exists (select 1 from recording_file where push_sequence = ?)""", push, push, push);
    }
  }
}
