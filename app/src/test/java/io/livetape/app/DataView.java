package io.livetape.app;

import com.tencentcloudapi.common.Credential;
import io.livetape.api.ApiKeys;
import io.livetape.api.Secrets;
import io.livetape.callback.Outbox;
import io.livetape.callback.OutboxEvent;
import io.livetape.console.account.Account;
import io.livetape.console.account.Accounts;
import io.livetape.console.account.Role;
import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.db.DatabaseException;
import io.livetape.db.Sql;
import io.livetape.db.SqlWork;
import io.livetape.live.StreamKey;
import io.livetape.media.FileFormat;
import io.livetape.record.Timeline;
import io.livetape.record.TimelineEntry;
import io.livetape.vod.Catalogue;
import io.livetape.vod.Page;
import io.livetape.vod.RecordedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a data folder holds, read beside its server or without one. Any thread. */
public final class DataView implements AutoCloseable {
  private final Path root;
  private final Database database;
  private final Catalogue catalogue;

  DataView(Path root) {
    this.root = root;
    try {
      database = Database.open(DatabaseConfig.of(root.resolve("livetape.db")));
    } catch (DatabaseException e) {
      throw new IllegalStateException(e);
    }
    catalogue = new Catalogue(database);
  }

  /** One delivery attempt, with the kind of its event: {@code push began}, {@code file recorded}, {@code push ended}. */
  public record Attempt(String kind, int number, int status, String error, String answer) {}

  /** Everything in the catalogue, in the order in which it was recorded. */
  public List<RecordedFile> files() {
    return get(() -> catalogue.newest(Page.first(Page.LIMIT_MAX))).files().stream()
        .sorted(Comparator.comparing(RecordedFile::startedAt).thenComparing(file -> Long.parseLong(file.fileId()))).toList();
  }

  /** As {@link #files()}, of one stream. */
  public List<RecordedFile> files(String stream) {
    return files().stream().filter(file -> file.origin().stream().equals(stream)).toList();
  }

  /** As {@link #files()}, of one stream and format. */
  public List<RecordedFile> files(String stream, FileFormat format) {
    return files(stream).stream().filter(file -> file.format() == format).toList();
  }

  /** Puts a file into the catalogue that was not recorded under this name or at this time; its blobs must be there. */
  public void add(RecordedFile file) {
    get(() -> database.writeNow(connection -> catalogue.insert(connection, file)));
  }

  /** As {@link #add}, in one transaction. */
  public void addAll(List<RecordedFile> files) {
    get(() -> database.writeNow(connection -> {
      for (RecordedFile file : files) {
        catalogue.insert(connection, file);
      }
      return true;
    }));
  }

  /** The ids of the files that are being recorded. */
  public List<Long> openFileIds() {
    return query(connection -> Sql.list(connection, "select file_id from recording_file order by file_id", row -> row.getLong(1)));
  }

  public long openTapeCount() {
    return query(connection -> Sql.number(connection, "select count(*) from recording_tape"));
  }

  /** The delivery log, in the order of the events. */
  public List<Attempt> attempts() {
    return query(connection -> Sql.list(connection, """
        select e.kind, a.number, a.status, a.error, a.answer
        from callback_attempt a join callback_event e on e.id = a.event_id order by e.id, a.number""",
        row -> new Attempt(row.getString(1), row.getInt(2), row.getInt(3), row.getString(4), row.getString(5))));
  }

  /** Puts an event into the outbox, where the server finds it within a second, and answers its id. */
  public long enqueue(OutboxEvent event) {
    Outbox outbox = new Outbox(database, InstantSource.system());
    return get(() -> database.writeNow(connection -> outbox.enqueue(connection, event)));
  }

  /** How many events are in a state: {@code WAITING}, {@code QUEUED}, {@code DELIVERED}, {@code PARKED}. */
  public long eventCount(String state) {
    return query(connection -> Sql.number(connection, "select count(*) from callback_event where state = ?", state));
  }

  /** What happened to a stream, the oldest first. */
  public List<TimelineEntry> timeline(String stream) {
    return query(connection -> Timeline.of(connection, new StreamKey("live", stream), Instant.EPOCH, Instant.now().plusSeconds(60), Page.LIMIT_MAX));
  }

  /** Lets a stream have happened so many changes of the picture, one a second from its first entry on. */
  public void changePicture(String stream, int count) {
    get(() -> database.writeNow(transaction -> Sql.update(transaction, """
        with recursive number (n) as (select 1 union all select n + 1 from number where n < ?)
        insert into recording_timeline
          select session_id, push_sequence, app, stream, domain, file_id, at + n * 1000000, 'SIZE_CHANGED', 1, 0 from number,
            (select * from recording_timeline where stream = ? order by at limit 1)""", count, stream)));
  }

  /** Pushes whose end has not been told. */
  public long livePushCount() {
    return query(connection -> Sql.number(connection, "select count(*) from api_live_push"));
  }

  /** A value that the first start made. */
  String setting(String name) {
    return query(connection -> Sql.first(connection, "select value from api_setting where name = ?", row -> row.getString(1), name))
        .orElseThrow();
  }

  /** A new key for calls of the API. */
  Credential apiKey() {
    ApiKeys.ApiKey key = get(() -> database.writeNow(transaction -> ApiKeys.add(transaction, "test", Instant.now())));
    return new Credential(key.secretId(), key.secretKey());
  }

  /** Whether the API key is there. */
  public boolean hasApiKey(String secretId, String secretKey) {
    return 1 == query(connection -> Sql.number(connection,
        "select count(*) from api_key where secret_id = ? and secret_key = ?", secretId, secretKey));
  }

  /** Another user of the console. */
  public void addUser(String name, String password, Role role) {
    get(() -> database.writeNow(transaction -> Accounts.add(transaction,
        new Account(name, Secrets.hashed(password), role, Instant.now()))));
  }

  /** Ends all sessions of the console, as time does. */
  public void endSessions() {
    get(() -> database.writeNow(transaction -> Sql.update(transaction, "delete from console_session")));
  }

  /** Gives a user of the console another role, and leaves his sessions. */
  public void setRole(String name, Role role) {
    get(() -> database.writeNow(transaction -> Sql.update(transaction, "update console_user set role = ? where name = ?", role.name(), name)));
  }

  /** The console's audit log, the oldest first: user, action, target and outcome in one line each. */
  public List<String> audit() {
    return query(connection -> Sql.list(connection, "select * from console_audit order by id", row -> String.join(" ",
        row.getString("user_name"), row.getString("action"), row.getString("target"), row.getString("outcome")).replace("  ", " ")));
  }

  /** Every row of every table as text, by table: equal if nothing has changed. */
  public Map<String, String> content() {
    return query(connection -> {
      Map<String, String> content = new TreeMap<>();
      for (String table : Sql.list(connection, "select name from sqlite_schema where type = 'table'", row -> row.getString(1))) {
        content.put(table, rows(connection, table));
      }
      return content;
    });
  }

  private static String rows(Connection connection, String table) throws SQLException {
    return String.join("\n", Sql.list(connection, "select * from \"" + table + "\"", row -> {
      StringJoiner values = new StringJoiner("|");
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        values.add(String.valueOf(row.getString(i)));
      }
      return values.toString();
    }));
  }

  /** The names in the spool. */
  public List<String> spool() {
    return names(root.resolve("spool"));
  }

  /** The keys of all stored blobs. */
  public List<String> blobs() {
    return names(root.resolve("store"));
  }

  /** The keys of blobs that are to be deleted. */
  public List<String> freedBlobs() {
    return query(connection -> Sql.list(connection, "select blob_key from vod_freed_blob", row -> row.getString(1)));
  }

  /** The handles of events that wait to be pulled, or to be confirmed. */
  public List<String> eventHandles() {
    return query(connection -> Sql.list(connection, "select handle from vod_event", row -> row.getString(1)));
  }

  /** Rows of the timelines of all recordings. */
  public long timelineCount() {
    return query(connection -> Sql.number(connection, "select count(*) from recording_timeline"));
  }

  /** The only blob of a file. */
  public Path path(RecordedFile file) {
    return root.resolve("store").resolve(file.blobKey());
  }

  @Override
  public void close() {
    database.close();
  }

  private <T> T query(SqlWork<T> work) {
    return get(() -> database.readNow(work));
  }

  private interface Query<T> {
    T run() throws SQLException;
  }

  private static <T> T get(Query<T> query) {
    try {
      return query.run();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Files that vanish while they are listed are none. */
  private static List<String> names(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).sorted().toList();
    } catch (NoSuchFileException _) {
      return names(folder);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        return names(folder);
      }
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
