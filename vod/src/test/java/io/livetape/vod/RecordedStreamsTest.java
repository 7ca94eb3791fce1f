package io.livetape.vod;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.media.FileFormat;
import io.livetape.vod.RecordedFile.Content;
import io.livetape.vod.RecordedFile.Origin;
import io.livetape.vod.RecordedStreams.Stream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecordedStreamsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir private Path folder;
  private Database database;
  private Catalogue catalogue;
  private int fileCount;

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
  void search_tellsEachStreamOnce_thoseRecordedLastFirst() throws Exception {
    insert("live", "a", 1);
    insert("live", "b", 5);
    insert("live", "a", 9);
    insert("other", "a", 3);
    insert("", "", 20);

    RecordedStreams.Found found = search("", 10);
    assertThat(found.streams()).containsExactly(stream("live", "a", 9), stream("live", "b", 5), stream("other", "a", 3));
    assertThat(found.more()).isFalse();
    assertThat(search("", 2).streams()).hasSize(2);
    assertThat(search("", 2).more()).isTrue();
  }

  @Test
  void search_byAPart_orByApplicationAndBeginning() throws Exception {
    insert("live", "morning-show", 1);
    insert("live", "news", 2);
    insert("games", "show", 3);

    assertThat(search("show", 10).streams()).extracting(Stream::app).containsExactly("games", "live");
    assertThat(search("live/", 10).streams()).extracting(Stream::stream).containsExactly("news", "morning-show");
    assertThat(search("live/ne", 10).streams()).extracting(Stream::stream).containsExactly("news");
    assertThat(search("%", 10).streams()).isEmpty();
    assertThat(search("'", 10).streams()).isEmpty();
  }

  @Test
  void search_amongTooMany_findsByApplicationAndBeginning_andSaysThatThereAreMore() throws Exception {
    database.writeNow(transaction -> {
      for (int i = 0; i < RecordedStreams.LOOKED_AT_MAX + 10; i++) {
        catalogue.insert(transaction, file("live", "s%05d".formatted(i), i));
      }
      return null;
    });
    String last = "s%05d".formatted(RecordedStreams.LOOKED_AT_MAX + 9);

    assertThat(search(last, 10)).isEqualTo(new RecordedStreams.Found(List.of(), true));
    assertThat(search("live/" + last, 10).streams()).extracting(Stream::stream).containsExactly(last);
  }

  private RecordedStreams.Found search(String text, int max) throws Exception {
    return database.readNow(connection -> RecordedStreams.search(connection, text, max));
  }

  private static Stream stream(String app, String stream, int minute) {
    return new Stream(app, stream, NOON.plusSeconds(60L * minute + 60));
  }

  private void insert(String app, String stream, int minute) throws Exception {
    database.writeNow(transaction -> catalogue.insert(transaction, file(app, stream, minute)));
  }

  private RecordedFile file(String app, String stream, int minute) {
    Instant start = NOON.plusSeconds(60L * minute);
    String id = Integer.toString(++fileCount);
    return new RecordedFile(id, "1_0", FileFormat.MP4, "n", new Origin("", app, stream, "", "", ""), start, start.plusSeconds(60),
        new Content(60_000, 0, 1, 0, 0, "", "aac"), List.of("tapes/" + id), null, start, null, false, FileStatus.NORMAL);
  }
}
