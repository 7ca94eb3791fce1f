package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.RecordedFile.Content;
import io.livetape.vod.RecordedFile.Origin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages as HTTP answers: what is allowed in them, who gets a page and who gets text, and what the first page keeps to itself. */
class PageTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
  private static LivetapeServer server;

  @BeforeAll
  static void start() {
    server = LivetapeServer.start("recording.time-zone=UTC", "site.list=false");
    server.data().add(file("7", FileStatus.NORMAL));
    server.data().add(file("8", FileStatus.FORBIDDEN));
  }

  @AfterAll
  static void close() {
    HTTP.close();
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"/, 200", "/watch/7, 200", "/watch/live/secret-show, 200", "/watch/8, 403", "/watch/9, 404", "/watch/live/none, 404",
      "/nothing, 404", "/vod/1250000001/9/f0.mp4, 404", "/vod/1250000001/8/f0.mp4, 403", "/live/live/none.flv, 404"})
  void answerForABrowser_isAPageThatRunsOurScriptsAlone(String path, int status) throws Exception {
    HttpResponse<String> answer = get(path, "Accept", BROWSER);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(header(answer, "content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(answer, "content-security-policy")).startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
        .contains("frame-ancestors 'none'").doesNotContain("unsafe", "http", "*");
    assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
    assertThat(header(answer, "referrer-policy")).isEqualTo("no-referrer");
    assertThat(answer.body()).startsWith("<!doctype html>").doesNotContain("<style", " style=", " onclick", "http://www", "//cdn");
  }

  @ParameterizedTest
  @CsvSource({"/watch/9, 404", "/nothing, 404", "/vod/1250000001/9/f0.mp4, 404", "/vod/1250000001/8/f0.mp4, 403"})
  void failureForAPlayer_isText(String path, int status) throws Exception {
    HttpResponse<String> answer = get(path, "Accept", "*/*");

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(header(answer, "content-type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(header(answer, "vary")).isEqualToIgnoringCase("accept");
  }

  /** The path is a line of HTTP/1.1 and a header of HTTP/2. */
  @Test
  void name_ofTenKilobytes_isRefused() throws Exception {
    assertThat(get("/watch/live/" + "x".repeat(10_000)).statusCode()).isEqualTo(404);
    HttpResponse<String> led = get("/watch?stream=" + "x".repeat(10_000));
    assertThat(get(header(led, "location")).statusCode()).isEqualTo(404);
  }

  @Test
  void home_thatListsNothing_namesNoStream() throws Exception {
    assertThat(get("/watch/live/secret-show").body()).contains("secret-show");
    assertThat(get("/").body()).doesNotContain("secret-show");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/?Action=DescribeMediaInfos&Version=2018-07-17", "/"})
  void home_askedAsTheApi_isAnsweredByTheApi(String path) throws Exception {
    HttpResponse<String> answer = path.equals("/") ? get(path, "X-TC-Action", "DescribeMediaInfos") : get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("{\"Response\":{\"Error\":");
  }

  @ParameterizedTest
  @CsvSource({"show, /watch/live/show", "live/show, /watch/live/show", "studio/a%20b, /watch/studio/a%20b", "911, /watch/911",
      "%20show%20, /watch/live/show", "a/../../vod, /watch/a/..%2F..%2Fvod", "//example.org, /watch//%2Fexample.org", "'', /"})
  void whatWasTyped_leadsToItsPage(String typed, String page) throws Exception {
    HttpResponse<String> answer = get("/watch?stream=" + typed);

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(header(answer, "location")).isEqualTo(page);
  }

  @Test
  void ownScripts_areAskedForAnew_thoseOfOthersAreKept() throws Exception {
    assertThat(header(get("/web/watch.js"), "cache-control")).contains("max-age=0");
    assertThat(header(get("/web/watch.js"), "content-type")).startsWith("text/javascript");
    assertThat(header(get("/web/player.js"), "last-modified")).isNotEmpty();
    assertThat(header(get("/web/vendor/hls.js@1.7.4/hls.light.min.mjs"), "cache-control")).contains("max-age=2592000");
    assertThat(header(get("/web/vendor/hls.js@1.7.4/hls.light.min.mjs"), "content-type")).startsWith("text/javascript");
    assertThat(get("/web/vendor/none.js").statusCode()).isEqualTo(404);
  }

  private static RecordedFile file(String id, FileStatus status) {
    Instant start = Instant.parse("2026-11-20T09:30:00Z");
    return new RecordedFile(id, "v", FileFormat.MP4, "name", new Origin("", "live", "secret-show", "77", "", ""), start,
        start.plusSeconds(1), new Content(1000, 0, 1000, 320, 180, "h264", "aac"), List.of("tapes/none.mp4"), null, start, null, false,
        status);
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.http(path)));
    return HTTP.send((headers.length == 0 ? request : request.headers(headers)).timeout(LivetapeServer.PATIENCE).build(),
        BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
