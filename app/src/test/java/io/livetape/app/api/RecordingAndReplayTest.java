package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.tencentcloudapi.live.v20180801.LiveClient;
import com.tencentcloudapi.live.v20180801.models.CreateLiveCallbackRuleRequest;
import com.tencentcloudapi.live.v20180801.models.CreateLiveCallbackTemplateRequest;
import com.tencentcloudapi.live.v20180801.models.CreateLiveRecordRuleRequest;
import com.tencentcloudapi.live.v20180801.models.CreateLiveRecordTemplateRequest;
import com.tencentcloudapi.live.v20180801.models.RecordParam;
import com.tencentcloudapi.vod.v20180717.VodClient;
import com.tencentcloudapi.vod.v20180717.models.DeleteMediaRequest;
import com.tencentcloudapi.vod.v20180717.models.DescribeMediaInfosRequest;
import com.tencentcloudapi.vod.v20180717.models.DescribeTaskDetailRequest;
import com.tencentcloudapi.vod.v20180717.models.EditMediaFileInfo;
import com.tencentcloudapi.vod.v20180717.models.EditMediaOutputConfig;
import com.tencentcloudapi.vod.v20180717.models.EditMediaRequest;
import com.tencentcloudapi.vod.v20180717.models.EditMediaTask;
import com.tencentcloudapi.vod.v20180717.models.MediaInfo;
import com.tencentcloudapi.vod.v20180717.models.SearchMediaRequest;
import com.tencentcloudapi.vod.v20180717.models.SortBy;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.Probe;
import io.livetape.testkit.Witness;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the documentation of the cloud's recording tells an app's author to do, from beginning to end, by the official SDK: switch recording
 * on, push, hear of the files, find them, join what an interruption has cut, replay it, and delete everything.
 */
@Timeout(120)
class RecordingAndReplayTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String STREAM = "2121_15919131751";
  private static final String CALLBACK_KEY = "callback-key";

  @TempDir private Path folder;

  @Test
  void live_fromSwitchingOnRecordingToDeletingIt_goesAsTheDocumentationSays() throws Exception {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    try (LivetapeServer server = LivetapeServer.start(); CallbackReceiver ourServer = CallbackReceiver.start()) {
      LiveClient live = Sdk.live("127.0.0.1:" + server.httpPort(), server.apiKey(), Sdk.USUAL);
      VodClient vod = Sdk.vod("127.0.0.1:" + server.httpPort(), server.apiKey(), Sdk.USUAL);

      recordEveryStream(live);
      tellOf(live, ourServer.url());

      // The app goes to the background and comes back: two pushes, two files.
      Path clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4)));
      Encoders.ffmpeg(clip, server.pushUrl(STREAM));
      Encoders.ffmpeg(clip, server.pushUrl(STREAM));

      List<JsonNode> events = newFiles(ourServer, 2);
      for (JsonNode event : events) {
        assertThat(event.path("stream_id").asText()).isEqualTo(STREAM);
        assertThat(event.path("channel_id").asText()).isEqualTo(STREAM);
        assertThat(event.path("file_format").asText()).isEqualTo("mp4");
        assertThat(event.path("duration").asInt()).isEqualTo(4);
        assertThat(event.path("sign").asText()).isEqualTo(OldestCalls.md5(CALLBACK_KEY + event.path("t").asText()));
        assertThat(Instant.ofEpochSecond(event.path("t").asLong())).as("when the signature expires").isAfter(Instant.now());
      }
      String first = events.get(0).path("file_id").asText();
      String second = events.get(1).path("file_id").asText();

      // The files of one show are those whose names begin with the stream's.
      assertThat(search(vod)).extracting(MediaInfo::getFileId).containsExactly(first, second);

      MediaInfo[] files = describe(vod, first, second);
      assertThat(files).allSatisfy(file -> {
        assertThat(file.getBasicInfo().getName()).startsWith(STREAM + "_");
        assertThat(file.getBasicInfo().getSourceInfo().getLiveRecordInfo().getStreamId()).isEqualTo(STREAM);
        assertThat((double) file.getMetaData().getDuration()).isCloseTo(4, within(0.2));
      });
      assertThat(files[0].getBasicInfo().getMediaUrl()).isEqualTo(events.get(0).path("video_url").asText());

      EditMediaTask joined = join(vod, first, second);
      assertThat(joined.getErrCode()).as(joined.getMessage()).isZero();
      String replay = joined.getOutput().getFileUrl();

      // A player begins anywhere: it asks for a part of the file.
      HttpResponse<byte[]> part = get(replay, "bytes=100-199");
      assertThat(part.statusCode()).isEqualTo(206);
      assertThat(part.body()).hasSize(100);
      assertThat(part.headers().firstValue("Content-Type")).hasValue("video/mp4");
      Path whole = Files.write(folder.resolve("replay.mp4"), get(replay, "bytes=0-").body());
      assertThat(Arrays.copyOfRange(Files.readAllBytes(whole), 100, 200)).isEqualTo(part.body());
      Probe probe = Probe.of(whole);
      assertThat(probe.durationSeconds()).isCloseTo(8, within(0.2));
      assertThat(probe.video().codec()).isEqualTo("h264");
      assertThat(probe.audio().codec()).isEqualTo("aac");

      for (String fileId : List.of(first, second, joined.getOutput().getFileId())) {
        delete(vod, fileId);
      }
      assertThat(search(vod)).isEmpty();
      assertThat(describe(vod, first, second)).isEmpty();
      assertThat(get(replay, "bytes=0-").statusCode()).isEqualTo(404);
      Awaitility.await("the store is empty").atMost(PATIENCE).until(() -> server.data().blobs().isEmpty());
    }
  }

  /** A rule with neither application nor stream is for all streams of the domain. */
  private static void recordEveryStream(LiveClient live) throws Exception {
    RecordParam mp4 = new RecordParam();
    mp4.setEnable(1L);
    mp4.setRecordInterval(5400L);
    CreateLiveRecordTemplateRequest template = new CreateLiveRecordTemplateRequest();
    template.setTemplateName("every_stream");
    template.setMp4Param(mp4);
    CreateLiveRecordRuleRequest rule = new CreateLiveRecordRuleRequest();
    rule.setDomainName("127.0.0.1");
    rule.setTemplateId(live.CreateLiveRecordTemplate(template).getTemplateId());
    live.CreateLiveRecordRule(rule);
  }

  private static void tellOf(LiveClient live, String url) throws Exception {
    CreateLiveCallbackTemplateRequest template = new CreateLiveCallbackTemplateRequest();
    template.setTemplateName("new files");
    template.setRecordNotifyUrl(url);
    template.setCallbackKey(CALLBACK_KEY);
    CreateLiveCallbackRuleRequest rule = new CreateLiveCallbackRuleRequest();
    rule.setDomainName("127.0.0.1");
    rule.setAppName("live");
    rule.setTemplateId(live.CreateLiveCallbackTemplate(template).getTemplateId());
    live.CreateLiveCallbackRule(rule);
  }

  /** Event 100: a new recorded file is there. */
  private static List<JsonNode> newFiles(CallbackReceiver receiver, int count) {
    receiver.await(_ -> receiver.events(100).size() == count, PATIENCE);
    assertThat(receiver.received()).as("nothing else was asked for").hasSize(count);
    return receiver.events(100);
  }

  /** The oldest first. */
  private static MediaInfo[] search(VodClient vod) throws Exception {
    SortBy oldestFirst = new SortBy();
    oldestFirst.setField("CreateTime");
    oldestFirst.setOrder("Asc");
    SearchMediaRequest request = new SearchMediaRequest();
    request.setNamePrefixes(new String[] {STREAM});
    request.setSort(oldestFirst);
    return vod.SearchMedia(request).getMediaInfoSet();
  }

  private static MediaInfo[] describe(VodClient vod, String... fileIds) throws Exception {
    DescribeMediaInfosRequest request = new DescribeMediaInfosRequest();
    request.setFileIds(fileIds);
    return vod.DescribeMediaInfos(request).getMediaInfoSet();
  }

  private static EditMediaTask join(VodClient vod, String... fileIds) throws Exception {
    EditMediaOutputConfig output = new EditMediaOutputConfig();
    output.setMediaName("the whole show");
    EditMediaRequest request = new EditMediaRequest();
    request.setInputType("File");
    request.setFileInfos(Arrays.stream(fileIds).map(RecordingAndReplayTest::whole).toArray(EditMediaFileInfo[]::new));
    request.setOutputConfig(output);
    DescribeTaskDetailRequest task = new DescribeTaskDetailRequest();
    task.setTaskId(vod.EditMedia(request).getTaskId());
    Awaitility.await("the files are joined").atMost(PATIENCE).until(() -> vod.DescribeTaskDetail(task).getStatus().equals("FINISH"));
    return vod.DescribeTaskDetail(task).getEditMediaTask();
  }

  private static EditMediaFileInfo whole(String fileId) {
    EditMediaFileInfo file = new EditMediaFileInfo();
    file.setFileId(fileId);
    return file;
  }

  private static HttpResponse<byte[]> get(String url, String range) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(URI.create(url)).header("Range", range).build(), BodyHandlers.ofByteArray());
    }
  }

  private static void delete(VodClient vod, String fileId) throws Exception {
    DeleteMediaRequest request = new DeleteMediaRequest();
    request.setFileId(fileId);
    vod.DeleteMedia(request);
  }
}
