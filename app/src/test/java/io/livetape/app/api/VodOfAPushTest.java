package io.livetape.app.api;

import static io.livetape.app.api.RecordRuleTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.vod.v20180717.VodClient;
import com.tencentcloudapi.vod.v20180717.models.CreateClassRequest;
import com.tencentcloudapi.vod.v20180717.models.DescribeMediaInfosRequest;
import com.tencentcloudapi.vod.v20180717.models.MediaInfo;
import com.tencentcloudapi.vod.v20180717.models.SearchMediaRequest;
import io.livetape.app.LivetapeServer;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an encoder has pushed is found and described by the SDK, in the part of the account and the class that its template says. */
@Timeout(120)
class VodOfAPushTest {
  private static final long PART = 1_500_000_042;

  @Test
  void push_recordedByATemplate_isFoundWhereTheTemplateFilesIt() throws Exception {
    try (LivetapeServer server = LivetapeServer.start()) {
      Credential key = server.apiKey();
      VodClient vod = Sdk.vod("127.0.0.1:" + server.httpPort(), key, Sdk.USUAL);
      CreateClassRequest lessons = new CreateClassRequest();
      lessons.setParentId(-1L);
      lessons.setClassName("lessons");
      lessons.setSubAppId(PART);
      long classId = vod.CreateClass(lessons).getClassId();
      record(new Calls("127.0.0.1:" + server.httpPort(), key, "2018-08-01"), classId);

      try (ToolProcess encoder = Ffmpeg.push(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4))), server.pushUrl("algebra-1"),
          Ffmpeg.Pace.REAL_TIME, Duration.ofMinutes(1))) {
        assertThat(encoder.await(Duration.ofMinutes(1)).status()).isZero();
      }
      server.awaitFiles("algebra-1", 3);

      SearchMediaRequest search = new SearchMediaRequest();
      search.setNamePrefixes(new String[] {"algebra-"});
      search.setSubAppId(PART);
      search.setMediaTypes(new String[] {"mp4"});
      MediaInfo[] found = vod.SearchMedia(search).getMediaInfoSet();
      assertThat(found).hasSize(1);
      search.setSubAppId(null);
      assertThat(vod.SearchMedia(search).getTotalCount()).as("not in the account's own part").isZero();

      DescribeMediaInfosRequest which = new DescribeMediaInfosRequest();
      which.setFileIds(new String[] {found[0].getFileId()});
      which.setSubAppId(PART);
      check(server, vod.DescribeMediaInfos(which).getMediaInfoSet()[0], classId);
      for (String type : new String[] {"hls", "flv"}) {
        search.setSubAppId(PART);
        search.setMediaTypes(new String[] {type});
        assertThat(vod.SearchMedia(search).getMediaInfoSet()[0].getMetaData().getVideoStreamSet()[0].getFps()).as(type).isEqualTo(25);
      }
    }
  }

  private static void record(Calls live, long classId) {
    String param = "{'Enable':1,'VodSubAppId':" + PART + ",'ClassId':" + classId + "}";
    JsonNode made = live.call("CreateLiveRecordTemplate",
        json("{'TemplateName':'t','Mp4Param':" + param + ",'HlsParam':" + param + ",'FlvParam':" + param + "}"));
    live.call("CreateLiveRecordRule", json("{'DomainName':'127.0.0.1','TemplateId':" + made.path("TemplateId").asLong() + "}"));
  }

  private static void check(LivetapeServer server, MediaInfo file, long classId) {
    assertThat(file.getBasicInfo().getClassId()).isEqualTo(classId);
    assertThat(file.getBasicInfo().getClassName()).isEqualTo("lessons");
    assertThat(file.getBasicInfo().getSourceInfo().getLiveRecordInfo().getStreamId()).isEqualTo("algebra-1");
    assertThat(file.getBasicInfo().getSourceInfo().getSourceContext()).startsWith("rtmp://127.0.0.1/live/algebra-1?txSecret=");
    assertThat(server.get(file.getBasicInfo().getMediaUrl())).hasSizeGreaterThan(1000);
    assertThat(file.getMetaData().getDuration()).isBetween(3.9f, 4.2f);
    assertThat(file.getMetaData().getVideoStreamSet()[0].getFps()).isEqualTo(25);
    assertThat(file.getMetaData().getVideoStreamSet()[0].getBitrate()).isPositive().isLessThan(file.getMetaData().getBitrate());
    assertThat(file.getMetaData().getAudioStreamSet()[0].getSamplingRate()).isIn(44_100L, 48_000L);
  }
}
