package io.livetape.app.api;

import static io.livetape.app.api.Edits.clip;
import static io.livetape.app.api.Edits.files;
import static io.livetape.app.api.Edits.of;
import static io.livetape.app.api.Edits.part;
import static io.livetape.app.api.Edits.url;
import static io.livetape.app.api.Edits.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tencentcloudapi.vod.v20180717.VodClient;
import com.tencentcloudapi.vod.v20180717.models.DescribeTasksRequest;
import com.tencentcloudapi.vod.v20180717.models.DescribeTasksResponse;
import com.tencentcloudapi.vod.v20180717.models.EditMediaFileInfo;
import com.tencentcloudapi.vod.v20180717.models.EditMediaOutputConfig;
import com.tencentcloudapi.vod.v20180717.models.EditMediaRequest;
import com.tencentcloudapi.vod.v20180717.models.EditMediaTask;
import com.tencentcloudapi.vod.v20180717.models.ManageTaskRequest;
import com.tencentcloudapi.vod.v20180717.models.TaskSimpleInfo;
import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.Probe;
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
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Recordings cut and joined by the official SDK; ffprobe judges what comes of it. Each clip lasts 5 s, with a key frame each second. */
class EditMediaTest {
  private static final int FRAMES = 125;

  @AutoClose
  private static LivetapeServer server;
  private static Edits edits;
  private static VodClient client;
  private static Path source;

  @BeforeAll
  static void start() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    source = Ffmpeg.make(clip());
    server = LivetapeServer.startProcess("recording.segment-target=2");
    edits = new Edits(server);
    client = edits.client();
  }

  @Test
  void partOfAnMp4_isCutAtTheKeyFramesAroundIt() throws Exception {
    RecordedFile file = edits.push(source, "part", "mp4").getFirst();
    EditMediaRequest request = files(part(file, 1.4f, 3.2f));
    request.setOutputConfig(output("the best of it", null));
    request.setSessionContext("context");

    EditMediaTask task = edits.done(request);

    assertThat(task.getTaskId()).matches("1250000001-EditMedia-[0-9a-f]{32}");
    assertThat(task.getSessionContext()).isEqualTo("context");
    assertThat(task.getProgress()).isEqualTo(100);
    assertThat(task.getMessage()).matches(file.fileId() + ": (0\\.9|1\\.0)\\d+-(3\\.9|4\\.0)\\d+ s");
    assertThat(task.getInput().getFileInfoSet()[0].getStartTimeOffset()).isEqualTo(1.4f);
    assertThat(task.getOutput().getMediaName()).isEqualTo("the best of it");
    assertThat(task.getOutput().getFileType()).isEqualTo("mp4");
    assertThat(task.getOutput().getExpireTime()).isEqualTo("9999-12-31T23:59:59Z");
    PacketHashes made = PacketHashes.of(url(task));
    assertThat(made.video()).isEqualTo(PacketHashes.of(source).video().subList(25, 100));
    made.assertRunOf(PacketHashes.of(server.url(file)));
    Probe probe = Probe.of(url(task));
    assertThat(probe.durationSeconds()).isCloseTo(3, within(0.05));
    assertThat((double) task.getMetaData().getDuration()).isCloseTo(probe.durationSeconds(), within(0.05));
    assertThat(task.getMetaData().getVideoStreamSet()[0].getFps()).isEqualTo(25);
    assertThat(task.getMetaData().getVideoStreamSet()[0].getBitrate()).isPositive().isLessThan(task.getMetaData().getBitrate());
    assertThat(server.get(server.http("/watch/" + task.getOutput().getFileId()))).contains("the best of it");
    assertThat(server.get(server.http("/vod/1250000001/" + task.getOutput().getFileId() + "/playlist.m3u8"))).contains("#EXT-X-ENDLIST");
  }

  @Test
  void mp4AndHls_joined_areOneHls() throws Exception {
    List<RecordedFile> files = edits.push(source, "join", "mp4|hls");
    RecordedFile mp4 = of(files, FileFormat.MP4);
    RecordedFile hls = of(files, FileFormat.HLS);
    EditMediaRequest request = files(part(mp4, 3.2f, null), part(hls, null, 1.9f), part(hls, 4.1f, 0f));
    request.setOutputConfig(output(null, "hls"));

    EditMediaTask task = edits.done(request);

    assertThat(task.getOutput().getMediaName()).isEqualTo(mp4.name());
    assertThat(url(task)).endsWith("/playlist.m3u8");
    List<String> pictures = PacketHashes.of(source).video();
    assertThat(PacketHashes.of(url(task)).video()).isEqualTo(Stream.of(
        pictures.subList(75, FRAMES), pictures.subList(0, 50), pictures.subList(100, FRAMES)).flatMap(List::stream).toList());
    assertThat(server.get(url(task)).lines().filter(line -> line.startsWith("#EXTINF"))).hasSizeGreaterThan(1);
    assertThat(Probe.of(url(task)).durationSeconds()).isCloseTo(5, within(0.2));
  }

  @Test
  void windowOfAStream_overTwoPushesAndAKill_isOneFile() throws Exception {
    Instant beginning = Instant.now();
    edits.push(source, "window", "hls", Ffmpeg.Pace.REAL_TIME);
    server.kill();
    server.startAgain();
    RecordedFile second = edits.push(source, "window", "hls", Ffmpeg.Pace.REAL_TIME).getLast();

    EditMediaTask task = edits.done(window("window", beginning.minusSeconds(3600), second.startedAt().plusMillis(2_500)));

    assertThat(task.getMessage()).contains(second.fileId() + ": ", " to ");
    List<String> pictures = PacketHashes.of(source).video();
    assertThat(PacketHashes.of(url(task)).video())
        .isEqualTo(Stream.of(pictures, pictures.subList(0, 75)).flatMap(List::stream).toList());
  }

  @Test
  void windowOfALiveStream_isMadeOfWhatThereIs() throws Exception {
    try (LivePush push = LivePush.start(server, "live", "record=hls")) {
      Instant beginning = Instant.now().minusSeconds(60);
      Awaitility.await().atMost(Edits.LIMIT).untilAsserted(() -> assertThat(
          server.get(server.http("/replay/live/live.m3u8?from=0")).lines().filter(line -> line.startsWith("#EXTINF"))).hasSizeGreaterThan(1));
      EditMediaTask task = edits.done(window("live", beginning, Instant.now().plusSeconds(60)));
      assertThat(push.alive()).isTrue();
      PacketHashes pushed = PacketHashes.of(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(10))));
      PacketHashes.of(url(task)).assertBeginningOf(pushed.then(pushed));
    }
  }

  @Test
  void kill_inTheMiddleOfATask_makesItOnce() throws Exception {
    RecordedFile file = edits.push(source, "kill", "mp4").getFirst();
    EditMediaRequest request = files(Collections.nCopies(400, part(file, null, null)).toArray(EditMediaFileInfo[]::new));
    int before = server.data().files().size();
    String taskId = client.EditMedia(request).getTaskId();
    Path work = server.root().resolve("work");
    Awaitility.await().atMost(Edits.LIMIT).pollInterval(Duration.ofMillis(1)).pollDelay(Duration.ZERO).until(
        () -> work.toFile().list().length > 0);
    server.kill();
    assertThat(server.data().files()).hasSize(before);
    assertThat(work).isNotEmptyDirectory();
    server.startAgain();

    EditMediaTask task = edits.ended(taskId);

    assertThat(task.getErrCode()).as(task.getMessage()).isZero();
    assertThat(server.log()).contains("were interrupted and are begun again");
    assertThat(server.data().files()).hasSize(before + 1);
    assertThat(work).isEmptyDirectory();
    assertThat(PacketHashes.of(url(task)).video()).hasSize(400 * FRAMES);
  }

  @Test
  void filesThatDoNotAgree_areRefusedWithWhichAndHow() throws Exception {
    RecordedFile small = edits.push(source, "small", "mp4").getFirst();
    RecordedFile large = edits.push(Ffmpeg.make(clip().withSize(640, 360)), "large", "mp4").getFirst();
    EditMediaTask task = edits.ended(files(part(small, null, null), part(large, null, null)));
    assertThat(task.getErrCode()).isEqualTo(60000);
    assertThat(task.getErrCodeExt()).isEqualTo("SourceFile.Mismatch");
    assertThat(task.getMessage()).contains("File " + large.fileId() + " differs", "640×360", "320×180");
    assertThat(task.getOutput()).isNull();
  }

  @Test
  void whatCannotBe_isToldInTheTask() throws Exception {
    RecordedFile file = edits.push(source, "late", "mp4").getFirst();
    assertThat(edits.ended(files(part(file, 60f, null))).getErrCode()).isEqualTo(40000);
    EditMediaTask task = edits.ended(window("nobody", Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:01:00Z")));
    assertThat(task.getErrCode()).isEqualTo(60000);
    assertThat(task.getMessage()).contains("Nothing was recorded");
  }

  @Test
  void wrongRequests_areRefusedAtOnce() throws Exception {
    RecordedFile file = edits.push(source, "wrong", "mp4").getFirst();
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
    RecordedFile file = edits.push(source, "list", "mp4").getFirst();
    for (int i = 0; i < 3; i++) {
      edits.ended(files(part(file, 0f, 2f)));
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

  private static EditMediaOutputConfig output(String name, String type) {
    EditMediaOutputConfig output = new EditMediaOutputConfig();
    output.setMediaName(name);
    output.setType(type);
    return output;
  }

  private static String error(EditMediaRequest request) {
    return Sdk.errorOf(() -> client.EditMedia(request));
  }
}
