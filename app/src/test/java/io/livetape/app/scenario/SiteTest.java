package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.vod.v20180717.models.ModifyMediaInfoRequest;
import io.livetape.app.LivetapeServer;
import io.livetape.app.api.Sdk;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import io.livetape.vod.Entry;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.RecordedFile.Content;
import io.livetape.vod.RecordedFile.Origin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code /} lists, and what it keeps to itself; who may frame a player. */
class SiteTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Instant START = Instant.parse("2026-11-20T09:30:00Z");
  private static final Pattern NAME = Pattern.compile("<span class=\"name\"><bdi>(.*?)</bdi>");
  private static LivetapeServer server;

  @BeforeAll
  static void start() {
    server = LivetapeServer.start("recording.time-zone=UTC", "recording.formats=mp4");
    add(server);
  }

  private static void add(LivetapeServer to) {
    to.data().add(file("1", "morning", FileFormat.MP4, "push1", FileStatus.NORMAL));
    to.data().add(file("2", "morning", FileFormat.HLS, "push1", FileStatus.NORMAL));
    to.data().add(file("3", "evening", FileFormat.MP4, "push2", FileStatus.NORMAL));
    to.data().add(file("4", "banned", FileFormat.MP4, "push3", FileStatus.FORBIDDEN));
    RecordedFile secret = file("5", "consultation", FileFormat.MP4, "push4", FileStatus.NORMAL);
    to.data().add(secret.described(secret.name(), null, tagged("private")));
    to.data().add(secret(6, "over", Instant.now().minusSeconds(1)));
    RecordedFile other = file("7", "elsewhere", FileFormat.MP4, "push6", FileStatus.NORMAL);
    to.data().add(other.described(other.name(), null, Entry.recorded(1_500_000_001L, Entry.NO_CLASS)));
  }

  @AfterAll
  static void close() {
    HTTP.close();
    if (server != null) {
      server.close();
    }
  }

  @Test
  void home_listsAShowOnce_andNothingThatIsForbiddenPrivateOverOrElsewhere() throws Exception {
    String home = get(server, "/").body();

    assertThat(names(home)).endsWith("evening", "morning").doesNotHaveDuplicates();
    assertThat(home).contains("href=\"/watch/2\"", "href=\"/watch/live/morning\"", "20 Nov 2026, 09:30", "<span class=\"length\">1:30</span>")
        .doesNotContain("banned", "consultation", "over<", "elsewhere");
  }

  @Test
  void search_byTheBeginningOfAName_findsThatAlone() throws Exception {
    assertThat(names(get(server, "/?q=morn").body())).containsExactly("morning");
    assertThat(get(server, "/?q=orning").body()).contains("Nothing begins with “<bdi>orning</bdi>”");
    assertThat(get(server, "/?q=%3Cscript%3E").body()).contains("&lt;script&gt;").doesNotContain("<script>");
  }

  @Test
  void file_thatIsRenamed_hasItsNewNameOnEveryPage() throws Exception {
    try (LivetapeServer own = LivetapeServer.start("recording.time-zone=UTC")) {
      add(own);
      ModifyMediaInfoRequest request = new ModifyMediaInfoRequest();
      request.setFileId("1");
      request.setName("Good <b>morning</b>");
      Sdk.vod(own).ModifyMediaInfo(request);

      String shown = "<bdi>Good &lt;b&gt;morning&lt;/b&gt;</bdi>";
      String home = get(own, "/").body();
      assertThat(names(home)).containsExactly("evening", "Good &lt;b&gt;morning&lt;/b&gt;");
      assertThat(home).contains("href=\"/watch/live/morning\"><bdi>morning</bdi>");
      assertThat(names(get(own, "/?q=Good").body())).containsExactly("Good &lt;b&gt;morning&lt;/b&gt;");
      assertThat(get(own, "/watch/live/morning").body()).contains("<h1><bdi>morning</bdi>", "<h4 class=\"title\">" + shown);
      assertThat(get(own, "/watch/1").body()).contains("<title>Good &lt;b&gt;morning&lt;/b&gt; · Livetape", "<h1>" + shown);
      assertThat(get(own, "/watch/2").body()).contains("<h1><bdi>morning</bdi></h1>", "<h3 class=\"title\">" + shown);
      assertThat(get(own, "/embed/1").body()).contains("Good &lt;b&gt;morning&lt;/b&gt;</a>");
    }
  }

  @Test
  void home_whereListsAreOffOrFilesAreSigned_namesNothing() throws Exception {
    for (String setting : List.of("site.list=false", "play.key=12345678abcd")) {
      try (LivetapeServer closed = LivetapeServer.start(setting)) {
        add(closed);
        assertThat(get(closed, "/").body()).as(setting).contains("Watch a stream or a recording").doesNotContain("morning");
        assertThat(get(closed, "/?q=morn").body()).as(setting).doesNotContain("morning");
      }
    }
  }

  @Test
  void liveStream_isListedFirst() throws Exception {
    try (ToolProcess push = Ffmpeg.pushForEver(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2))), server.pushUrl("night"), LIMIT)) {
      server.awaitPush();
      Awaitility.await().atMost(LivetapeServer.PATIENCE).untilAsserted(
          () -> assertThat(names(get(server, "/").body())).startsWith("night", "evening"));
      String home = get(server, "/").body();
      assertThat(home).contains("<a class=\"picture\" href=\"/watch/live/night\">", "<span class=\"badge\">Live</span>");
      assertThat(names(get(server, "/?q=nigh").body())).containsExactly("night");
      push.stop();
    }
  }

  @Test
  void player_mayBeFramedByThoseWhomTheConfigurationNames() throws Exception {
    assertThat(policy(get(server, "/embed/1"))).endsWith("frame-ancestors *");
    assertThat(policy(get(server, "/watch/1"))).endsWith("frame-ancestors 'none'");
    assertThat(get(server, "/embed/1").body()).contains("<video", "/vod/1250000001/1/f0.mp4").doesNotContain("<header");
    assertThat(get(server, "/embed/4").statusCode()).isEqualTo(403);
    assertThat(get(server, "/embed/99").statusCode()).isEqualTo(404);
    try (LivetapeServer ours = LivetapeServer.start("site.embed-by=https://a.example,https://*.b.example:8443")) {
      add(ours);
      assertThat(policy(get(ours, "/embed/1"))).endsWith("frame-ancestors https://a.example https://*.b.example:8443");
    }
  }

  private static String policy(HttpResponse<String> answer) {
    return answer.headers().firstValue("content-security-policy").orElseThrow();
  }

  private static List<String> names(String home) {
    return NAME.matcher(home).results().map(found -> found.group(1)).toList();
  }

  private static Entry tagged(String tag) {
    Entry plain = Entry.RECORDED;
    return new Entry(plain.subAppId(), plain.classId(), plain.source(), "", "", null, List.of(tag), null, null);
  }

  private static RecordedFile secret(long id, String stream, Instant expiresAt) {
    RecordedFile file = file(Long.toString(id), stream, FileFormat.MP4, "push" + id, FileStatus.NORMAL);
    return file.described(file.name(), expiresAt, file.entry());
  }

  private static RecordedFile file(String id, String stream, FileFormat format, String push, FileStatus status) {
    return new RecordedFile(id, "v" + id, format, stream, new Origin("", "live", stream, push, "", ""), START, START.plusSeconds(90),
        new Content(90_000, 0, 1000, 320, 180, "h264", "aac"), List.of("tapes/none.mp4"), format == FileFormat.HLS ? "m3u8/1.m3u8" : null,
        START.plusSeconds(Long.parseLong(id)), null, false, status);
  }

  private static HttpResponse<String> get(LivetapeServer from, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(from.http(path))).header("Accept", "text/html").timeout(LivetapeServer.PATIENCE).build();
    return HTTP.send(request, BodyHandlers.ofString());
  }
}
