package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.tencentcloudapi.vod.v20180717.VodClient;
import com.tencentcloudapi.vod.v20180717.models.CreateClassRequest;
import com.tencentcloudapi.vod.v20180717.models.DescribeMediaInfosRequest;
import com.tencentcloudapi.vod.v20180717.models.DescribeTaskDetailRequest;
import com.tencentcloudapi.vod.v20180717.models.DescribeTaskDetailResponse;
import com.tencentcloudapi.vod.v20180717.models.EditMediaFileInfo;
import com.tencentcloudapi.vod.v20180717.models.EditMediaRequest;
import com.tencentcloudapi.vod.v20180717.models.EditMediaTask;
import com.tencentcloudapi.vod.v20180717.models.EventContent;
import com.tencentcloudapi.vod.v20180717.models.ModifyEventConfigRequest;
import com.tencentcloudapi.vod.v20180717.models.PullEventsRequest;
import com.tencentcloudapi.vod.v20180717.models.PullUploadRequest;
import com.tencentcloudapi.vod.v20180717.models.PullUploadTask;
import io.livetape.app.LivetapeServer;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.Witness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files fetched from another server, asked for by the official SDK. */
class PullUploadTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int SIZE_MAX_BYTES = 2_000_000;

  @TempDir
  private static Path folder;
  private static HttpServer files;
  private static LivetapeServer server;
  private static VodClient client;

  @BeforeAll
  static void start() throws Exception {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    Path mp4 = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(3)));
    Files.copy(mp4, folder.resolve("clip.mp4"));
    for (String ending : List.of("flv", "aac")) {
      List<String> kept = ending.equals("aac") ? List.of("-vn", "-c:a", "copy") : List.of("-c", "copy");
      Ffmpeg.run(LIMIT, Stream.of(List.of("-i", mp4.toString()), kept, List.of(folder.resolve("clip." + ending).toString()))
          .flatMap(List::stream).toList());
    }
    Ffmpeg.run(LIMIT, List.of("-i", mp4.toString(), "-c", "copy", "-movflags", "frag_keyframe+empty_moov",
        folder.resolve("fragmented.mp4").toString()));
    Files.writeString(folder.resolve("list.m3u8"), "#EXTM3U\n");
    Files.write(folder.resolve("large.mp4"), new byte[SIZE_MAX_BYTES + 1]);
    Files.writeString(folder.resolve("page.mp4"), "<html>");
    files = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    files.createContext("/", exchange -> {
      Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
      if (exchange.getRequestURI().getPath().equals("/to-server")) {
        exchange.getResponseHeaders().add("Location", server.http("/metrics"));
        exchange.sendResponseHeaders(302, -1);
      } else if (Files.exists(file)) {
        exchange.sendResponseHeaders(200, Files.size(file));
        send(exchange, file);
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
      exchange.close();
    });
    files.start();
    server = LivetapeServer.start("upload.size-max-bytes=" + SIZE_MAX_BYTES);
    client = Sdk.vod("127.0.0.1:" + server.httpPort(), server.apiKey(), Sdk.USUAL);
  }

  /** A client that has heard enough goes away. */
  private static void send(HttpExchange exchange, Path file) {
    try {
      Files.copy(file, exchange.getResponseBody());
    } catch (IOException _) {
      exchange.close();
    }
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
    files.stop(0);
  }

  @ParameterizedTest
  @CsvSource({"mp4, h264, 320, 2.9, 3.1", "flv, h264, 320, 2.8, 3.1", "aac, '', 0, 2.9, 3.2"})
  void file_isFetchedRecognisedAndPlayed(String ending, String codec, long width, double least, double most) throws Exception {
    PullUploadRequest request = request("/clip." + ending + "?token=x");
    request.setMediaName("from elsewhere, " + ending);
    request.setSourceContext("source");

    PullUploadTask task = await(client.PullUpload(request).getTaskId());

    assertThat(task.getErrCode()).as(task.getMessage()).isZero();
    assertThat(task.getTaskId()).matches("1250000001-pull-[0-9a-f]{32}");
    assertThat(task.getMediaBasicInfo().getName()).isEqualTo("from elsewhere, " + ending);
    assertThat(task.getMediaBasicInfo().getType()).isEqualTo(ending);
    assertThat(task.getMediaBasicInfo().getSourceInfo().getSourceType()).isEqualTo("Upload");
    assertThat(task.getMediaBasicInfo().getSourceInfo().getSourceContext()).isEqualTo("source");
    assertThat((double) task.getMetaData().getDuration()).isBetween(least, most);
    assertThat(task.getMetaData().getWidth()).isEqualTo(width);
    assertThat(task.getMetaData().getVideoStreamSet()).hasSize(codec.isEmpty() ? 0 : 1)
        .allSatisfy(pictures -> assertThat(pictures.getFps()).isBetween(ending.equals("flv") ? 24L : 0, ending.equals("flv") ? 25L : 0));
    assertThat(task.getFileUrl()).endsWith("/f0." + ending);
    PacketHashes.of(task.getFileUrl()).assertSameAs(PacketHashes.of(folder.resolve("clip." + ending)));
    assertThat(server.get(server.http("/watch/" + task.getFileId()))).contains("from elsewhere, " + ending);
    assertThat(server.root().resolve("work")).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({
    "/none.mp4,   answers 404",
    "/list.m3u8,  no segments",
    "/page.mp4,   none of MP4",
    "/large.mp4,  larger",
    "/to-server,  this server itself"})
  void whatCannotBeTaken_isToldInTheTask(String path, String why) throws Exception {
    int before = server.data().files().size();
    PullUploadTask task = await(client.PullUpload(request(path)).getTaskId());
    assertThat(task.getErrCode()).isEqualTo(60000);
    assertThat(task.getMessage()).contains(why);
    assertThat(server.data().files()).hasSize(before);
    Awaitility.await().atMost(LIMIT).until(() -> server.root().resolve("work").toFile().list().length == 0);
  }

  @Test
  void addresses_thatAreRefused_areNotConnectedTo() throws Exception {
    PullUploadRequest request = new PullUploadRequest();
    request.setMediaUrl("http://169.254.169.254/latest/meta-data");
    assertThat(await(client.PullUpload(request).getTaskId()).getMessage()).contains("169.254.0.0/16");
    request.setMediaUrl("http://127.0.0.1:" + server.rtmpPort() + "/");
    assertThat(await(client.PullUpload(request).getTaskId()).getMessage()).contains("this server itself");
    request.setMediaUrl("file:///etc/passwd");
    assertThat(Sdk.errorOf(() -> client.PullUpload(request))).isEqualTo("InvalidParameterValue.MediaUrl");
  }

  @Test
  void fetchedFile_isFiledWhereItsCallerSays() throws Exception {
    CreateClassRequest lessons = new CreateClassRequest();
    lessons.setSubAppId(7L);
    lessons.setParentId(-1L);
    lessons.setClassName("lessons");
    PullUploadRequest request = request("/clip.mp4");
    request.setClassId(client.CreateClass(lessons).getClassId());
    assertThat(Sdk.errorOf(() -> client.PullUpload(request))).as("class of another part").isEqualTo("InvalidParameterValue.ClassId");
    request.setSubAppId(7L);

    PullUploadTask task = await(client.PullUpload(request).getTaskId(), 7L);

    assertThat(task.getMediaBasicInfo().getClassName()).isEqualTo("lessons");
    DescribeMediaInfosRequest which = new DescribeMediaInfosRequest();
    which.setFileIds(new String[] {task.getFileId()});
    assertThat(client.DescribeMediaInfos(which).getNotExistFileIdSet()).containsExactly(task.getFileId());
    which.setSubAppId(7L);
    assertThat(client.DescribeMediaInfos(which).getMediaInfoSet()[0].getBasicInfo().getClassId()).isEqualTo(request.getClassId());
  }

  @Test
  void fetchedFile_isToldOf() throws Exception {
    ModifyEventConfigRequest config = new ModifyEventConfigRequest();
    config.setUploadMediaCompleteEventSwitch("ON");
    client.ModifyEventConfig(config);
    String taskId = client.PullUpload(request("/clip.mp4")).getTaskId();
    Awaitility.await().atMost(LIMIT).until(() -> List.of(client.PullEvents(new PullEventsRequest()).getEventSet()).stream()
        .map(EventContent::getPullCompleteEvent).anyMatch(event -> event != null && event.getTaskId().equals(taskId)));
    assertThat(await(taskId).getMediaBasicInfo().getName()).isEqualTo("clip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/clip.mp4", "/fragmented.mp4"})
  void fetchedMp4_ofAnyLayout_isCutAndJoined(String path) throws Exception {
    PullUploadTask fetched = await(client.PullUpload(request(path)).getTaskId());
    EditMediaFileInfo whole = new EditMediaFileInfo();
    whole.setFileId(fetched.getFileId());
    EditMediaFileInfo end = new EditMediaFileInfo();
    end.setFileId(fetched.getFileId());
    end.setStartTimeOffset(2.1f);
    EditMediaRequest request = new EditMediaRequest();
    request.setInputType("File");
    request.setFileInfos(new EditMediaFileInfo[] {whole, end});

    String taskId = client.EditMedia(request).getTaskId();
    Awaitility.await(taskId).atMost(LIMIT).until(() -> detail(taskId, 0).getStatus().equals("FINISH"));

    EditMediaTask task = detail(taskId, 0).getEditMediaTask();
    assertThat(task.getErrCode()).as(task.getMessage()).isZero();
    PacketHashes made = PacketHashes.of(task.getOutput().getFileUrl());
    List<String> pictures = PacketHashes.of(folder.resolve("clip.mp4")).video();
    assertThat(made.video()).isEqualTo(Stream.of(pictures, pictures.subList(50, 75)).flatMap(List::stream).toList());
    assertThat(PacketHashes.of(folder.resolve("clip.mp4")).audio()).containsSubsequence(made.audio().subList(0, 100));
    assertThat(task.getMessage()).as("the file's own times").contains(path.equals("/clip.mp4") ? ": 2.000-" : ": 2.0");
    assertThat(server.root().resolve("work")).isEmptyDirectory();
  }

  private static PullUploadRequest request(String path) {
    PullUploadRequest request = new PullUploadRequest();
    request.setMediaUrl("http://127.0.0.1:" + files.getAddress().getPort() + path);
    return request;
  }

  private static DescribeTaskDetailResponse detail(String taskId, long subAppId) throws Exception {
    DescribeTaskDetailRequest request = new DescribeTaskDetailRequest();
    request.setTaskId(taskId);
    request.setSubAppId(subAppId);
    return client.DescribeTaskDetail(request);
  }

  private static PullUploadTask await(String taskId) throws Exception {
    return await(taskId, 0);
  }

  private static PullUploadTask await(String taskId, long subAppId) throws Exception {
    Awaitility.await(taskId).atMost(LIMIT).until(() -> detail(taskId, subAppId).getStatus().equals("FINISH"));
    return detail(taskId, subAppId).getPullUploadTask();
  }
}
