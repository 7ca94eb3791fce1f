package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tencentcloudapi.vod.v20180717.VodClient;
import com.tencentcloudapi.vod.v20180717.models.ConfirmEventsRequest;
import com.tencentcloudapi.vod.v20180717.models.DeleteMediaRequest;
import com.tencentcloudapi.vod.v20180717.models.DescribeEventConfigRequest;
import com.tencentcloudapi.vod.v20180717.models.DescribeEventConfigResponse;
import com.tencentcloudapi.vod.v20180717.models.EditMediaFileInfo;
import com.tencentcloudapi.vod.v20180717.models.EditMediaRequest;
import com.tencentcloudapi.vod.v20180717.models.EventContent;
import com.tencentcloudapi.vod.v20180717.models.ModifyEventConfigRequest;
import com.tencentcloudapi.vod.v20180717.models.PullEventsRequest;
import io.livetape.app.LivetapeServer;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events of the product "vod", pulled by the official SDK and pushed to a receiver. */
class VodEventsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private LivetapeServer server;
  private VodClient client;

  @BeforeEach
  void start() {
    Witness.require(Witness.FFMPEG);
    server = LivetapeServer.start();
    client = Sdk.vod("127.0.0.1:" + server.httpPort(), server.apiKey(), Sdk.USUAL);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void recordingAndTask_arePulledInTheirOrder_untilConfirmed() throws Exception {
    ModifyEventConfigRequest config = new ModifyEventConfigRequest();
    config.setMode("PULL");
    config.setUploadMediaCompleteEventSwitch("ON");
    client.ModifyEventConfig(config);
    RecordedFile file = push("pulled");
    edit(file);

    List<EventContent> events = pull(2);

    assertThat(events).extracting(EventContent::getEventType).containsExactly("NewFileUpload", "EditMediaComplete");
    EventContent upload = events.getFirst();
    assertThat(upload.getFileUploadEvent().getFileId()).isEqualTo(file.fileId());
    assertThat(upload.getFileUploadEvent().getMediaBasicInfo().getMediaUrl()).isEqualTo(server.url(file));
    assertThat(upload.getFileUploadEvent().getMediaBasicInfo().getSourceInfo().getSourceType()).isEqualTo("Record");
    assertThat(upload.getFileUploadEvent().getMediaBasicInfo().getSourceInfo().getSourceContext()).contains("/live/pulled?txSecret=");
    assertThat(upload.getFileUploadEvent().getMetaData().getSize()).isEqualTo(file.content().sizeBytes());
    assertThat(upload.getEditMediaCompleteEvent()).isNull();
    assertThat(events.getLast().getEditMediaCompleteEvent().getOutput().getFileUrl()).endsWith("/f0.mp4");
    ConfirmEventsRequest confirm = new ConfirmEventsRequest();
    confirm.setEventHandles(events.stream().map(EventContent::getEventHandle).toArray(String[]::new));
    client.ConfirmEvents(confirm);
    assertThat(Sdk.errorOf(() -> client.PullEvents(new PullEventsRequest()))).isEqualTo("ResourceNotFound");
  }

  @Test
  void recordingAndTask_arePushedAndSigned() throws Exception {
    Calls calls = new Calls("127.0.0.1:" + server.httpPort(), server.apiKey(), "2018-07-17");
    try (CallbackReceiver receiver = CallbackReceiver.start()) {
      calls.call("ModifyEventConfig", "{\"Mode\": \"PUSH\", \"NotificationUrl\": \"" + receiver.url()
          + "\", \"UploadMediaCompleteEventSwitch\": \"ON\", \"SignKey\": \"key1\"}");
      RecordedFile file = push("pushed");
      edit(file);

      List<JsonNode> bodies = receiver.await(2, LIMIT).stream().map(CallbackReceiver.Received::json).toList();

      // Of a file and of a task: only events of one of them arrive in their order.
      assertThat(bodies).extracting(body -> body.path("EventType").asText())
          .containsExactlyInAnyOrder("NewFileUpload", "EditMediaComplete");
      for (JsonNode body : bodies) {
        assertThat(body.has("EventHandle")).isFalse();
        long t = body.path("T").longValue();
        assertThat(t).isBetween(Instant.now().getEpochSecond() + 500, Instant.now().getEpochSecond() + 601);
        assertThat(body.path("Sign").asText()).isEqualTo(md5("key1" + t));
      }
      assertThat(bodies).extracting(body -> body.at("/FileUploadEvent/FileId").asText()).contains(file.fileId());
    }
  }

  @Test
  void deletedFile_isToldOf() throws Exception {
    ModifyEventConfigRequest config = new ModifyEventConfigRequest();
    config.setMode("PULL");
    config.setDeleteMediaCompleteEventSwitch("ON");
    client.ModifyEventConfig(config);
    server.data().add(ShelvedFile.of("7", "seven").file());
    DeleteMediaRequest request = new DeleteMediaRequest();
    request.setFileId("7");
    client.DeleteMedia(request);

    EventContent event = pull(1).getFirst();

    assertThat(event.getEventType()).isEqualTo("FileDeleted");
    assertThat(event.getFileDeleteEvent().getFileIdSet()).containsExactly("7");
  }

  @Test
  void config_isToldAsItWasSet_andStaysWhereNothingIsSaid() throws Exception {
    ModifyEventConfigRequest config = new ModifyEventConfigRequest();
    config.setMode("PUSH");
    assertThat(Sdk.errorOf(() -> client.ModifyEventConfig(config))).isEqualTo("InvalidParameterValue.NotificationUrl");
    config.setNotificationUrl("http://169.254.169.254/latest");
    assertThat(Sdk.errorOf(() -> client.ModifyEventConfig(config))).isEqualTo("InvalidParameterValue.NotificationUrl");
    config.setNotificationUrl("http://127.0.0.1:9/events");
    client.ModifyEventConfig(config);
    ModifyEventConfigRequest more = new ModifyEventConfigRequest();
    more.setDeleteMediaCompleteEventSwitch("ON");
    client.ModifyEventConfig(more);

    DescribeEventConfigResponse told = client.DescribeEventConfig(new DescribeEventConfigRequest());
    assertThat(told.getMode()).isEqualTo("PUSH");
    assertThat(told.getNotificationUrl()).isEqualTo("http://127.0.0.1:9/events");
    assertThat(told.getDeleteMediaCompleteEventSwitch()).isEqualTo("ON");
    assertThat(told.getUploadMediaCompleteEventSwitch()).isEqualTo("OFF");
  }

  private RecordedFile push(String stream) {
    Path clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2)));
    try (var push = Ffmpeg.push(clip, server.pushUrl(stream, "record=mp4"), Ffmpeg.Pace.AS_FAST_AS_POSSIBLE, LIMIT)) {
      assertThat(push.await(LIMIT).status()).isZero();
    }
    return server.awaitFiles(stream, 1).getFirst();
  }

  private void edit(RecordedFile file) throws Exception {
    EditMediaFileInfo part = new EditMediaFileInfo();
    part.setFileId(file.fileId());
    EditMediaRequest request = new EditMediaRequest();
    request.setInputType("File");
    request.setFileInfos(new EditMediaFileInfo[] {part});
    client.EditMedia(request);
  }

  /** Until so many have come: what was given out and is not confirmed does not come again at once. */
  private List<EventContent> pull(int count) throws Exception {
    List<EventContent> events = new ArrayList<>();
    while (events.size() < count) {
      events.addAll(Arrays.asList(client.PullEvents(new PullEventsRequest()).getEventSet()));
    }
    return events;
  }

  private static String md5(String text) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
