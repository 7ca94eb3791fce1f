package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tencentcloudapi.vod.v20180717.VodClient;
import com.tencentcloudapi.vod.v20180717.models.DescribeTaskDetailRequest;
import com.tencentcloudapi.vod.v20180717.models.DescribeTaskDetailResponse;
import com.tencentcloudapi.vod.v20180717.models.DescribeTasksRequest;
import com.tencentcloudapi.vod.v20180717.models.DescribeTasksResponse;
import com.tencentcloudapi.vod.v20180717.models.EditMediaFileInfo;
import com.tencentcloudapi.vod.v20180717.models.EditMediaOutputConfig;
import com.tencentcloudapi.vod.v20180717.models.EditMediaRequest;
import com.tencentcloudapi.vod.v20180717.models.EditMediaStreamInfo;
import com.tencentcloudapi.vod.v20180717.models.EditMediaTask;
import com.tencentcloudapi.vod.v20180717.models.ManageTaskRequest;
import com.tencentcloudapi.vod.v20180717.models.TaskSimpleInfo;
import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.Probe;
import io.livetape.testkit.ToolProcess;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Recordings cut and joined by the official SDK; ffprobe judges what comes of it. Each clip lasts 5 s, with a key frame each second. */
class EditMediaTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int FRAMES = 125;

  private static LivetapeServer server;
  private static VodClient client;
  private static Path source;

  @BeforeAll
  static void start() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    source = Ffmpeg.make(clip());
    server = LivetapeServer.startProcess("recording.segment-target=2");
    client = Sdk.vod("127.0.0.1:" + server.httpPort(), server.apiKey(), Sdk.USUAL);
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void partOfAnMp4_isCutAtTheKeyFramesAroundIt() throws Exception {
    RecordedFile file = push(source, "part", "mp4").getFirst();
    EditMediaRequest request = files(part(file, 1.4f, 3.2f));
    request.setOutputConfig(output("the best of it", null));
    request.setSessionContext("context");

    EditMediaTask task = await(client.EditMedia(request).getTaskId());

    assertThat(task.getErrCode()).as(task.getMessage()).isZero();
    assertThat(task.getTaskId()).matches("1250000001-EditMedia-[0-9a-f]{32}");
    assertThat(task.getSessionContext()).isEqualTo("context");
    assertThat(task.getProgress()).isEqualTo(100);
    assertThat(task.getMessage()).matches(file.fileId() + ": (0\\.9|1\\.0)\\d+-(3\\.9|4\\.0)\\d+ s");
    assertThat(task.getInput().getFileInfoSet()[0].getStartTimeOffset()).isEqualTo(1.4f);
    assertThat(task.getOutput().getMediaName()).isEqualTo("the best of it");
    assertThat(task.getOutput().getFileType()).isEqualTo("mp4");
    assertThat(task.getOutput().getExpireTime()).isEqualTo("9999-12-31T23:59:59Z");
    PacketHashes made = PacketHashes.of(task.getOutput().getFileUrl());
    assertThat(made.video()).isEqualTo(PacketHashes.of(source).video().subList(25, 100));
    made.assertRunOf(PacketHashes.of(server.url(file)));
    Probe probe = Probe.of(task.getOutput().getFileUrl());
    assertThat(probe.durationSeconds()).isCloseTo(3, within(0.05));
    assertThat((double) task.getMetaData().getDuration()).isCloseTo(probe.durationSeconds(), within(0.05));
    assertThat(task.getMetaData().getVideoStreamSet()[0].getFps()).isEqualTo(25);
    assertThat(task.getMetaData().getVideoStreamSet()[0].getBitrate()).isPositive().isLessThan(task.getMetaData().getBitrate());
    assertThat(server.get(server.http("/watch/" + task.getOutput().getFileId()))).contains("the best of it");
    assertThat(server.get(server.http("/vod/1250000001/" + task.getOutput().getFileId() + "/playlist.m3u8"))).contains("#EXT-X-ENDLIST");
  }

  @Test
  void mp4AndHls_joined_areOneHls() throws Exception {
    List<RecordedFile> files = push(source, "join", "mp4|hls");
    RecordedFile mp4 = of(files, FileFormat.MP4);
    RecordedFile hls = of(files, FileFormat.HLS);
    EditMediaRequest request = files(part(mp4, 3.2f, null), part(hls, null, 1.9f), part(hls, 4.1f, 0f));
    request.setOutputConfig(output(null, "hls"));

    EditMediaTask task = await(client.EditMedia(request).getTaskId());

    assertThat(task.getErrCode()).as(task.getMessage()).isZero();
    assertThat(task.getOutput().getMediaName()).isEqualTo(mp4.name());
    assertThat(task.getOutput().getFileUrl()).endsWith("/playlist.m3u8");
    List<String> pictures = PacketHashes.of(source).video();
    assertThat(PacketHashes.of(task.getOutput().getFileUrl()).video()).isEqualTo(Stream.of(
        pictures.subList(75, FRAMES), pictures.subList(0, 50), pictures.subList(100, FRAMES)).flatMap(List::stream).toList());
    assertThat(server.get(task.getOutput().getFileUrl()).lines().filter(line -> line.startsWith("#EXTINF"))).hasSizeGreaterThan(1);
    assertThat(Probe.of(task.getOutput().getFileUrl()).durationSeconds()).isCloseTo(5, within(0.2));
  }

  @Test
  void windowOfAStream_overTwoPushesAndAKill_isOneFile() throws Exception {
    Instant beginning = Instant.now();
    push(source, "window", "hls", Ffmpeg.Pace.REAL_TIME);
    server.kill();
    server.startAgain();
    RecordedFile second = push(source, "window", "hls", Ffmpeg.Pace.REAL_TIME).getLast();
    EditMediaStreamInfo window = new EditMediaStreamInfo();
    window.setStreamId("window");
    window.setStartTime(beginning.minusSeconds(3600).toString());
    window.setEndTime(second.startedAt().plusMillis(2_500).toString());
    EditMediaRequest request = new EditMediaRequest();
    request.setInputType("Stream");
    request.setStreamInfos(new EditMediaStreamInfo[] {window});

    EditMediaTask task = await(client.EditMedia(request).getTaskId());

    assertThat(task.getErrCode()).as(task.getMessage()).isZero();
    assertThat(task.getMessage()).contains(second.fileId() + ": ", " to ");
    List<String> pictures = PacketHashes.of(source).video();
    assertThat(PacketHashes.of(task.getOutput().getFileUrl()).video())
        .isEqualTo(Stream.of(pictures, pictures.subList(0, 75)).flatMap(List::stream).toList());
  }

  @Test
  void windowOfALiveStream_isMadeOfWhatThereIs() throws Exception {
    try (LivePush push = LivePush.start(server, "live", "record=hls")) {
      EditMediaStreamInfo window = new EditMediaStreamInfo();
      window.setStreamId("live");
      window.setStartTime(Instant.now().minusSeconds(60).toString());
      Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(
          server.get(server.http("/replay/live/live.m3u8?from=0")).lines().filter(line -> line.startsWith("#EXTINF"))).hasSizeGreaterThan(1));
      window.setEndTime(Instant.now().plusSeconds(60).toString());
      EditMediaRequest request = new EditMediaRequest();
      request.setInputType("Stream");
      request.setStreamInfos(new EditMediaStreamInfo[] {window});
      EditMediaTask task = await(client.EditMedia(request).getTaskId());
      assertThat(task.getErrCode()).as(task.getMessage()).isZero();
      assertThat(push.alive()).isTrue();
      PacketHashes pushed = PacketHashes.of(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(10))));
      PacketHashes.of(task.getOutput().getFileUrl()).assertBeginningOf(pushed.then(pushed));
    }
  }

  @Test
  void kill_inTheMiddleOfATask_makesItOnce() throws Exception {
    RecordedFile file = push(source, "kill", "mp4").getFirst();
    EditMediaRequest request = files(Collections.nCopies(400, part(file, null, null)).toArray(EditMediaFileInfo[]::new));
    int before = server.data().files().size();
    String taskId = client.EditMedia(request).getTaskId();
    Path work = server.root().resolve("work");
    Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(1)).pollDelay(Duration.ZERO).until(
        () -> work.toFile().list().length > 0);
    server.kill();
    assertThat(server.data().files()).hasSize(before);
    assertThat(work).isNotEmptyDirectory();
    server.startAgain();

    EditMediaTask task = await(taskId);

    assertThat(task.getErrCode()).as(task.getMessage()).isZero();
    assertThat(server.log()).contains("were interrupted and are begun again");
    assertThat(server.data().files()).hasSize(before + 1);
    assertThat(work).isEmptyDirectory();
    assertThat(PacketHashes.of(task.getOutput().getFileUrl()).video()).hasSize(400 * FRAMES);
  }

  @Test
  void filesThatDoNotAgree_areRefusedWithWhichAndHow() throws Exception {
    RecordedFile small = push(source, "small", "mp4").getFirst();
    RecordedFile large = push(Ffmpeg.make(clip().withSize(640, 360)), "large", "mp4").getFirst();
    EditMediaTask task = await(client.EditMedia(files(part(small, null, null), part(large, null, null))).getTaskId());
    assertThat(task.getErrCode()).isEqualTo(60000);
    assertThat(task.getErrCodeExt()).isEqualTo("SourceFile.Mismatch");
    assertThat(task.getMessage()).contains("File " + large.fileId() + " differs", "640×360", "320×180");
    assertThat(task.getOutput()).isNull();
  }

  @Test
  void whatCannotBe_isToldInTheTask() throws Exception {
    RecordedFile file = push(source, "late", "mp4").getFirst();
    assertThat(await(client.EditMedia(files(part(file, 60f, null))).getTaskId()).getErrCode()).isEqualTo(40000);
    EditMediaStreamInfo window = new EditMediaStreamInfo();
    window.setStreamId("nobody");
    window.setStartTime("2026-01-01T00:00:00Z");
    window.setEndTime("2026-01-01T00:01:00Z");
    EditMediaRequest request = new EditMediaRequest();
    request.setInputType("Stream");
    request.setStreamInfos(new EditMediaStreamInfo[] {window});
    EditMediaTask task = await(client.EditMedia(request).getTaskId());
    assertThat(task.getErrCode()).isEqualTo(60000);
    assertThat(task.getMessage()).contains("Nothing was recorded");
  }

  @Test
  void wrongRequests_areRefusedAtOnce() throws Exception {
    RecordedFile file = push(source, "wrong", "mp4").getFirst();
    EditMediaFileInfo unknown = part(file, null, null);
    unknown.setFileId("17");
    assertThat(error(files(unknown))).isEqualTo("ResourceNotFound");
    assertThat(error(files(part(file, 3f, 2f)))).isEqualTo("InvalidParameterValue.EndTimeOffset");
    assertThat(error(files(part(file, -1f, 2f)))).isEqualTo("InvalidParameterValue.StartTimeOffset");
    EditMediaRequest nothing = new EditMediaRequest();
    nothing.setInputType("File");
    assertThat(error(nothing)).isEqualTo("MissingParameter");
    EditMediaRequest session = files(part(file, 0f, 2f));
    session.setSessionId("once");
    client.EditMedia(session);
    assertThat(error(session)).isEqualTo("InvalidParameterValue.SessionId");
    EditMediaRequest expired = files(part(file, 0f, 2f));
    EditMediaOutputConfig output = output(null, null);
    output.setExpireTime("2020-01-01T00:00:00Z");
    expired.setOutputConfig(output);
    assertThat(error(expired)).isEqualTo("InvalidParameterValue.ExpireTime");
  }

  @Test
  void tasks_areListedByPages_andFinishedOnesAreNotAborted() throws Exception {
    RecordedFile file = push(source, "list", "mp4").getFirst();
    for (int i = 0; i < 3; i++) {
      await(client.EditMedia(files(part(file, 0f, 2f))).getTaskId());
    }
    DescribeTasksRequest request = new DescribeTasksRequest();
    request.setFileId(file.fileId());
    request.setStatus("FINISH");
    request.setLimit(2L);
    DescribeTasksResponse first = client.DescribeTasks(request);
    request.setScrollToken(first.getScrollToken());
    DescribeTasksResponse second = client.DescribeTasks(request);
    assertThat(Stream.concat(Arrays.stream(first.getTaskSet()), Arrays.stream(second.getTaskSet())).map(TaskSimpleInfo::getTaskId))
        .hasSize(3).doesNotHaveDuplicates();
    assertThat(second.getScrollToken()).isEmpty();
    assertThat(first.getTaskSet()[0].getTaskType()).isEqualTo("EditMedia");
    ManageTaskRequest abort = new ManageTaskRequest();
    abort.setTaskId(first.getTaskSet()[0].getTaskId());
    abort.setOperationType("Abort");
    assertThat(Sdk.errorOf(() -> client.ManageTask(abort))).isEqualTo("FailedOperation");
    abort.setTaskId("none");
    assertThat(Sdk.errorOf(() -> client.ManageTask(abort))).isEqualTo("ResourceNotFound");
  }

  private static Clip clip() {
    return Clip.h264Aac(Duration.ofSeconds(5)).withFrames(25, Duration.ofSeconds(1), 2);
  }

  /** What was recorded of it in these formats. */
  private static List<RecordedFile> push(Path clip, String stream, String formats) {
    return push(clip, stream, formats, Ffmpeg.Pace.AS_FAST_AS_POSSIBLE);
  }

  private static List<RecordedFile> push(Path clip, String stream, String formats, Ffmpeg.Pace pace) {
    int before = server.data().files(stream).size();
    try (ToolProcess push = Ffmpeg.push(clip, server.pushUrl(stream, "record=" + formats), pace, LIMIT)) {
      assertThat(push.await(LIMIT).status()).isZero();
    }
    return server.awaitFiles(stream, before + formats.split("\\|").length);
  }

  private static RecordedFile of(List<RecordedFile> files, FileFormat format) {
    return files.stream().filter(file -> file.format() == format).findFirst().orElseThrow();
  }

  private static EditMediaRequest files(EditMediaFileInfo... parts) {
    EditMediaRequest request = new EditMediaRequest();
    request.setInputType("File");
    request.setFileInfos(parts);
    return request;
  }

  private static EditMediaFileInfo part(RecordedFile file, Float from, Float to) {
    EditMediaFileInfo part = new EditMediaFileInfo();
    part.setFileId(file.fileId());
    part.setStartTimeOffset(from);
    part.setEndTimeOffset(to);
    return part;
  }

  private static EditMediaOutputConfig output(String name, String type) {
    EditMediaOutputConfig output = new EditMediaOutputConfig();
    output.setMediaName(name);
    output.setType(type);
    return output;
  }

  private static String error(EditMediaRequest request) {
    return Sdk.errorOf(() -> client.EditMedia(request));
  }

  private static DescribeTaskDetailResponse detail(String taskId) throws Exception {
    DescribeTaskDetailRequest request = new DescribeTaskDetailRequest();
    request.setTaskId(taskId);
    return client.DescribeTaskDetail(request);
  }

  private static EditMediaTask await(String taskId) {
    Awaitility.await(taskId).atMost(LIMIT).until(() -> detail(taskId).getStatus().equals("FINISH"));
    try {
      return detail(taskId).getEditMediaTask();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
