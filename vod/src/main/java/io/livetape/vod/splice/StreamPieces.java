package io.livetape.vod.splice;

import io.livetape.vod.TimeWindow;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Finds what was recorded of a stream, finished or not. Any thread that may wait for disk and database. */
@FunctionalInterface
public interface StreamPieces {
  /**
   * The recordings that touch a window.
   *
   * @param subAppId the part of the account that they are filed in
   * @return empty if they are too many
   */
  Optional<List<Piece>> find(WantedStream wanted, TimeWindow window, long subAppId) throws IOException, SQLException;
}
