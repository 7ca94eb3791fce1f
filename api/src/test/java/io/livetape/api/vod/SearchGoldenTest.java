package io.livetape.api.vod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.api.SubApps;
import io.livetape.api.transport.AnswerWriter;
import io.livetape.api.transport.RecordText;
import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Json;
import io.livetape.vod.Catalogue;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RecordedFile;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search and its answer as they are documented; rates and lengths are those of the file, which the documented ones are not quite. */
class SearchGoldenTest {
  private static final long ACCOUNT = 1_250_000_001;

  @TempDir private Path folder;
  private Database database;
  private Catalogue catalogue;
  private JsonNode golden;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(DatabaseConfig.of(folder.resolve("test.db")));
    catalogue = new Catalogue(database);
    try (InputStream in = SearchGoldenTest.class.getResourceAsStream("/goldens/vod-search-media.json")) {
      golden = Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    insert("5285890781570653827", "1400000123_1001_rexchang_main_2026-11-20-21-00-00_2026-11-20-21-30-00");
    insert("5285890781570653828", "1400000123_1001_lixiaoming_main_2026-11-20-21-00-00_2026-11-20-21-30-00");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void search_asDocumented_isAnsweredAsDocumented() throws Exception {
    assertHas(golden.path("response"), search(golden.path("request").toString()), "response");
  }

  @Test
  void search_withFilters_tellsNothingElse() throws Exception {
    JsonNode file = search(golden.path("request").toString()).path("MediaInfoSet").path(0);
    file.properties().forEach(field -> assertThat(field.getValue().isNull()).as(field.getKey())
        .isEqualTo(!List.of("FileId", "BasicInfo", "MetaData").contains(field.getKey())));
  }

  private JsonNode search(String request) throws SQLException {
    FileAddresses addresses = new FileAddresses((_, id) -> "http://127.0.0.1:8080/vod/1250000001/" + id + "/playlist.m3u8", (_, _) -> "");
    SearchActions actions = new SearchActions(catalogue, new MediaInfos(catalogue, addresses), new SubApps(ACCOUNT));
    SearchRequest asked = RecordText.read(SearchRequest.class, request);
    return Json.parse(AnswerWriter.json(actions.search(asked)).toString());
  }

  /** Whatever the golden has, and maybe more, where the API has grown. */
  private static void assertHas(JsonNode expected, JsonNode actual, String path) {
    if (expected.isObject()) {
      for (Map.Entry<String, JsonNode> field : expected.properties()) {
        assertThat(actual.has(field.getKey())).as(path + "." + field.getKey()).isTrue();
        assertHas(field.getValue(), actual.get(field.getKey()), path + "." + field.getKey());
      }
    } else if (expected.isArray()) {
      assertThat(actual.size()).as(path).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        assertHas(expected.get(i), actual.get(i), path + "." + i);
      }
    } else if (expected.isNumber()) {
      assertThat(actual.asDouble()).as(path).isEqualTo(expected.asDouble());
    } else {
      assertThat(actual).as(path).isEqualTo(expected);
    }
  }

  private void insert(String fileId, String name) throws SQLException {
    RecordedFile.Origin origin = new RecordedFile.Origin("2121.livepush.example.test", "trtc_1400000123", "1400000123_1001_rexchang_main",
        "1", "sdkappid=1400000123&groupid=1001&userid=cmV4Y2hhbmc=&userdefinerecordid=lesson-1", "");
    RecordedFile.Content content = new RecordedFile.Content(1_800_040, 0, 97_493_530, 1280, 720, "h264", "aac", 15, 83_093_210, 48_000);
    RecordedFile file = new RecordedFile(fileId, "1250000001_d906dfaed13073ffcf280a325f88daa2", FileFormat.HLS, name, origin,
        Instant.parse("2026-11-20T13:00:00Z"), Instant.parse("2026-11-20T13:30:00Z"), content, List.of("tapes/1.mp4"), null,
        Instant.parse("2026-11-20T13:30:06Z"), null, false, FileStatus.NORMAL);
    database.writeNow(transaction -> catalogue.insert(transaction, file));
  }
}
