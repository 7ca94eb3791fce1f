package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.vod.v20180717.VodClient;
import com.tencentcloudapi.vod.v20180717.models.ConcatFileInfo2017;
import com.tencentcloudapi.vod.v20180717.models.DescribeTaskDetailRequest;
import com.tencentcloudapi.vod.v20180717.models.DescribeTaskDetailResponse;
import com.tencentcloudapi.vod.v20180717.models.EventContent;
import com.tencentcloudapi.vod.v20180717.models.PullEventsRequest;
import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.Json;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Joining by API 2.0: its client sends to a fixed host, so that the calls are made and signed here as its documentation says. */
class ConcatVideoTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static LivetapeServer server;
  private static Credential key;
  private static Path source;
  private static List<RecordedFile> files;

  @BeforeAll
  static void start() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(3)));
    server = LivetapeServer.start();
    key = server.apiKey();
    for (int i = 1; i <= 2; i++) {
      try (var push = Ffmpeg.push(source, server.pushUrl("show", "record=hls"), Ffmpeg.Pace.AS_FAST_AS_POSSIBLE, LIMIT)) {
        assertThat(push.await(LIMIT).status()).isZero();
      }
      files = server.awaitFiles("show", i);
    }
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HmacSHA1", "HmacSHA256"})
  void concatVideo_ofTwoPushes_makesBothFormats(String method) throws Exception {
    Map<String, String> parameters = parameters("ConcatVideo", "name", "both & more", "dstType.0", "mp4", "dstType.1", "m3u8");
    parameters.put("SignatureMethod", method);
    JsonNode answer = call(parameters, method);
    assertThat(answer.path("code").intValue()).as(answer.toString()).isZero();

    VodClient client = Sdk.vod("127.0.0.1:" + server.httpPort(), key, Sdk.USUAL);
    DescribeTaskDetailRequest which = new DescribeTaskDetailRequest();
    which.setTaskId(answer.path("vodTaskId").asText());
    Awaitility.await().atMost(LIMIT).until(() -> client.DescribeTaskDetail(which).getStatus().equals("FINISH"));

    DescribeTaskDetailResponse task = client.DescribeTaskDetail(which);
    assertThat(task.getTaskType()).isEqualTo("Concat");
    PacketHashes pushed = PacketHashes.of(source);
    assertThat(task.getConcatTask().getFileInfoSet()).extracting(ConcatFileInfo2017::getFileType).containsExactly("mp4", "m3u8");
    for (ConcatFileInfo2017 made : task.getConcatTask().getFileInfoSet()) {
      assertThat(made.getErrCode()).as(made.getMessage()).isZero();
      PacketHashes.of(made.getFileUrl()).assertSameAs(pushed.then(pushed));
    }
    Awaitility.await().atMost(LIMIT).until(() -> List.of(client.PullEvents(new PullEventsRequest()).getEventSet()).stream()
        .map(EventContent::getConcatCompleteEvent).anyMatch(event -> event != null && event.getTaskId().equals(which.getTaskId())));
  }

  @Test
  void simpleConcatHls_ofTwoPushes_isAnHlsFileAtOnce() throws Exception {
    JsonNode answer = call(parameters("SimpleConcatHls", "name", "joined"), "HmacSHA1");
    assertThat(answer.path("code").intValue()).as(answer.toString()).isZero();
    RecordedFile made = server.data().files().stream().filter(file -> file.fileId().equals(answer.path("fileId").asText())).findFirst()
        .orElseThrow();
    assertThat(made.format()).isEqualTo(FileFormat.HLS);
    assertThat(made.blobKeys()).hasSize(2);
    assertThat(server.get(server.url(made))).contains("#EXT-X-DISCONTINUITY").endsWith("#EXT-X-ENDLIST\n");
    PacketHashes pushed = PacketHashes.of(source);
    PacketHashes.of(server.url(made)).assertSameAs(pushed.then(pushed));
  }

  @Test
  void files_thatAreOverOrOfAnotherPart_areNone() throws Exception {
    server.data().add(ShelvedFile.of("5", "expired").as(FileFormat.HLS).until(ShelvedFile.NOON).file());
    server.data().add(ShelvedFile.of("6", "of another part").as(FileFormat.HLS).filed(7, 0).file());
    for (String fileId : List.of("5", "6")) {
      Map<String, String> parameters = parameters("SimpleConcatHls", "name", "x");
      parameters.put("srcFileList.1.fileId", fileId);
      JsonNode answer = call(parameters, "HmacSHA1");
      assertThat(answer.path("code").intValue()).isEqualTo(10009);
      assertThat(answer.path("message").asText()).contains("no file " + fileId);
    }
  }

  @Test
  void calls_thatAreWrong_haveTheirCodes() throws Exception {
    Map<String, String> noType = parameters("ConcatVideo", "name", "x");
    assertThat(call(noType, "HmacSHA1").path("code").intValue()).isEqualTo(1000);
    Map<String, String> noFile = parameters("ConcatVideo", "name", "x", "dstType.0", "mp4");
    noFile.put("srcFileList.0.fileId", "17");
    assertThat(call(noFile, "HmacSHA1").path("code").intValue()).isEqualTo(10009);
    Map<String, String> ghost = parameters("ConcatVideo", "name", "x", "dstType.0", "mp4");
    String query = query(ghost) + "&Signature=AAAA";
    assertThat(Json.parse(server.get(server.http("/v2/index.php?" + query))).path("code").intValue()).isEqualTo(4100);
  }

  private static Map<String, String> parameters(String action, String... more) {
    Map<String, String> parameters = new TreeMap<>(Map.of("Action", action, "Region", "gz", "SecretId", key.getSecretId(),
        "Timestamp", Long.toString(Instant.now().getEpochSecond()), "Nonce", Long.toString(System.nanoTime())));
    for (int i = 0; i < files.size(); i++) {
      parameters.put("srcFileList." + i + ".fileId", files.get(i).fileId());
    }
    for (int i = 0; i < more.length; i += 2) {
      parameters.put(more[i], more[i + 1]);
    }
    return parameters;
  }

  private static JsonNode call(Map<String, String> parameters, String algorithm) throws Exception {
    String toSign = parameters.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining("&", "GET127.0.0.1:" + server.httpPort() + "/v2/index.php?", ""));
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(key.getSecretKey().getBytes(StandardCharsets.UTF_8), algorithm));
    String signature = Base64.getEncoder().encodeToString(mac.doFinal(toSign.getBytes(StandardCharsets.UTF_8)));
    return Json.parse(server.get(server.http("/v2/index.php?" + query(parameters) + "&Signature=" + encoded(signature))));
  }

  private static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream().map(each -> each.getKey() + "=" + encoded(each.getValue())).collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
