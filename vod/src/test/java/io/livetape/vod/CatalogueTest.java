package io.livetape.vod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.db.Sql;
import io.livetape.media.FileFormat;
import io.livetape.vod.RecordedFile.Content;
import io.livetape.vod.RecordedFile.Origin;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CatalogueTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.120456Z");

  @TempDir Path folder;
  private Database database;
  private Catalogue catalogue;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(DatabaseConfig.of(folder.resolve("test.db")));
    catalogue = new Catalogue(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void parts_areThoseThatHaveFiles_besideTheAccountsOwn_eachOnce() throws Exception {
    assertThat(catalogue.parts()).isEmpty();
    long id = 0;
    for (long part : new long[] {0, 1_500_000_007L, 0, 42, 42, 1_500_000_007L}) {
      RecordedFile file = new RecordedFile(Long.toString(++id), "v" + id, FileFormat.MP4, "n", new Origin("d", "live", "s", "7", "", ""),
          NOON, NOON, new Content(1500, 42, 97, 1280, 720, "h264", "aac"), List.of("tapes/" + id), null, NOON, null, false,
          FileStatus.NORMAL, Entry.recorded(part, 0));
      insert(file);
    }
    assertThat(catalogue.parts()).containsExactly(42L, 1_500_000_007L);
  }

  @ParameterizedTest
  @EnumSource
  void find_insertedFile_isTheSameToTheMicrosecond(FileFormat format) throws Exception {
    Origin origin = new Origin("push.example.test", "live", "s", "6674468118806626493", "record=mp4|hls&x=%7C", "task");
    RecordedFile file = new RecordedFile("9223372036854775807", "1250000001_2560583c74166fabb116944b17f33201", format,
        "n\u5f55\ud83d\ude00", origin, NOON, NOON.plusNanos(1_500_123_000),
        new Content(1500, 42, 97_493_530_000L, 1280, 720, "h264", "aac", 25, 90_000_000_000L, 48_000),
        List.of("tapes/a.mp4", "tapes/b.mp4"), "playlists/a.m3u8", NOON, NOON.plusSeconds(60), true, FileStatus.FORBIDDEN);
    insert(file);
    assertThat(catalogue.find(file.fileId())).contains(file);
    assertThat(catalogue.find(file.fileId()).orElseThrow().startedAt()).isEqualTo(NOON);
  }

  @Test
  void find_fileWithoutOptionalParts_isTheSame() throws Exception {
    RecordedFile file = file("1", "s", 0, "n");
    insert(file);
    assertThat(catalogue.find("1")).contains(file);
    assertThat(catalogue.find("2")).isEmpty();
  }

  @Test
  void find_fileWithAnEntry_isTheSame() throws Exception {
    Entry entry = new Entry(1500000001, 1002, Source.ROOM_RECORD, "", "about", new Entry.Room(1400000123, "1001"), List.of("b", "a"),
        "covers/1/cover1.jpg", NOON);
    RecordedFile file = file("1", "s", 0, "n").described("n", null, entry);
    insert(file);
    assertThat(catalogue.find("1")).contains(file);
    assertThat(catalogue.find("1").orElseThrow().entry().tags()).containsExactly("a", "b");
    assertThat(remove("1").orElseThrow()).contains("covers/1/cover1.jpg");
  }

  @Test
  void describe_aFile_changesWhatPeopleSayAndNothingElse() throws Exception {
    RecordedFile file = file("1", "s", 0, "n");
    insert(file);
    Entry said = new Entry(0, 1001, Source.RECORD, "", "about", null, List.of("x"), "covers/1/cover1.jpg", NOON);
    RecordedFile described = file.described("renamed", NOON.plusSeconds(9), said);
    write(connection -> catalogue.describe(connection, described));
    assertThat(catalogue.find("1")).contains(described);

    RecordedFile again = described.described("renamed", null, Entry.RECORDED);
    write(connection -> catalogue.describe(connection, again));
    assertThat(catalogue.find("1")).as("tags and cover are gone").contains(again);
    write(connection -> catalogue.describe(connection, file("2", "s", 0, "n")));
    assertThat(catalogue.find("2")).isEmpty();
  }

  @Test
  void keyFrames_putTwice_areReplacedAndGoWithTheirFile() throws Exception {
    insert(file("1", "s", 0, "n"));
    write(connection -> KeyFrames.put(connection, "1", new KeyFrame(2000, "later")));
    write(connection -> KeyFrames.put(connection, "1", new KeyFrame(1000, "early")));
    write(connection -> KeyFrames.put(connection, "1", new KeyFrame(2000, "last")));
    assertThat(catalogue.keyFrames("1")).containsExactly(new KeyFrame(1000, "early"), new KeyFrame(2000, "last"));
    write(connection -> KeyFrames.remove(connection, "1", 1000));
    assertThat((long) database.readNow(connection -> KeyFrames.count(connection, "1"))).isOne();
    write(connection -> KeyFrames.clear(connection, "1"));
    assertThat(catalogue.keyFrames("1")).isEmpty();
    write(connection -> KeyFrames.put(connection, "1", new KeyFrame(0, "first")));
    remove("1");
    assertThat(catalogue.keyFrames("1")).isEmpty();
  }

  @Test
  void classes_belowAndPath_followTheForest() throws Exception {
    long school = addClass(Classes.TOP, "school");
    long maths = addClass(school, "maths");
    long algebra = addClass(maths, "algebra");
    long sports = addClass(Classes.TOP, "sports");
    Classes classes = catalogue.classes(0);
    assertThat(classes.below(school)).containsExactly(school, maths, algebra);
    assertThat(classes.below(sports)).containsExactly(sports);
    assertThat(classes.path(algebra)).extracting(Classes.FileClass::name).containsExactly("school", "maths", "algebra");
    assertThat(classes.path(99)).isEmpty();
    assertThat(classes.children(Classes.TOP)).extracting(Classes.FileClass::classId).containsExactly(school, sports);
    assertThat(catalogue.classes(7).all()).as("of another part").isEmpty();
  }

  @Test
  void remove_aFileWhoseBlobSomebodyHolds_doesNotFreeIt() throws Exception {
    RecordedFile file = file("1", "s", 0, "first");
    insert(file);
    Catalogue held = new Catalogue(database, (_, key) -> key.equals(file.blobKey()));
    assertThat(database.<Optional<List<String>>>writeNow(connection -> held.remove(connection, "1"))).contains(List.of());
    insert(file);
    assertThat(database.<Optional<List<String>>>writeNow(connection -> catalogue.remove(connection, "1"))).contains(List.of(file.blobKey()));
  }

  @Test
  void insert_sameIdAgain_changesNothing() throws Exception {
    insert(file("1", "s", 0, "first"));
    assertThat(database.<Boolean>writeNow(connection -> catalogue.insert(connection, file("1", "s", 0, "second")))).isFalse();
    assertThat(catalogue.find("1").orElseThrow().name()).isEqualTo("first");
    assertThat(catalogue.volume().fileCount()).isEqualTo(1);
  }

  @Test
  void remove_blobSharedByAnotherFile_freesItWithTheLast() throws Exception {
    insert(file("1", "s", 0, "mp4", null, "tape-1"));
    insert(file("2", "s", 0, "mp4", null, "tape-2"));
    insert(file("3", "s", 0, "hls", "list-3", "tape-1", "tape-2"));
    assertThat(remove("1")).contains(List.of());
    assertThat(remove("3").orElseThrow()).containsExactlyInAnyOrder("tape-1", "list-3");
    assertThat(remove("2")).contains(List.of("tape-2"));
    assertThat(remove("2")).isEmpty();
    assertThat((long) database.readNow(connection -> Sql.number(connection, "SELECT COUNT(*) FROM vod_file_blob"))).isZero();
  }

  @Test
  void remove_sameBlobTwiceInOneFile_freesItOnce() throws Exception {
    insert(file("1", "s", 0, "hls", null, "tape-1", "tape-1"));
    assertThat(remove("1")).contains(List.of("tape-1"));
  }

  @Test
  void listByStream_window_hasWhatTouchesIt() throws Exception {
    for (int minute = 0; minute < 5; minute++) {
      insert(file("1" + minute, "s", minute, "n"));
    }
    insert(file("20", "other", 2, "n"));
    TimeWindow window = new TimeWindow(NOON.plusSeconds(90), NOON.plusSeconds(180));
    Listing listing = catalogue.listByStream("live", "s", window, Catalogue.Order.OLDEST_FIRST, Page.first(10));
    assertThat(listing.files()).extracting(RecordedFile::fileId).containsExactly("11", "12");
    assertThat(listing.totalCount()).isEqualTo(2);
  }

  @Test
  void listByStreamName_ofSeveralApplications_hasTheFilesOfAll() throws Exception {
    insert(file("1", "s", 0, "n"));
    insert(file("2", "other", 0, "n"));
    Listing listing = catalogue.listByStreamName("s", TimeWindow.ALWAYS, Catalogue.Order.OLDEST_FIRST, Page.first(10));
    assertThat(listing.files()).extracting(RecordedFile::fileId).containsExactly("1");
    assertThat(catalogue.listByStreamName("s", new TimeWindow(NOON.minusSeconds(60), NOON), Catalogue.Order.OLDEST_FIRST, Page.first(10))
        .files()).isEmpty();
  }

  @Test
  void listByStream_pages_coverAllOnceInBothOrders() throws Exception {
    for (int minute = 0; minute < 5; minute++) {
      insert(file("1" + minute, "s", minute, "n"));
    }
    Listing second = catalogue.listByStream("live", "s", TimeWindow.ALWAYS, Catalogue.Order.OLDEST_FIRST, new Page(2, 2));
    assertThat(second.files()).extracting(RecordedFile::fileId).containsExactly("12", "13");
    assertThat(second.totalCount()).isEqualTo(5);
    Listing newest = catalogue.listByStream("live", "s", TimeWindow.ALWAYS, Catalogue.Order.NEWEST_FIRST, Page.first(2));
    assertThat(newest.files()).extracting(RecordedFile::fileId).containsExactly("14", "13");
    Listing beyond = catalogue.listByStream("live", "s", TimeWindow.ALWAYS, Catalogue.Order.NEWEST_FIRST, new Page(5, 2));
    assertThat(beyond).isEqualTo(new Listing(List.of(), 5));
  }

  @Test
  void listByPush_ofSeveral_hasItsFilesInTheOrderOfRecording() throws Exception {
    insert(ofPush("1", "77", 2));
    insert(ofPush("2", "77", 1));
    insert(ofPush("3", "78", 1));
    insert(ofPush("4", "", 1));
    Listing listing = catalogue.listByPush("77", Page.first(10));
    assertThat(listing.files()).extracting(RecordedFile::fileId).containsExactly("2", "1");
    assertThat(listing.totalCount()).isEqualTo(2);
    assertThat(catalogue.listByPush("", Page.first(10)).files()).isEmpty();
  }

  @Test
  void listByPush_manyFiles_isAnsweredFromTheIndex() throws Exception {
    List<String> plan = database.readNow(connection -> Sql.list(connection, "EXPLAIN QUERY PLAN SELECT file_id FROM vod_file"
        + " WHERE push_sequence = '77' AND push_sequence <> '' ORDER BY started_at_us, file_id LIMIT 10 OFFSET 0",
        row -> row.getString("detail")));
    assertThat(plan).singleElement().asString().contains("COVERING INDEX vod_file_push");
  }

  @Test
  void newest_severalFiles_lastCreatedComesFirst() throws Exception {
    insert(file("1", "s", 1, "n"));
    insert(file("2", "s", 3, "n"));
    insert(file("3", "t", 2, "n"));
    assertThat(catalogue.newest(Page.first(2)).files()).extracting(RecordedFile::fileId).containsExactly("2", "3");
    assertThat(catalogue.newest(Page.first(2)).totalCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12a", "-1", "123456789012345678901", "../1", "\u0661"})
  void isId_anythingElse_isNot(String text) {
    assertThat(RecordedFile.isId(text)).isFalse();
    assertThatThrownBy(() -> file(text, "s", 0, "n")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void indexTexts_ofFilesThatCameBeforeTheIndex_makesThemFound() throws Exception {
    for (int i = 1; i <= 1100; i++) {
      insert(file("" + i, "s", i, "lesson " + i));
    }
    write(connection -> Sql.update(connection, "DELETE FROM vod_text"));
    write(connection -> Sql.update(connection, "INSERT INTO vod_text_missing SELECT file_id FROM vod_file"));
    remove("7");
    catalogue.indexTexts();
    assertThat(like("lesson").totalCount()).isEqualTo(1099);
    assertThat(like("1100").files()).singleElement().extracting(RecordedFile::name).isEqualTo("lesson 1100");
    assertThat((long) database.readNow(connection -> Sql.number(connection, "SELECT COUNT(*) FROM vod_text_missing"))).isZero();
    remove("1100");
    assertThat(like("1100").files()).isEmpty();
  }

  private Listing like(String text) throws SQLException {
    return catalogue.search(
        new Search(0, List.of(), List.of(new Likeness(Likeness.Place.NAME, List.of(text))), false, Page.first(10)));
  }

  @Test
  void values_outOfRange_areRefused() {
    assertThatThrownBy(() -> new Page(-1, 10)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Page(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Page(0, Page.LIMIT_MAX + 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TimeWindow(NOON, NOON.minusMillis(1))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> file("18446744073709551615", "s", 0, "n")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> file("01", "s", 0, "n")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> file("1", "s", 0, "n", null)).isInstanceOf(IllegalArgumentException.class);
  }

  private void insert(RecordedFile file) throws SQLException {
    assertThat(database.<Boolean>writeNow(connection -> catalogue.insert(connection, file))).isTrue();
  }

  /** Work that answers nothing. */
  private interface Writing {
    void run(Connection connection) throws SQLException;
  }

  private void write(Writing work) throws SQLException {
    database.writeNow(connection -> {
      work.run(connection);
      return null;
    });
  }

  private long addClass(long parentId, String name) throws SQLException {
    return database.writeNow(connection -> Classes.insert(connection, 0, parentId, name));
  }

  private Optional<List<String>> remove(String fileId) throws SQLException {
    return database.writeNow(connection -> catalogue.remove(connection, fileId));
  }

  private static RecordedFile ofPush(String id, String pushSequence, int minute) {
    RecordedFile file = file(id, "s", minute, "n");
    return new RecordedFile(id, file.videoId(), file.format(), file.name(), new Origin("", "live", "s", pushSequence, "", ""),
        file.startedAt(), file.endedAt(), file.content(), file.blobKeys(), null, file.createdAt(), null, false, FileStatus.NORMAL);
  }

  private static RecordedFile file(String id, String stream, int minute, String name) {
    return file(id, stream, minute, name, null, "tapes/" + id + ".mp4");
  }

  /** A minute of recording that began so many minutes after noon. */
  private static RecordedFile file(String id, String stream, int minute, String name, String playlist, String... blobs) {
    Instant start = NOON.plus(Duration.ofMinutes(minute));
    return new RecordedFile(id, "1_0", FileFormat.MP4, name, new Origin("", "live", stream, "", "", ""), start, start.plusSeconds(60),
        new Content(60_000, 0, 1, 0, 0, "", "aac"), List.of(blobs), playlist, start.plusSeconds(61), null, false, FileStatus.NORMAL);
  }
}
