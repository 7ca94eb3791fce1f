package io.livetape.vod.picture;

import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.db.Sql;
import io.livetape.store.BlobStore;
import io.livetape.store.FolderBlobStore;
import io.livetape.vod.Catalogue;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.RemovalListener;
import io.livetape.vod.Removals;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** A catalogue and a store of their own, for what makes pictures of the files that land there. One thread. */
public final class Darkroom implements AutoCloseable {
  private final Database database;
  private final Catalogue catalogue;
  private final BlobStore store;
  private final Removals removals;
  private final List<Runnable> closings = new ArrayList<>();

  /** @param folder for the database and the store */
  public Darkroom(Path folder) throws Exception {
    database = Database.open(DatabaseConfig.of(folder.resolve("test.db")));
    catalogue = new Catalogue(database);
    store = new FolderBlobStore(folder.resolve("store"));
    removals = new Removals(database, catalogue, store, RemovalListener.NOBODY, InstantSource.system());
    closings.add(removals::close);
  }

  public Database database() {
    return database;
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  public BlobStore store() {
    return store;
  }

  public Removals removals() {
    return removals;
  }

  /** What makes these pictures, to be started; it is closed with the rest. */
  public PictureMaker maker(PictureKind kind) {
    PictureMaker maker = new PictureMaker(database, catalogue, List.of(kind), InstantSource.system());
    closings.add(maker::close);
    return maker;
  }

  /** Puts a file into the catalogue as landing does. */
  public void land(PictureMaker maker, RecordedFile file) throws Exception {
    database.writeNow(connection -> {
      catalogue.insert(connection, file);
      maker.landed(connection, file.fileId());
      return null;
    });
    maker.wake();
  }

  /** The number that a query answers with. */
  public long number(String sql, Object... values) throws Exception {
    return database.<Long>readNow(connection -> Sql.number(connection, sql, values));
  }

  public static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
  }

  /** For what decoders are told to do meanwhile. */
  public static void run(Callable<?> work) {
    try {
      work.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    closings.reversed().forEach(Runnable::run);
    database.close();
  }
}
