package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which language an answer has, and that it says so to whoever keeps answers. */
class SiteLanguageTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static LivetapeServer server;

  @BeforeAll
  static void start() {
    server = LivetapeServer.start();
  }

  @AfterAll
  static void close() {
    HTTP.close();
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "/        | zh-CN,zh;q=0.9 |                       | zh-CN", "/         | en-GB,en | x=y                   | en",
    "/        | en             | livetape_language=zh  | zh-CN", "/         | zh       | livetape_language=en  | en",
    "/        | zh             | livetape_language=xx  | zh-CN", "/?lang=zh | en       | livetape_language=en  | zh-CN",
    "/?lang=en-US | zh         | livetape_language=zh  | en",    "/?lang=xx | zh       |                       | zh-CN"
  })
  void language_isThatOfTheAddress_elseTheChosenOne_elseTheBrowsers(String path, String accepted, String cookie, String tag)
      throws Exception {
    HttpResponse<String> answer = get(path, "text/html", accepted, cookie == null ? "a=b" : cookie);

    assertThat(answer.body()).startsWith("<!doctype html>\n<html lang=\"" + tag + "\">");
    assertThat(answer.headers().allValues("content-language")).containsExactly(tag);
    assertThat(answer.headers().allValues("set-cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/watch/9", "/embed/9", "/watch/live/none", "/nothing"})
  void page_isNeverKeptForOthers_whoMayHaveAnotherLanguage(String path) throws Exception {
    HttpResponse<String> answer = get(path, "text/html", "zh", "a=b");

    assertThat(String.join(", ", answer.headers().allValues("vary"))).containsIgnoringCase("accept-language, cookie");
    assertThat(answer.headers().allValues("cache-control")).containsExactly("no-cache");
    assertThat(answer.headers().allValues("etag")).isEmpty();
  }

  @Test
  void failure_isInTheLanguageOfAPage_andInEnglishForPrograms() throws Exception {
    assertThat(get("/watch/9", "text/html", "zh", "a=b").body()).contains("<h1>未找到</h1>", "没有此录制文件，可能已被删除或已过期。");
    assertThat(get("/replay/live/none.m3u8?from=x", "text/html", "zh", "a=b").body()).contains("<h1>请求有误</h1>", "“from”不是有效时间");
    assertThat(get("/watch/9", "*/*", "zh", "livetape_language=zh").body())
        .isEqualTo("There is no such recording. It may have been deleted.\n");
  }

  private static HttpResponse<String> get(String path, String accept, String language, String cookie) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.http(path))).header("Accept", accept).header("Accept-Language", language)
        .header("Cookie", cookie).timeout(LivetapeServer.PATIENCE).build();
    return HTTP.send(request, BodyHandlers.ofString());
  }
}
