package io.livetape.console.settings;

import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.db.Database;
import io.livetape.vod.StoreSize;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;

/** Where recordings are kept, how much room they take, and when they go. */
public final class StorageActions {
  private final Database database;
  private final StorageFacts facts;

  public StorageActions(Database database, StorageFacts facts) {
    this.database = database;
    this.facts = facts;
  }

  public List<Action<?, ?>> all() {
    return List.of(new Action<>("DescribeStorage", "The data folder, its disk, and how long things are kept.", Action.Nothing.class,
        Storage.class, _ -> describe()));
  }

  /** @param storageSeconds 0: for ever */
  record Storage(
      String folder, long diskFreeBytes, long diskTotalBytes, long fileCount, long fileBytes, long warnFreeBytes, long stopFreeBytes,
      long storageSeconds, long callbackLogSeconds) {}

  private Storage describe() throws SQLException {
    StoreSize size = database.readNow(StoreSize::read);
    try {
      FileStore disk = Files.getFileStore(facts.folder());
      return new Storage(facts.folder().toAbsolutePath().toString(), disk.getUsableSpace(), disk.getTotalSpace(), size.fileCount(),
          size.sizeBytes(), facts.warnFreeBytes(), facts.stopFreeBytes(), facts.storageTime().toSeconds(),
          facts.callbackLog().toSeconds());
    } catch (IOException e) {
      throw new ApiException("ResourceUnavailable", "The disk of " + facts.folder() + " does not answer: " + e.getMessage());
    }
  }
}
