package io.livetape.vod;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.media.FileFormat;
import io.livetape.vod.Likeness.Place;
import io.livetape.vod.RecordedFile.Content;
import io.livetape.vod.RecordedFile.Origin;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ways that a search goes when what it looks for is frequent: 21,000 old files, and then 6,000 new ones. */
@Timeout(120)
class LargeSearchTest {
  private static final int OLD = 21_000;
  private static final int ALL = 27_000;
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir private static Path folder;
  private static Database database;
  private static Catalogue catalogue;

  @BeforeAll
  static void fill() throws Exception {
    database = Database.open(DatabaseConfig.of(folder.resolve("test.db")));
    catalogue = new Catalogue(database);
    database.writeNow(transaction -> {
      for (int i = 0; i < ALL; i++) {
        catalogue.insert(transaction, file(i));
      }
      return null;
    });
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void frequentPrefix_ofNewFiles_isGoneThroughFromTheNewest() throws Exception {
    assertPage(search(4990, Condition.namePrefixes(List.of(""))), 5000, ALL - 4991, 10);
    assertPage(search(0, Condition.namePrefixes(List.of("n", "o"))), 5000, ALL - 1, 10);
  }

  @Test
  void frequentPrefix_ofOldFilesOnly_isFoundFromItsIndex() throws Exception {
    assertPage(search(0, Condition.namePrefixes(List.of("old"))), 5000, OLD - 1, 10);
    assertPage(search(4990, Condition.namePrefixes(List.of("old"))), 5000, OLD - 4991, 10);
  }

  @Test
  void frequentPrefix_ofFilesThatAreFarApart_isPickedFromItsIndex() throws Exception {
    for (int offset : new int[] {0, 4990}) {
      Search search = new Search(0, List.of(Condition.namePrefixes(List.of("old"))), List.of(), false, new Page(offset, 10));
      assertPage(database.readNow(new SearchRun(search, 0)::run), 5000, OLD - 1 - offset, 10);
    }
  }

  @Test
  void frequentPrefix_inEitherOrder_givesTheSameFiles() throws Exception {
    Search oldest = new Search(0, List.of(Condition.namePrefixes(List.of("old"))), List.of(), true, Page.first(3));
    assertThat(numbers(catalogue.search(oldest))).containsExactly(0, 1, 2);
    Search newest = new Search(0, List.of(Condition.namePrefixes(List.of("new"))), List.of(), true, Page.first(3));
    assertThat(numbers(catalogue.search(newest))).containsExactly(OLD, OLD + 1, OLD + 2);
  }

  @Test
  void frequentStream_isFoundInTheOrderOfItsIndex() throws Exception {
    assertPage(search(4000, Condition.streams(List.of("s"))), 5000, ALL - 4001, 10);
    assertPage(search(0, Condition.streams(List.of("s", "t"))), 5000, ALL - 1, 10);
    assertPage(search(0, Condition.streams(List.of("s")), Condition.created(null, at(99))), 100, 99, 10);
  }

  @Test
  void severalFrequentThings_mustAllBeTrue() throws Exception {
    Listing none = search(0, Condition.namePrefixes(List.of("old")), Condition.created(at(OLD), null));
    assertThat(none).isEqualTo(new Listing(List.of(), 0));
    assertPage(search(0, Condition.namePrefixes(List.of("old")), Condition.created(at(500), null), Condition.apps(List.of("live"))),
        5000, OLD - 1, 10);
    assertThat(numbers(search(0, Condition.tags(List.of("even")), Condition.namePrefixes(List.of("old")))).subList(0, 2))
        .containsExactly(OLD - 2, OLD - 4);
    assertThat(search(0, Condition.tags(List.of("even")), Condition.streams(List.of("t"))).totalCount()).isZero();
  }

  @Test
  void frequentText_isRankedAmongTheNewestThatHaveIt() throws Exception {
    assertPage(like("NEW"), 5000, ALL - 1, 10);
    assertPage(like("o"), 5000, OLD - 1, 10);
  }

  @Test
  void rareText_isFoundWhereverItIs() throws Exception {
    assertThat(numbers(like("old-00777"))).containsExactly(777);
    assertThat(numbers(like("777"))).hasSize(10).allMatch(number -> Integer.toString(number).contains("777"));
    assertThat(like("777").totalCount()).isEqualTo((int) IntStream.range(0, ALL).filter(i -> Integer.toString(i).contains("777")).count());
    assertThat(like("nobody")).isEqualTo(new Listing(List.of(), 0));
    Search both = new Search(0, List.of(Condition.tags(List.of("even"))), List.of(new Likeness(Place.NAME, List.of("0077"))), false,
        Page.first(10));
    assertThat(numbers(catalogue.search(both))).containsExactly(778, 776, 774, 772, 770);
  }

  private static void assertPage(Listing listing, int totalCount, int firstNumber, int size) {
    assertThat(listing.totalCount()).isEqualTo(totalCount);
    assertThat(numbers(listing)).isEqualTo(IntStream.range(0, size).mapToObj(i -> firstNumber - i).toList());
  }

  private static List<Integer> numbers(Listing listing) {
    return listing.files().stream().map(file -> Integer.parseInt(file.fileId()) - 1).toList();
  }

  private static Listing search(int offset, Condition... conditions) throws SQLException {
    return catalogue.search(new Search(0, List.of(conditions), List.of(), false, new Page(offset, 10)));
  }

  private static Listing like(String text) throws SQLException {
    return catalogue.search(new Search(0, List.of(), List.of(new Likeness(Place.NAME, List.of(text))), false, Page.first(10)));
  }

  private static Instant at(int number) {
    return NOON.plusSeconds(number);
  }

  private static RecordedFile file(int number) {
    String name = (number < OLD ? "old-" : "new-") + "%05d".formatted(number);
    Entry entry = new Entry(0, 0, Source.RECORD, "", "", null, number % 2 == 0 ? List.of("even") : List.of(), null, null);
    return new RecordedFile(Integer.toString(number + 1), "1_" + number, FileFormat.MP4, name, new Origin("", "live", "s", "", "", ""),
        at(number), at(number), new Content(1, 0, 1, 0, 0, "", "aac"), List.of("tapes/" + number), null, at(number), null, false,
        FileStatus.NORMAL, entry);
  }
}
