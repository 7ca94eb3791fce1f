package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.vod.v20180717.VodClient;
import com.tencentcloudapi.vod.v20180717.models.DescribeTaskDetailRequest;
import com.tencentcloudapi.vod.v20180717.models.DescribeTaskDetailResponse;
import com.tencentcloudapi.vod.v20180717.models.EditMediaFileInfo;
import com.tencentcloudapi.vod.v20180717.models.EditMediaRequest;
import com.tencentcloudapi.vod.v20180717.models.EditMediaStreamInfo;
import com.tencentcloudapi.vod.v20180717.models.EditMediaTask;
import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import io.livetape.vod.RecordedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;

/** Recordings of a server to be cut and joined by the official SDK, and what comes of that. One thread. */
final class Edits {
  static final Duration LIMIT = Duration.ofSeconds(60);

  private final LivetapeServer server;
  private final VodClient client;

  Edits(LivetapeServer server) {
    this.server = server;
    client = Sdk.vod("127.0.0.1:" + server.httpPort(), server.apiKey(), Sdk.USUAL);
  }

  VodClient client() {
    return client;
  }

  /** 5 s with a key frame each second. */
  static Clip clip() {
    return Clip.h264Aac(Duration.ofSeconds(5)).withFrames(25, Duration.ofSeconds(1), 2);
  }

  /** What was recorded of it in these formats. */
  List<RecordedFile> push(Path clip, String stream, String formats) {
    return push(clip, stream, formats, Ffmpeg.Pace.AS_FAST_AS_POSSIBLE);
  }

  List<RecordedFile> push(Path clip, String stream, String formats, Ffmpeg.Pace pace) {
    int before = server.data().files(stream).size();
    try (ToolProcess push = Ffmpeg.push(clip, server.pushUrl(stream, "record=" + formats), pace, LIMIT)) {
      assertThat(push.await(LIMIT).status()).isZero();
    }
    return server.awaitFiles(stream, before + formats.split("\\|").length);
  }

  static RecordedFile of(List<RecordedFile> files, FileFormat format) {
    return files.stream().filter(file -> file.format() == format).findFirst().orElseThrow();
  }

  static EditMediaRequest files(EditMediaFileInfo... parts) {
    EditMediaRequest request = new EditMediaRequest();
    request.setInputType("File");
    request.setFileInfos(parts);
    return request;
  }

  static EditMediaRequest window(String stream, Instant from, Instant to) {
    EditMediaStreamInfo window = new EditMediaStreamInfo();
    window.setStreamId(stream);
    window.setStartTime(from.toString());
    window.setEndTime(to.toString());
    EditMediaRequest request = new EditMediaRequest();
    request.setInputType("Stream");
    request.setStreamInfos(new EditMediaStreamInfo[] {window});
    return request;
  }

  /** @param from in seconds; null for the beginning, as {@code to} for the end */
  static EditMediaFileInfo part(RecordedFile file, Float from, Float to) {
    EditMediaFileInfo part = new EditMediaFileInfo();
    part.setFileId(file.fileId());
    part.setStartTimeOffset(from);
    part.setEndTimeOffset(to);
    return part;
  }

  /** The task of an edit that must do well. */
  EditMediaTask done(EditMediaRequest request) throws Exception {
    EditMediaTask task = ended(request);
    assertThat(task.getErrCode()).as(task.getMessage()).isZero();
    return task;
  }

  EditMediaTask ended(EditMediaRequest request) throws Exception {
    return ended(client.EditMedia(request).getTaskId());
  }

  EditMediaTask ended(String taskId) throws Exception {
    Awaitility.await(taskId).atMost(LIMIT).until(() -> detail(taskId).getStatus().equals("FINISH"));
    return detail(taskId).getEditMediaTask();
  }

  private DescribeTaskDetailResponse detail(String taskId) throws Exception {
    DescribeTaskDetailRequest request = new DescribeTaskDetailRequest();
    request.setTaskId(taskId);
    return client.DescribeTaskDetail(request);
  }

  static String url(EditMediaTask task) {
    return task.getOutput().getFileUrl();
  }
}
