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
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Joining by API 2.0. */
class ConcatVideoTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Sdk.Way WAY = new Sdk.Way("HmacSHA256", "POST");

  @AutoClose
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

  @Test
  void concatVideo_ofTwoPushes_makesBothFormats() throws Exception {
    JsonNode answer = call("ConcatVideo", parameters("name", "both & more", "dstType.0", "mp4", "dstType.1", "m3u8"));
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
  void simpleConcatHls_ofTwoPushes_isAnHlsFileAtOnce() {
    JsonNode answer = call("SimpleConcatHls", parameters("name", "joined"));
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
  void files_thatAreOverOrOfAnotherPart_areNone() {
    server.data().add(ShelvedFile.of("5", "expired").as(FileFormat.HLS).until(ShelvedFile.NOON).file());
    server.data().add(ShelvedFile.of("6", "of another part").as(FileFormat.HLS).filed(7, 0).file());
    for (String fileId : List.of("5", "6")) {
      JsonNode answer = call("SimpleConcatHls", parameters("name", "x", "srcFileList.1.fileId", fileId));
      assertThat(answer.path("code").intValue()).isEqualTo(10009);
      assertThat(answer.path("message").asText()).contains("no file " + fileId);
    }
  }

  /** The sources are two files that are there, unless the parameters say otherwise. */
  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "ConcatVideo; name=x; 1000; `dstType`",
    "ConcatVideo; name=x&dstType.0=avi; 1000; `dstType`",
    "ConcatVideo; name=x&dstType.0=mp4&dstType.1=m3u8&dstType.2=mp4; 1000; `dstType`",
    "ConcatVideo; dstType.0=mp4; 1000; `name`",
    "ConcatVideo; dstType.0=mp4&name=x*65; 1000; `name`",
    "ConcatVideo; dstType.0=mp4&name=x&srcFileList=1; 1000; `srcFileList",
    "ConcatVideo; dstType.0=mp4&name=x&srcFileList.0.nonsense=1; 1000; nonsense`",
    "ConcatVideo; dstType.0=mp4&name=x&srcFileList.1.fileId=17; 10009; `srcFileList`: there is no file 17",
    "ConcatVideo; dstType.0=mp4&name=x&srcFileList.1.fileId=../17; 10009; `srcFileList`: there is no file ../17",
    "SimpleConcatHls; nonsense=1&name=x; 1000; nonsense`",
    "SimpleConcatHls; dstType.0=mp4; 1000; `dstType`",
    "SimpleConcatHls; ; 1000; `name`",
    "SimpleConcatHls; name=x&srcFileList.1.fileId=17; 10009; `srcFileList`: there is no file 17",
    "CutVideo; name=x; 1000; CutVideo"})
  void calls_thatAreWrong_haveTheirCodesAndChangeNothing(String action, String wrong, int code, String named) {
    List<String> words = wrong == null ? List.of() : Stream.of(wrong.replace("x*65", "x".repeat(65)).split("[&=]")).toList();
    Map<String, String> before = server.data().content();

    JsonNode answer = call(action, parameters(words.toArray(String[]::new)));

    assertThat(answer.path("code").intValue()).as(answer.toString()).isEqualTo(code);
    assertThat(answer.path("message").asText()).contains(named);
    assertThat(server.data().content()).isEqualTo(before);
  }

  @Test
  void call_withAWrongSignature_isRefused() {
    Map<String, String> ghost = parameters("Action", "ConcatVideo", "SecretId", key.getSecretId(), "Nonce", "1", "Timestamp",
        Long.toString(Instant.now().getEpochSecond()), "Signature", "AAAA");
    assertThat(new Version2Calls(server, key, WAY).send(ghost).path("code").intValue()).isEqualTo(4100);
  }

  private static Map<String, String> parameters(String... more) {
    Map<String, String> parameters = new TreeMap<>();
    for (int i = 0; i < files.size(); i++) {
      parameters.put("srcFileList." + i + ".fileId", files.get(i).fileId());
    }
    for (int i = 0; i < more.length; i += 2) {
      parameters.put(more[i], more[i + 1]);
    }
    return parameters;
  }

  private static JsonNode call(String action, Map<String, String> parameters) {
    return new Version2Calls(server, key, WAY).call(action, parameters);
  }
}
