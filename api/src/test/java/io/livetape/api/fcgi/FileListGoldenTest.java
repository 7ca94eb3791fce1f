package io.livetape.api.fcgi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.api.live.LiveProduct;
import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.live.LiveStreams;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Json;
import io.livetape.vod.Catalogue;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RecordedFile;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call and its answer as they are documented, and the same call with something wrong about it. */
class FileListGoldenTest {
  private static final String KEY = "5d41402abc4b2a76b9719d911017c592";
  private static final long T = 1_471_850_187;

  @TempDir private Path folder;
  private Database database;
  private JsonNode golden;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(DatabaseConfig.of(folder.resolve("test.db")));
    try (InputStream in = FileListGoldenTest.class.getResourceAsStream("/goldens/fcgi-file-list.json")) {
      golden = Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    insert("9192487266581821586", "1250000001_0cc175b9c0f1b6a831c399e269772661", "2026-11-20T13:00:00Z", "2026-11-20T13:30:00Z");
    insert("9192487266581821590", "1250000001_92eb5ffee6ae2fec3ad71c777531578f", "2026-11-20T13:30:00Z", "2026-11-20T13:42:10Z");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void fileList_asDocumented_isAnsweredAsDocumented() {
    assertThat(answer(golden.path("request").asText(), false)).isEqualTo(golden.path("response"));
  }

  @Test
  void output_asAList_isTheSameInAListOfOne() {
    JsonNode output = answer(golden.path("request").asText(), true).path("output");

    assertThat(output.isArray()).isTrue();
    assertThat(output).hasSize(1);
    assertThat(output.get(0)).isEqualTo(golden.path("response").path("output"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "appid=1250000001; appid=1250000002; 1; appid is invalid",
    "appid=1250000001; cmd=7; 1; cmd is invalid",
    "appid=1250000001; APPID=1250000001; 0; success",
    "appid=1250000001; cmd=1250000001; 0; success",
    "appid=1250000001; cmd=2121; 0; success",
    "t=1471850187; t=1471850186; 2; t is missing or has passed",
    "t=1471850187; t=1471850188; 2; sign is invalid",
    "sign=b1; sign=b2; 2; sign is invalid",
    "Live_Tape_GetFilelist; Live_Tape_Get; 3; interface is invalid",
    "page_no=1; page_no=0; 4; page_no must be 1 to 100000",
    "page_size=20; page_size=101; 4; page_size must be 1 to 100",
    "Param.n.page_size; Param.s.page_size; 0; success",
    "sort_type=asc; sort_type=up; 4; sort_type must be asc or desc",
    "2121_15919131751; nobody; 20601; no stream of this id was ever pushed",
    "Param.s.channel_id=2121_15919131751; x=y; 4; channel_id must be given",
    "sort_type=asc; sort_type=asc&Param.s.start_time=yesterday; 4; start_time must be a time such as 2016-12-10 00:00:00",
    "sort_type=asc; sort_type=asc&Param.s.start_time=2026-11-20+00:00:00&Param.s.end_time=2026-11-21+00:00:01; 4; "
        + "end_time must be at most a day after start_time"
  })
  void call_withOneChange_isAnsweredSo(String part, String changed, int ret, String message) {
    JsonNode answer = answer(golden.path("request").asText().replace(part, changed), false);

    assertThat(answer.path("ret").asInt()).isEqualTo(ret);
    assertThat(answer.path("message").asText()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "sort_type=desc; 9192487266581821590 9192487266581821586; 2",
    "sort_type=asc&Param.n.page_no=2&Param.n.page_size=1; 9192487266581821590; 2",
    "sort_type=asc&Param.s.start_time=2026-11-20%2021:30:00&Param.s.end_time=2026-11-20%2022:00:00; 9192487266581821590; 1",
    "sort_type=asc&Param.s.end_time=2026-11-20%2021:30:00; 9192487266581821586; 1"
  })
  void fileList_ofAPart_hasThatPartAndTheWholeCount(String parameters, String fileIds, int count) {
    String request = golden.path("request").asText().replaceAll("&Param\\.n\\.page.*", "&Param." + "s." + parameters);
    JsonNode output = answer(request, false).path("output");

    assertThat(output.path("all_count").asInt()).isEqualTo(count);
    assertThat(output.path("file_list")).extracting(file -> file.path("file_id").asText()).containsExactly(fileIds.split(" "));
  }

  @Test
  void interface_withoutAKey_isOff_alsoForWhoSignsWithTheEmptyOne() {
    JsonNode answer = routes("", false).answer(call(golden.path("request").asText()
        .replace("b17971b51ba0fe5916ddcd96692e9fb3", "951b283302546fa7bd427a6b7ab42b9b")));

    assertThat(answer.path("ret").asInt()).isEqualTo(2);
  }

  private JsonNode answer(String request, boolean outputList) {
    return Json.parse(routes(KEY, outputList).answer(call(request)).toString());
  }

  private FcgiRoutes routes(String key, boolean outputList) {
    LiveStreams streams = new LiveStreams(_ -> Optional.empty(), LiveStreams.SameName.REFUSE, 1, List.of());
    LiveProduct.Parts parts = new LiveProduct.Parts(
        database, null, null, null, streams, null, null, null, "", InstantSource.fixed(Instant.ofEpochSecond(T)));
    return new FcgiRoutes(new FcgiAccount(Set.of("1250000001", "2121"), key), outputList, parts, new Catalogue(database),
        (format, id) -> "http://127.0.0.1:8080/vod/1250000001/" + id + "/f0." + format.extension());
  }

  /** The query, decoded as any HTTP server does. */
  private static FcgiCall call(String request) {
    String query = URI.create(request.substring(request.indexOf(' ') + 1)).getRawQuery();
    return FcgiCall.of(Stream.of(query.split("&")).map(pair -> Map.entry(pair.split("=", 2)[0],
        URLDecoder.decode(pair.split("=", 2)[1], StandardCharsets.UTF_8))).toList());
  }

  private void insert(String fileId, String videoId, String startedAt, String endedAt) throws Exception {
    RecordedFile.Origin origin = new RecordedFile.Origin("2121.livepush.example.test", "live", "2121_15919131751", "1", "", "");
    RecordedFile file = new RecordedFile(fileId, videoId, FileFormat.MP4, "name", origin, Instant.parse(startedAt), Instant.parse(endedAt),
        new RecordedFile.Content(1, 0, 1, 1280, 720, "h264", "aac"), List.of("tapes/" + fileId), null, Instant.parse(endedAt), null, false,
        FileStatus.NORMAL);
    database.writeNow(transaction -> new Catalogue(database).insert(transaction, file));
  }
}
