package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.vod.v20180717.VodClient;
import com.tencentcloudapi.vod.v20180717.models.MediaInfo;
import com.tencentcloudapi.vod.v20180717.models.SearchMediaRequest;
import com.tencentcloudapi.vod.v20180717.models.SearchMediaResponse;
import com.tencentcloudapi.vod.v20180717.models.SortBy;
import com.tencentcloudapi.vod.v20180717.models.TimeRange;
import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.vod.Entry;
import io.livetape.vod.Source;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Finding files by the SDK's own classes. */
class VodSearchTest {
  private static LivetapeServer server;
  private static VodClient client;

  @BeforeAll
  static void start() throws Exception {
    server = LivetapeServer.start("api.rate-limit=1000");
    client = Sdk.vod(endpoint(), server.apiKey(), Sdk.USUAL);
    Stream.of(
        ShelvedFile.of("1", "room_1 intro").said(Source.RECORD, "about algebra", "maths", "2026"),
        ShelvedFile.of("2", "room_2 algebra").as(FileFormat.HLS).ofStream(ShelvedFile.origin("s2")),
        ShelvedFile.of("3", "\u9ad8\u7b49\u6570\u5b66 1").as(FileFormat.AAC).until(ShelvedFile.NOON.plus(Duration.ofDays(7))),
        ShelvedFile.of("4", "Algebra").said(Source.UPLOAD, "", "history"),
        ShelvedFile.of("5", "elsewhere").filed(1_500_000_001, 0),
        ShelvedFile.of("6", "a lesson").entered(
            new Entry(0, 0, Source.ROOM_RECORD, "", "", new Entry.Room(1400000123, "1001"), List.of(), null, null)))
        .forEach(file -> server.data().add(file.file()));
  }

  @AfterAll
  static void close() {
    server.close();
  }

  private static String endpoint() {
    return "127.0.0.1:" + server.httpPort();
  }

  static List<Sdk.Way> ways() {
    return Sdk.Way.all();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void search_ofEveryKind_isUnderstoodInEveryWay(Sdk.Way way) throws Exception {
    SearchMediaRequest request = new SearchMediaRequest();
    request.setNamePrefixes(new String[] {"room_", "\u9ad8"});
    request.setCreateTime(range("2026-11-20T20:00:00+08:00", "2026-11-20T12:03:00Z"));
    request.setFilters(new String[] {"basicInfo"});
    request.setSort(sort("Asc"));
    request.setOffset(1L);
    request.setLimit(2L);

    SearchMediaResponse found = Sdk.vod(endpoint(), server.apiKey(), way).SearchMedia(request);

    assertThat(found.getTotalCount()).isEqualTo(3);
    assertThat(found.getMediaInfoSet()).extracting(MediaInfo::getFileId).containsExactly("2", "3");
    assertThat(found.getMediaInfoSet()[0].getBasicInfo().getName()).isEqualTo("room_2 algebra");
    assertThat(found.getMediaInfoSet()[0].getMetaData()).as("not asked for").isNull();
  }

  @Test
  void search_withoutAnything_findsAllOfTheAccountsOwnNewestFirst() throws Exception {
    assertThat(found(_ -> {})).containsExactly("6", "4", "3", "2", "1");
    assertThat(found(request -> request.setSubAppId(7L))).as("another part by any number").isEmpty();
    assertThat(found(request -> request.setSubAppId(1250000001L))).as("the account itself").hasSize(5);
    assertThat(found(request -> request.setSubAppId(1_500_000_001L))).containsExactly("5");
    assertThat(found(request -> request.setSubAppId(0L))).hasSize(5);
  }

  @Test
  void search_byWhatFilesAre_findsThem() throws Exception {
    assertThat(found(request -> request.setFileIds(strings("3", "5", "99")))).containsExactly("3");
    assertThat(found(request -> request.setVids(strings("1250000001_2")))).containsExactly("2");
    assertThat(found(request -> request.setVid("1250000001_2"))).containsExactly("2");
    assertThat(found(request -> request.setTags(strings("maths", "history")))).containsExactly("4", "1");
    assertThat(found(request -> request.setCategories(strings("Audio")))).containsExactly("3");
    assertThat(found(request -> request.setCategories(strings("Image")))).isEmpty();
    assertThat(found(request -> request.setCategories(strings("Audio", "Video")))).hasSize(5);
    assertThat(found(request -> request.setMediaTypes(strings("m3u8", "AAC")))).containsExactly("3", "2");
    assertThat(found(request -> request.setMediaTypes(strings("webm")))).isEmpty();
    assertThat(found(request -> request.setStatus(strings("Normal", "Forbidden")))).hasSize(5);
    assertThat(found(request -> request.setStatus(strings("SystemForbidden")))).isEmpty();
    assertThat(found(request -> request.setStorageClasses(strings("ARCHIVE")))).isEmpty();
    assertThat(found(request -> request.setStorageClasses(strings("ARCHIVE", "STANDARD")))).hasSize(5);
    assertThat(found(request -> request.setStorageRegions(strings("ap-chongqing")))).isEmpty();
    assertThat(found(request -> request.setReviewResults(strings("pass")))).isEmpty();
  }

  @Test
  void search_byWhereFilesComeFrom_findsThem() throws Exception {
    assertThat(found(request -> request.setSourceTypes(strings("Upload", "TrtcRecord")))).containsExactly("6", "4");
    assertThat(found(request -> request.setSourceTypes(strings("Unknown")))).isEmpty();
    assertThat(found(request -> request.setSourceType("Upload"))).containsExactly("4");
    assertThat(found(request -> request.setStreamIds(strings("s2", "s3")))).containsExactly("2");
    assertThat(found(request -> request.setStreamId("s2"))).containsExactly("2");
    assertThat(found(request -> request.setStreamDomains(strings("push.test")))).hasSize(5);
    assertThat(found(request -> request.setStreamPaths(strings("show")))).isEmpty();
    assertThat(found(request -> request.setTrtcSdkAppIds(new Long[] {1400000123L}))).containsExactly("6");
    assertThat(found(request -> request.setTrtcRoomIds(strings("1001", "1002")))).containsExactly("6");
    assertThat(found(request -> request.setTrtcRoomIds(strings("100")))).isEmpty();
  }

  @Test
  void search_byTimes_includesBothEndsInTheNewerWayOnly() throws Exception {
    assertThat(found(request -> request.setCreateTime(range("2026-11-20T12:02:00Z", "2026-11-20T12:04:00Z"))))
        .containsExactly("4", "3", "2");
    assertThat(found(request -> request.setCreateTime(range(null, "2026-11-20T12:01:00Z")))).containsExactly("1");
    assertThat(found(request -> {
      request.setStartTime("2026-11-20T12:02:00Z");
      request.setEndTime("2026-11-20T12:04:00Z");
    })).containsExactly("3", "2");
    assertThat(found(request -> request.setExpireTime(range("2026-11-20T12:00:00Z", "2026-12-20T12:00:00Z")))).containsExactly("3");
  }

  @Test
  void search_byTextsLikeNames_givesTheBestMatchFirstWhateverTheOrder() throws Exception {
    assertThat(found(request -> {
      request.setNames(strings("algebra"));
      request.setSort(sort("Asc"));
    })).containsExactly("4", "2");
    assertThat(found(request -> request.setNames(strings("\u6570\u5b66")))).containsExactly("3");
    assertThat(found(request -> request.setDescriptions(strings("algebra")))).containsExactly("1");
    assertThat(found(request -> request.setText("ALGEBRA"))).containsExactly("4", "1", "2");
    assertThat(found(request -> {
      request.setNames(strings("algebra"));
      request.setStreamIds(strings("s2"));
    })).containsExactly("2");
  }

  private static List<String> found(Consumer<SearchMediaRequest> wish) throws Exception {
    SearchMediaRequest request = new SearchMediaRequest();
    wish.accept(request);
    SearchMediaResponse found = client.SearchMedia(request);
    assertThat(found.getTotalCount()).isEqualTo(found.getMediaInfoSet().length);
    return Stream.of(found.getMediaInfoSet()).map(MediaInfo::getFileId).toList();
  }

  private static String[] strings(String... values) {
    return values;
  }

  private static TimeRange range(String after, String before) {
    TimeRange range = new TimeRange();
    range.setAfter(after);
    range.setBefore(before);
    return range;
  }

  private static SortBy sort(String order) {
    SortBy sort = new SortBy();
    sort.setField("CreateTime");
    sort.setOrder(order);
    return sort;
  }
}
