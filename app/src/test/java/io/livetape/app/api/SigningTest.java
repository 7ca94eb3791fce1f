package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.live.v20180801.LiveClient;
import com.tencentcloudapi.live.v20180801.models.CreateLiveRecordTemplateRequest;
import com.tencentcloudapi.live.v20180801.models.DescribeLiveRecordTemplateRequest;
import com.tencentcloudapi.live.v20180801.models.RecordParam;
import com.tencentcloudapi.live.v20180801.models.RecordTemplateInfo;
import io.livetape.app.LivetapeServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which the official SDK signs and sends a call is understood, whatever the endpoint is called. */
class SigningTest {
  private static LivetapeServer server;
  private static Credential key;

  @BeforeAll
  static void start() {
    server = LivetapeServer.start();
    key = server.apiKey();
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void call_inEveryWayAndToEveryEndpoint_isUnderstood(Sdk.Way way) throws Exception {
    for (String host : List.of("127.0.0.1", "localhost")) {
      LiveClient client = Sdk.live(host + ":" + server.httpPort(), key, way);
      RecordParam mp4 = new RecordParam();
      mp4.setEnable(1L);
      mp4.setRecordInterval(3600L);
      CreateLiveRecordTemplateRequest request = new CreateLiveRecordTemplateRequest();
      request.setTemplateName("lesson_录制");
      request.setDescription("a & b + c = 100 %, 录制?");
      request.setMp4Param(mp4);
      request.setRemoveWatermark(true);

      long id = client.CreateLiveRecordTemplate(request).getTemplateId();
      DescribeLiveRecordTemplateRequest describe = new DescribeLiveRecordTemplateRequest();
      describe.setTemplateId(id);
      RecordTemplateInfo template = client.DescribeLiveRecordTemplate(describe).getTemplate();

      assertThat(template.getTemplateName()).isEqualTo("lesson_录制");
      assertThat(template.getDescription()).isEqualTo("a & b + c = 100 %, 录制?");
      assertThat(template.getMp4Param().getRecordInterval()).isEqualTo(3600);
      assertThat(template.getMp4Param().getEnable()).isEqualTo(1);
      assertThat(template.getRemoveWatermark()).isTrue();
    }
  }

  @Test
  void call_whoseBodyIsNotSigned_isUnderstood() throws Exception {
    ClientProfile profile = Sdk.profile("127.0.0.1:" + server.httpPort(), Sdk.USUAL);
    profile.setUnsignedPayload(true);
    CreateLiveRecordTemplateRequest request = new CreateLiveRecordTemplateRequest();
    request.setTemplateName("unsigned");

    assertThat(new LiveClient(key, Sdk.REGION, profile).CreateLiveRecordTemplate(request).getTemplateId()).isPositive();
  }

  static List<Sdk.Way> ways() {
    return Sdk.Way.all();
  }
}
