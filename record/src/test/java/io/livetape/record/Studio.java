package io.livetape.record;

import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.db.Sql;
import io.livetape.live.Push;
import io.livetape.live.StreamKey;
import io.livetape.media.FileFormat;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Pictures;
import io.livetape.store.BlobStore;
import io.livetape.store.FolderBlobStore;
import io.livetape.testkit.disk.TroubledChannel;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a recorder works with, over one folder: a real database, a real store, a real spool. Closed and made again over the same folder
 * it is the next process; closed in the middle of a recording it is the death of this one.
 */
final class Studio implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-20T09:30:00.120456Z");
  static final Push PUSH = new Push(
      new StreamKey("live", "show"), "77", "push.example.test", "record=mp4&x=%20", "rtmp", "192.0.2.7", NOW.minusSeconds(1));

  private static final AtomicLong IDS = new AtomicLong(1_000);

  final Database database;
  final BlobStore store;
  final RecorderParts parts;
  /** What listeners heard of recordings. */
  final List<RecordingEvent> events = new CopyOnWriteArrayList<>();
  private final Path spool;
  private volatile boolean obstructing;
  /** What the clock on the wall shows. */
  volatile Instant now = NOW.plusSeconds(60);
  volatile long freeBytes = Long.MAX_VALUE;
  /** From now on nothing is written to files of the spool that are open, and none can be made. */
  volatile boolean diskFails;

  Studio(Path root) throws IOException, SQLException {
    this(root, Faults.none());
  }

  /** @param faults of the store's writes and of the transactions that land files */
  Studio(Path root, Faults faults) throws IOException, SQLException {
    this(root, root, Duration.ZERO, faults);
  }

  /** @param root of spool and store @param databaseFolder on a real disk */
  Studio(Path root, Path databaseFolder, Duration syncInterval, Faults faults) throws IOException, SQLException {
    database = database(Files.createDirectories(databaseFolder).resolve("test.db"));
    store = new FaultyStore(new FolderBlobStore(root.resolve("store")), faults);
    spool = root.resolve("spool");
    RecordConfig config = new RecordConfig(
        spool, Duration.ofMillis(400), Duration.ofSeconds(1), Duration.ofSeconds(1), 1 << 20, 1, syncInterval, 2_000, 1_000);
    RecordMetrics metrics = new RecordMetrics();
    parts = new RecorderParts(
        config, new Spool(config, () -> freeBytes, this::open), store, new Landing(store, database, metrics, Duration.ofMillis(1)), database,
        new CatalogueTable(faults), events::add, this::id, this::now, new ConcurrentHashMap<>(),
        new Continuations(this::now, UnaryOperator.identity(), _ -> { }), metrics);
  }

  private Instant now() {
    return now;
  }

  /** The same parts with somebody else to hear of recordings. */
  RecorderParts with(RecordingListener listener) {
    return new RecorderParts(parts.config(), parts.spool(), parts.store(), parts.landing(), parts.database(), parts.listener(), listener,
        parts.ids(), parts.wallClock(), parts.growing(), parts.continuations(), parts.metrics());
  }

  private FileChannel open(Path path) throws IOException {
    fail();
    return new TroubledChannel(SpoolFile.Opener.NEW.open(path), this::fail);
  }

  private void fail() throws IOException {
    if (diskFails) {
      throw new IOException("made to fail");
    }
  }

  /** Migrating a new database takes a fifth of a second: done once, then copied. */
  private static Database database(Path file) throws IOException, SQLException {
    if (!Files.exists(file)) {
      Files.write(file, EmptyDatabase.BYTES);
    }
    return Database.open(DatabaseConfig.of(file));
  }

  private static final class EmptyDatabase {
    static final byte[] BYTES = emptyDatabase();
  }

  private static byte[] emptyDatabase() {
    try {
      Path folder = Files.createTempDirectory("livetape-empty");
      Path file = folder.resolve("test.db");
      try (Database database = Database.open(DatabaseConfig.of(file))) {
        database.writeNow(transaction -> Sql.update(transaction, """
            create table landed (file_id bigint primary key, format text, blob_keys text, playlist_key text, started_at bigint,
              ended_at bigint, duration_ms bigint, size_bytes bigint, width int, codecs text, picture_count bigint,
              picture_bytes bigint, sample_rate int, recovered int, times int)"""));
      }
      byte[] bytes = Files.readAllBytes(file);
      try (Stream<Path> files = Files.list(folder)) {
        for (Path one : files.toList()) {
          Files.delete(one);
        }
      }
      Files.delete(folder);
      return bytes;
    } catch (IOException | SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** What the catalogue knows of a file. @param times how often its landing was committed */
  record Landed(
      long fileId, FileFormat format, List<String> blobKeys, String playlistKey, Instant startedAt, Instant endedAt, long durationMs,
      long sizeBytes, int width, String codecs, Pictures pictures, int sampleRateHz, boolean recovered, int times) {}

  private record CatalogueTable(Faults faults) implements LandingListener {
    @Override
    public void landed(Connection transaction, LandedFile file) throws SQLException {
      Sql.update(transaction, """
          insert into landed values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) on conflict (file_id) do update set times = times + 1""",
          file.fileId(), file.format(), String.join(",", file.blobKeys()), file.playlistKey(), Micros.of(file.startedAt()),
          Micros.of(file.endedAt()), file.durationMs(), file.sizeBytes(), file.width(), file.videoCodec() + file.audioCodec(),
          file.pictures().count(), file.pictures().sizeBytes(), file.sampleRateHz(), file.recovered() ? 1 : 0);
      if (faults.hit("landing of " + file.format().label())) {
        throw new SQLException("made to fail");
      }
    }

    @Override
    public void committed(LandedFile file) {
      if (faults.hit("telling of " + file.format().label())) {
        throw new IllegalStateException("made to fail");
      }
    }
  }

  /** Files in the order of their ids. */
  List<Landed> landed() throws SQLException {
    return database.readNow(connection -> Sql.list(connection, "select * from landed order by file_id", Studio::landed));
  }

  List<Landed> landed(FileFormat format) throws SQLException {
    return landed().stream().filter(file -> file.format() == format).toList();
  }

  private static Landed landed(ResultSet row) throws SQLException {
    return new Landed(
        row.getLong("file_id"), FileFormat.valueOf(row.getString("format")), List.of(row.getString("blob_keys").split(",")),
        row.getString("playlist_key"), Micros.toInstant(row.getLong("started_at")), Micros.toInstant(row.getLong("ended_at")),
        row.getLong("duration_ms"), row.getLong("size_bytes"), row.getInt("width"), row.getString("codecs"),
        new Pictures(row.getLong("picture_count"), row.getLong("picture_bytes")), row.getInt("sample_rate"), row.getInt("recovered") == 1, row.getInt("times"));
  }

  static RecordPlan plan(FileFormat... formats) {
    return new RecordPlan(Set.of(formats), Duration.ofSeconds(1), false, "", "", Duration.ZERO);
  }

  SessionFiles session(RecordPlan plan) {
    return new SessionFiles(parts, PUSH, plan, 0);
  }

  /** What is in the landed files of a format, one after another. */
  Recorded recorded(FileFormat format) throws Exception {
    Recorded recorded = new Recorded();
    for (Landed file : landed(format)) {
      add(file, recorded);
    }
    return recorded;
  }

  Recorded recorded(Landed file) throws Exception {
    Recorded recorded = new Recorded();
    add(file, recorded);
    return recorded;
  }

  private void add(Landed file, Recorded to) throws IOException, MalformedMediaException {
    for (String key : file.blobKeys()) {
      to.add(store.localFile(key).orElseThrow());
    }
  }

  String playlist(Landed file) throws IOException {
    return Files.readString(store.localFile(file.playlistKey()).orElseThrow());
  }

  /** Rows of open files and tapes. */
  int openRows() throws SQLException {
    return database.readNow(connection -> Journal.files(connection).size() + Journal.tapes(connection).size());
  }

  List<String> spooled() throws IOException {
    try (Stream<Path> files = Files.list(spool)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  /** Keeps the only lane busy until the latch is counted down. */
  CountDownLatch holdDisk() throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    parts.spool().lane(0).run(() -> {
      reached.countDown();
      await(release);
    });
    await(reached);
    return release;
  }

  /** Keeps the database's writer busy until the latch is counted down. */
  CountDownLatch holdDatabase() {
    CountDownLatch release = new CountDownLatch(1);
    database.write(_ -> {
      await(release);
      return null;
    });
    return release;
  }

  /** Waits until the disk has done what it was given up to now. */
  void drainDisk() throws InterruptedException {
    CountDownLatch drained = new CountDownLatch(1);
    parts.spool().lane(0).run(drained::countDown);
    await(drained);
  }

  /** From now on no file of a new id can be created, because there is a folder of its name. */
  void obstruct(boolean on) {
    obstructing = on;
  }

  private long id() {
    long id = IDS.incrementAndGet();
    if (obstructing) {
      for (String name : List.of(SpoolNames.tape(id), SpoolNames.flv(id), SpoolNames.aac(id))) {
        spool.resolve(name).toFile().mkdir();
      }
    }
    return id;
  }

  void recover() throws Exception {
    Recovery recovery = new Recovery(parts);
    recovery.collect();
    recovery.run().get(20, TimeUnit.SECONDS);
  }

  static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("waited too long");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    parts.spool().close();
    parts.landing().close();
    database.close();
  }
}
