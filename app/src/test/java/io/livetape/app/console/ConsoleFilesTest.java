package io.livetape.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's page and scripts as HTTP answers. */
class ConsoleFilesTest {
  @AutoClose
  private static LivetapeServer server;
  private static ConsoleClient client;

  @BeforeAll
  static void start() {
    server = LivetapeServer.start();
    client = new ConsoleClient(server);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/console", "/console/", "/console/live", "/console/files/911/x", "/console/live/%3Cscript%3E"})
  void page_atEveryAddress_isTheShell_thatRunsOurScriptsAlone(String path) {
    HttpResponse<String> answer = client.get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "content-security-policy")).startsWith("default-src 'none'; script-src 'self' 'sha256-")
        .contains("frame-ancestors 'none'", "base-uri 'none'").doesNotContain("unsafe", "http", "*");
    assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
    assertThat(header(answer, "referrer-policy")).isEqualTo("same-origin");
    assertThat(answer.body()).doesNotContain("<style", " style=", " onclick", "911", "%3Cscript");
    assertThat(answer.body().split("<script")).as("the import map and the beginning").hasSize(3);
  }

  @Test
  void script_isKeptForEver_andSentCompressedToWhoTakesThat() {
    String path = address("main\\.js");
    HttpResponse<String> plain = client.get(path);
    HttpResponse<String> gzipped = client.get(address("styles/base\\.css"), "Accept-Encoding", "br, gzip;q=0.8");

    assertThat(header(plain, "cache-control")).contains("immutable", "max-age=31536000");
    assertThat(header(plain, "content-type")).startsWith("text/javascript");
    assertThat(header(plain, "content-encoding")).isEmpty();
    assertThat(header(gzipped, "content-encoding")).isEqualTo("gzip");
    assertThat(header(gzipped, "vary")).isEqualToIgnoringCase("accept-encoding");
    assertThat(header(plain, "etag")).matches("\"[0-9a-f]{64}\"");
    assertThat(client.get(path, "If-None-Match", header(plain, "etag")).statusCode()).isEqualTo(304);
    assertThat(client.get(path.replaceFirst("assets/[0-9a-f]+", "assets/0123456789abcdef")).statusCode()).isEqualTo(404);
    assertThat(client.get(path.replace("main.js", "none.js")).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"zh-CN,zh;q=0.9,en;q=0.8 | '' | zh", "de,en;q=0.5 | '' | en", "zh-TW | '' | zh", "'' | '' | en",
      ";;;q=x | '' | en", "zh | livetape_language=en | en", "en | livetape_language=zh; livetape_theme=dark | zh",
      "en | livetape_language=\"><script>; livetape_theme=x | en"})
  void language_isTheChosenOne_elseTheBrowsers(String accepted, String cookies, String language) {
    HttpResponse<String> answer = client.get("/console", "Accept-Language", accepted.isEmpty() ? "*" : accepted, "Cookie", cookies);

    assertThat(answer.body()).startsWith("<!doctype html>\n<html lang=\"" + language + "\""
        + (cookies.contains("theme=dark") ? " data-theme=\"dark\">" : ">"));
  }

  private static String address(String name) {
    Matcher matcher = Pattern.compile("\"(/console/assets/[0-9a-f]{16}/" + name + ")\"").matcher(client.get("/console").body());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
