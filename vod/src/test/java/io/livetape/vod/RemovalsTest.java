package io.livetape.vod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.db.Sql;
import io.livetape.media.FileFormat;
import io.livetape.store.BlobStore;
import io.livetape.store.FolderBlobStore;
import io.livetape.vod.RecordedFile.Content;
import io.livetape.vod.RecordedFile.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files go as a whole: entry, pictures and bytes, whatever happens between. */
@Timeout(120)
class RemovalsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private Database database;
  private Catalogue catalogue;
  private BlobStore store;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(DatabaseConfig.of(folder.resolve("test.db")));
    catalogue = new Catalogue(database);
    store = new FolderBlobStore(folder.resolve("store"));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
    database.close();
  }

  @Test
  void remove_aFile_takesItsBytesAndCoverAndTellsWhy() throws Exception {
    add("1", null, "tapes/1.mp4", "tapes/2.mp4");
    for (String key : List.of("m3u8/1", "covers/1.jpg")) {
      store.put(key, new byte[1]);
    }
    database.writeNow(connection -> Sql.update(connection,
        "UPDATE vod_file SET playlist_key = 'm3u8/1', cover_key = 'covers/1.jpg'"));
    Removals removals = removals(telling());

    assertThat(removals.remove("1", RemovalReason.REQUESTED)).get().extracting(RecordedFile::fileId).isEqualTo("1");

    awaitNothingLeft(removals);
    assertThat(told).containsExactly("1 REQUESTED", "committed");
    assertThat(catalogue.find("1")).isEmpty();
    assertThat(removals.metrics().files(RemovalReason.REQUESTED).sum()).isEqualTo(1);
    assertThat(removals.metrics().deletedBlobs.sum()).isEqualTo(4);
    assertThat(removals.remove("1", RemovalReason.REQUESTED)).isEmpty();
  }

  @Test
  void remove_aFileWhoseTapeAnotherHas_leavesTheBytesUntilThatGoes() throws Exception {
    add("1", null, "tapes/1.mp4");
    database.writeNow(connection -> catalogue.insert(connection, file("2", null, "tapes/1.mp4")));
    Removals removals = removals(RemovalListener.NOBODY);

    removals.remove("1", RemovalReason.REQUESTED);
    assertThat(removals.waitingBlobCount()).isZero();
    assertThat(store.sizeBytes("tapes/1.mp4")).isPresent();

    removals.remove("2", RemovalReason.REQUESTED);
    awaitNothingLeft(removals);
  }

  @Test
  void listenerThatFails_keepsTheFile() throws Exception {
    add("1", null, "tapes/1.mp4");
    Removals removals = removals((_, _, _) -> {
      throw new SQLException("no");
    });

    assertThatThrownBy(() -> removals.remove("1", RemovalReason.REQUESTED)).hasMessageContaining("no");

    assertThat(catalogue.find("1")).isPresent();
    assertThat(removals.waitingBlobCount()).isZero();
    assertThat(store.sizeBytes("tapes/1.mp4")).isPresent();
  }

  /** As after a kill between the transaction and the bytes, and, for the missing one, between the bytes and their row. */
  @Test
  void blobsThatADeadProcessLeft_areDeletedByTheNext() throws Exception {
    store.put("tapes/1.mp4", new byte[1]);
    store.put("tapes/2.mp4", new byte[1]);
    database.writeNow(connection -> {
      FreedBlobs.add(connection, List.of("tapes/1.mp4", "tapes/missing.mp4", "tapes/2.mp4"), NOON);
      return null;
    });

    awaitNothingLeft(removals(RemovalListener.NOBODY));
  }

  /** A folder that is not empty stands where its blob should be. */
  @Test
  void blobThatCannotBeDeleted_isTriedLaterAndKeepsNoOther() throws Exception {
    add("1", null, "tapes/1.mp4", "tapes/2.mp4");
    Files.delete(folder.resolve("store/tapes/1.mp4"));
    Files.createDirectories(folder.resolve("store/tapes/1.mp4/not-empty"));
    Removals removals = removals(RemovalListener.NOBODY);

    removals.remove("1", RemovalReason.REQUESTED);

    Awaitility.await().atMost(PATIENCE).until(() -> store.sizeBytes("tapes/2.mp4").isEmpty() && removals.waitingBlobCount() == 1);
    assertThat(removals.metrics().failedDeletions.sum()).isEqualTo(1);
    Long dueAt = database.readNow(connection -> Sql.number(connection, "SELECT due_at FROM vod_freed_blob"));
    assertThat(Instant.ofEpochMilli(dueAt)).isAfter(Instant.now().plusSeconds(30));
  }

  @Test
  void lentBlob_thatIsKept_stays_thatIsNot_goesWhenItsTimeIsOver() throws Exception {
    Removals removals = removals(RemovalListener.NOBODY);
    for (String key : List.of("covers/kept.jpg", "covers/left.jpg")) {
      removals.lend(key, Instant.now().plusSeconds(3600));
      store.put(key, new byte[1]);
    }
    database.writeNow(connection -> {
      removals.keep(connection, "covers/kept.jpg");
      return null;
    });
    assertThat(removals.waitingBlobCount()).isEqualTo(1);
    assertThat(store.sizeBytes("covers/left.jpg")).isPresent();

    removals.lend("covers/left.jpg", Instant.now());
    add("1", null, "tapes/1.mp4");
    removals.remove("1", RemovalReason.REQUESTED);

    Awaitility.await().atMost(PATIENCE).until(() -> removals.waitingBlobCount() == 0);
    assertThat(store.sizeBytes("covers/left.jpg")).isEmpty();
    assertThat(store.sizeBytes("covers/kept.jpg")).isPresent();
  }

  @Test
  void sweep_takesWhatHasExpiredAndNothingElse() throws Exception {
    Instant now = Instant.now();
    for (int i = 0; i < 40; i++) {
      add("1" + i, now.minusMillis(i), "tapes/" + i + ".mp4");
    }
    add("2", now.plusSeconds(3600), "tapes/later.mp4");
    add("3", null, "tapes/never.mp4");
    Removals removals = removals(telling());

    open.add(Retention.start(removals, Duration.ofHours(1), List.of(() -> told.add("others"))));

    Awaitility.await().atMost(PATIENCE).until(() -> catalogue.volume().fileCount() == 2 && removals.waitingBlobCount() == 0);
    assertThat(removals.metrics().files(RemovalReason.EXPIRED).sum()).isEqualTo(40);
    assertThat(told).contains("10 EXPIRED", "139 EXPIRED").endsWith("others");
    assertThat(store.sizeBytes("tapes/0.mp4")).isEmpty();
    assertThat(store.sizeBytes("tapes/later.mp4")).isPresent();
    assertThat(store.sizeBytes("tapes/never.mp4")).isPresent();
  }

  /** What a recording would feel: how long others wait for the database. More files by {@code -Dretention.files}. */
  @Test
  void sweep_ofManyFiles_letsOthersWriteBetween() throws Exception {
    int count = Integer.getInteger("retention.files", 320);
    Instant now = Instant.now();
    for (int i = 0; i < count; i++) {
      add(Integer.toString(i), now, "tapes/" + i + ".mp4");
    }
    Removals removals = removals(RemovalListener.NOBODY);
    add("9999999", null, "tapes/kept.mp4");
    double[] before = writeDelaysMs(() -> false, 100);
    long startedNanos = System.nanoTime();
    open.add(Retention.start(removals, Duration.ofHours(1), List.of()));

    double[] during = writeDelaysMs(() -> catalogue.volume().fileCount() == 1 && removals.waitingBlobCount() == 0, Integer.MAX_VALUE);

    System.out.printf("sweep of %d files: %d ms; a write waits p50 %.1f, p99 %.1f, max %.1f ms (p50 %.1f, p99 %.1f, max %.1f before)%n",
        count, (System.nanoTime() - startedNanos) / 1_000_000, at(during, 0.5), at(during, 0.99), at(during, 1),
        at(before, 0.5), at(before, 0.99), at(before, 1));
    assertThat(during.length).as("writes between").isGreaterThan(10);
    assertThat(at(during, 0.9)).as("ms that nine of ten writes wait at most").isLessThan(250);
  }

  /** Until a condition holds, looked at every twenty writes. */
  private double[] writeDelaysMs(Callable<Boolean> end, int max) throws Exception {
    List<Double> delays = new ArrayList<>();
    while (delays.size() < max && (delays.size() % 20 != 0 || !end.call())) {
      long startedNanos = System.nanoTime();
      database.writeNow(connection -> Sql.update(connection, "UPDATE vod_file SET name = name || 'x' WHERE file_id = '9999999'"));
      delays.add((System.nanoTime() - startedNanos) / 1e6);
      Thread.onSpinWait();
    }
    return delays.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  private static double at(double[] sorted, double quantile) {
    return sorted[(int) Math.min(sorted.length - 1, sorted.length * quantile)];
  }

  private Removals removals(RemovalListener listener) {
    Removals removals = new Removals(database, catalogue, store, listener, InstantSource.system());
    open.add(removals);
    return removals;
  }

  private RemovalListener telling() {
    return RemovalListener.all(List.of(new RemovalListener() {
      @Override
      public void removed(Connection transaction, List<RecordedFile> files, RemovalReason reason) {
        files.forEach(file -> told.add(file.fileId() + " " + reason));
      }

      @Override
      public void committed() {
        told.add("committed");
      }
    }));
  }

  private void awaitNothingLeft(Removals removals) throws Exception {
    Awaitility.await().atMost(PATIENCE).until(() -> removals.waitingBlobCount() == 0);
    try (var left = Files.walk(folder.resolve("store"))) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }

  private void add(String id, Instant expiresAt, String... blobs) throws Exception {
    for (String blob : blobs) {
      Files.createDirectories(folder.resolve("store").resolve(blob).getParent());
      Files.write(folder.resolve("store").resolve(blob), new byte[1]);
    }
    assertThat(database.<Boolean>writeNow(connection -> catalogue.insert(connection, file(id, expiresAt, blobs)))).isTrue();
  }

  private static RecordedFile file(String id, Instant expiresAt, String... blobs) {
    return new RecordedFile(id, "1_0", FileFormat.MP4, "n", new Origin("", "live", "s", "", "", ""), NOON, NOON.plusSeconds(60),
        new Content(60_000, 0, 1, 0, 0, "", "aac"), Arrays.asList(blobs), null, NOON, expiresAt, false, FileStatus.NORMAL);
  }
}
