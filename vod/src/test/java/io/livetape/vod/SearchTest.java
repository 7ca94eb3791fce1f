package io.livetape.vod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.media.FileFormat;
import io.livetape.vod.Likeness.Place;
import io.livetape.vod.RecordedFile.Content;
import io.livetape.vod.RecordedFile.Origin;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SearchTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir Path folder;
  private Database database;
  private Catalogue catalogue;
  private int count;

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
  void search_withoutConditions_findsTheNewestFirst() throws Exception {
    add("a", "b", "c");
    assertThat(found()).containsExactly("c", "b", "a");
    assertThat(names(new Search(0, List.of(), List.of(), true, Page.first(2)))).containsExactly("a", "b");
    assertThat(names(new Search(0, List.of(), List.of(), false, new Page(2, 2)))).containsExactly("a");
    Listing beyond = catalogue.search(new Search(0, List.of(), List.of(), false, new Page(3, 2)));
    assertThat(beyond).isEqualTo(new Listing(List.of(), 3));
  }

  @Test
  void search_inOnePart_findsNothingOfAnother() throws Exception {
    add("a");
    put("b", FileFormat.MP4, new Origin("d", "live", "s", "", "", ""), Entry.recorded(7, 0));
    assertThat(found()).containsExactly("a");
    assertThat(names(new Search(7, List.of(), List.of(), false, Page.first(10)))).containsExactly("b");
  }

  @Test
  void namePrefixes_specialCharactersAndCase_areTakenLiterally() throws Exception {
    add("room%1", "room_1", "roomX1", "Room_1", "room_", "room`", "\u5f55\u50cf", "\u5f56", "\udbff\udfff-last");
    assertThat(prefixed("room_")).containsExactlyInAnyOrder("room_", "room_1");
    assertThat(prefixed("room%")).containsExactly("room%1");
    assertThat(prefixed("Room")).containsExactly("Room_1");
    assertThat(prefixed("\u5f55")).containsExactly("\u5f55\u50cf");
    assertThat(prefixed("\udbff\udfff")).containsExactly("\udbff\udfff-last");
    assertThat(prefixed("' OR 1=1 --")).isEmpty();
    assertThat(prefixed("")).hasSize(9);
    assertThat(prefixed("room_1", "roomX", "room_")).containsExactlyInAnyOrder("room_", "room_1", "roomX1");
  }

  @Test
  void conditions_ofEachKind_holdOfWhatIsFound() throws Exception {
    put("recording", FileFormat.HLS, new Origin("push.test", "live", "s1", "", "", ""), Entry.RECORDED);
    put("filed", FileFormat.FLV, new Origin("push.test", "show", "s2", "", "", ""),
        new Entry(0, 1001, Source.UPLOAD, "", "", new Entry.Room(1400000123, "1001"), List.of("maths", "2026"), null, null));
    String recording = catalogue.search(all(List.of())).files().getLast().fileId();

    assertThat(found(Condition.fileIds(List.of(recording, "99")))).containsExactly("recording");
    assertThat(found(Condition.videoIds(List.of("1_" + recording)))).containsExactly("recording");
    assertThat(found(Condition.classes(List.of(1001L, 1002L)))).containsExactly("filed");
    assertThat(found(Condition.tags(List.of("history", "2026", "maths")))).containsExactly("filed");
    assertThat(found(Condition.tags(List.of("math")))).isEmpty();
    assertThat(found(Condition.streams(List.of("s1")))).containsExactly("recording");
    assertThat(found(Condition.streams(List.of("s2", "s1")))).containsExactly("filed", "recording");
    assertThat(found(Condition.domains(List.of("push.test")))).hasSize(2);
    assertThat(found(Condition.apps(List.of("show")))).containsExactly("filed");
    assertThat(found(Condition.formats(List.of(FileFormat.HLS, FileFormat.MP4)))).containsExactly("recording");
    assertThat(found(Condition.formats(List.of()))).as("of no kind at all").isEmpty();
    assertThat(found(Condition.sources(List.of(Source.UPLOAD)))).containsExactly("filed");
    assertThat(found(Condition.statuses(List.of(FileStatus.FORBIDDEN)))).isEmpty();
    assertThat(found(Condition.roomApps(List.of(1400000123L)), Condition.rooms(List.of("1001")))).containsExactly("filed");
    assertThat(found(Condition.withPictures(false))).hasSize(2);
    assertThat(found(Condition.withPictures(true))).isEmpty();
    assertThat(found(Condition.never())).isEmpty();
  }

  @Test
  void created_bothEnds_areIncluded() throws Exception {
    add("a", "b", "c");
    Instant first = NOON.plusSeconds(60);
    assertThat(found(Condition.created(first, first.plusSeconds(60)))).containsExactly("b", "a");
    assertThat(found(Condition.created(first.plusMillis(1), null))).containsExactly("c", "b");
    assertThat(found(Condition.created(null, first))).containsExactly("a");
    assertThat(found(Condition.created(null, null))).hasSize(3);
  }

  @Test
  void expires_ofFilesThatNeverGo_isAfterEverything() throws Exception {
    add("a");
    assertThat(found(Condition.expires(NOON, null))).containsExactly("a");
    assertThat(found(Condition.expires(NOON, NOON.plus(Duration.ofDays(9999))))).isEmpty();
  }

  @Test
  void likeness_ofSeveralNames_givesTheOneThatMatchesBestFirst() throws Exception {
    add("intro to maths", "Maths", "mathematics", "maths for all", "maths too", "physics");
    assertThat(like(Place.NAME, "maths")).containsExactly("Maths", "maths too", "maths for all", "intro to maths");
    assertThat(like(Place.NAME, "MATH")).containsExactly("Maths", "maths too", "mathematics", "maths for all", "intro to maths");
    assertThat(like(Place.NAME, "hysic", "emat")).containsExactly("physics", "mathematics");
    assertThat(like(Place.DESCRIPTION, "maths")).isEmpty();
  }

  @Test
  void likeness_ofChineseAndSpecialCharacters_isLiteral() throws Exception {
    add("\u9ad8\u7b49\u6570\u5b66\u7b2c\u4e00\u8bfe", "100%", "100 percent", "a_b", "a\\b", "\u6570");
    assertThat(like(Place.NAME, "\u6570\u5b66")).containsExactly("\u9ad8\u7b49\u6570\u5b66\u7b2c\u4e00\u8bfe");
    assertThat(like(Place.NAME, "\u6570")).containsExactly("\u6570", "\u9ad8\u7b49\u6570\u5b66\u7b2c\u4e00\u8bfe");
    assertThat(like(Place.NAME, "\u8bfe")).hasSize(1);
    assertThat(like(Place.NAME, "0%")).containsExactly("100%");
    assertThat(like(Place.NAME, "_")).containsExactly("a_b");
    assertThat(like(Place.NAME, "\\")).containsExactly("a\\b");
    assertThat(like(Place.NAME, "\" OR name:")).isEmpty();
  }

  @Test
  void likeness_inNameOrDescription_findsBoth() throws Exception {
    add("algebra");
    put("other", FileFormat.MP4, new Origin("", "live", "s", "", "", ""),
        new Entry(0, 0, Source.RECORD, "", "about algebra", null, List.of(), null, null));
    assertThat(like(Place.EITHER, "algebra")).containsExactly("algebra", "other");
    assertThat(like(Place.DESCRIPTION, "ALGEBRA")).containsExactly("other");
  }

  @Test
  void likeness_withoutText_isRefused() {
    assertThatThrownBy(() -> new Likeness(Place.NAME, List.of("a", ""))).isInstanceOf(IllegalArgumentException.class);
  }

  private void add(String... names) throws SQLException {
    for (String name : names) {
      put(name, FileFormat.MP4, new Origin("", "live", "s", "", "", ""), Entry.RECORDED);
    }
  }

  /** Each comes a minute after the one before. */
  private void put(String name, FileFormat format, Origin origin, Entry entry) throws SQLException {
    count++;
    Instant start = NOON.plus(Duration.ofMinutes(count - 1));
    String id = Integer.toString(count);
    RecordedFile file = new RecordedFile(id, "1_" + id, format, name, origin, start, start.plusSeconds(60),
        new Content(60_000, 0, 1, 0, 0, "", "aac"), List.of("tapes/" + id), null, start.plusSeconds(60), null, false, FileStatus.NORMAL,
        entry);
    assertThat(database.<Boolean>writeNow(connection -> catalogue.insert(connection, file))).isTrue();
  }

  @Test
  void order_ofSizeLengthOrName_isThatOfAllFound_alsoWhereAnIndexIsTheWay() throws Exception {
    put("b", 30, 2000);
    put("a", 10, 3000);
    put("c", 20, 1000);
    assertThat(sorted(FileOrder.NAME)).containsExactly("a", "b", "c");
    assertThat(sorted(FileOrder.NAME_REVERSED)).containsExactly("c", "b", "a");
    assertThat(sorted(FileOrder.LARGEST)).containsExactly("b", "c", "a");
    assertThat(sorted(FileOrder.SMALLEST)).containsExactly("a", "c", "b");
    assertThat(sorted(FileOrder.LONGEST)).containsExactly("a", "b", "c");
    assertThat(sorted(FileOrder.SHORTEST, Condition.streams(List.of("s")))).containsExactly("c", "b", "a");
    assertThat(sorted(FileOrder.LARGEST, Condition.namePrefixes(List.of("x")))).isEmpty();
    assertThatThrownBy(() -> new Search(0, List.of(), List.of(new Likeness(Place.NAME, List.of("a"))), FileOrder.NAME, Page.first(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sizes_areFoundWithBothEnds() throws Exception {
    put("ten", 10, 1000);
    put("twenty", 20, 1000);
    put("thirty", 30, 1000);
    assertThat(found(Condition.sizes(20L, null))).containsExactlyInAnyOrder("twenty", "thirty");
    assertThat(found(Condition.sizes(null, 20L))).containsExactlyInAnyOrder("ten", "twenty");
    assertThat(found(Condition.sizes(11L, 29L))).containsExactly("twenty");
    assertThat(found(Condition.sizes(null, null))).hasSize(3);
  }

  private List<String> sorted(FileOrder order, Condition... conditions) throws SQLException {
    return names(new Search(0, List.of(conditions), List.of(), order, Page.first(100)));
  }

  private void put(String name, long sizeBytes, long durationMs) throws SQLException {
    String id = Integer.toString(++count);
    RecordedFile file = new RecordedFile(id, "v" + id, FileFormat.MP4, name, new Origin("d", "live", "s", "", "", ""), NOON,
        NOON.plusMillis(durationMs), new Content(durationMs, 0, sizeBytes, 0, 0, "", "aac"), List.of("tapes/" + id), null, NOON, null, false,
        FileStatus.NORMAL, Entry.RECORDED);
    assertThat(database.<Boolean>writeNow(connection -> catalogue.insert(connection, file))).isTrue();
  }

  private List<String> prefixed(String... prefixes) throws SQLException {
    return found(Condition.namePrefixes(List.of(prefixes)));
  }

  private List<String> found(Condition... conditions) throws SQLException {
    return names(all(List.of(conditions)));
  }

  private List<String> like(Place place, String... texts) throws SQLException {
    return names(new Search(0, List.of(), List.of(new Likeness(place, List.of(texts))), false, Page.first(100)));
  }

  private static Search all(List<Condition> conditions) {
    return new Search(0, conditions, List.of(), false, Page.first(100));
  }

  private List<String> names(Search search) throws SQLException {
    Listing listing = catalogue.search(search);
    assertThat(listing.totalCount()).isGreaterThanOrEqualTo(listing.files().size());
    return new ArrayList<>(listing.files().stream().map(RecordedFile::name).toList());
  }
}
