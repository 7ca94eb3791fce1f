package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.vod.v20180717.VodClient;
import com.tencentcloudapi.vod.v20180717.models.DescribeMediaInfosRequest;
import com.tencentcloudapi.vod.v20180717.models.DescribeMediaInfosResponse;
import com.tencentcloudapi.vod.v20180717.models.MediaInfo;
import com.tencentcloudapi.vod.v20180717.models.MediaKeyFrameDescItem;
import com.tencentcloudapi.vod.v20180717.models.ModifyMediaInfoRequest;
import com.tencentcloudapi.vod.v20180717.models.ModifyMediaInfoResponse;
import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known of files, and what people say of them, by the SDK's own classes. */
class VodMediaTest {
  private LivetapeServer server;
  private VodClient client;

  @BeforeEach
  void start() {
    server = LivetapeServer.start("api.rate-limit=1000");
    client = Sdk.vod("127.0.0.1:" + server.httpPort(), server.apiKey(), Sdk.USUAL);
    server.data().add(ShelvedFile.of("1", "first").file());
    server.data().add(ShelvedFile.of("2", "second").as(FileFormat.AAC).filed(7, 0).file());
  }

  @AfterEach
  void close() {
    server.close();
  }

  static List<Sdk.Way> ways() {
    return Sdk.Way.all();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void describe_filesThatAreThereAndThatAreNot_tellsWhich(Sdk.Way way) throws Exception {
    DescribeMediaInfosRequest request = new DescribeMediaInfosRequest();
    request.setFileIds(new String[] {"9", "1", "2", "99999999999999999999"});

    DescribeMediaInfosResponse known =
        Sdk.vod("127.0.0.1:" + server.httpPort(), server.apiKey(), way).DescribeMediaInfos(request);

    assertThat(known.getNotExistFileIdSet()).as("2 is of another part").containsExactly("9", "2", "99999999999999999999");
    assertThat(known.getMediaInfoSet()).singleElement().satisfies(file -> {
      assertThat(file.getFileId()).isEqualTo("1");
      assertThat(file.getBasicInfo().getMediaUrl()).isEqualTo(server.url(ShelvedFile.of("1", "first").file()));
      assertThat(file.getBasicInfo().getExpireTime()).isEqualTo("9999-12-31T23:59:59Z");
      assertThat(file.getBasicInfo().getCoverUrl()).isEmpty();
      assertThat(file.getBasicInfo().getSourceInfo().getSourceContext()).isEqualTo("rtmp://push.test/live/s1?a=b");
      assertThat(file.getMetaData().getDuration()).isEqualTo(60f);
      assertThat(file.getMetaData().getBitrate()).isEqualTo(200_000);
      assertThat(file.getMetaData().getVideoStreamSet()[0].getBitrate()).isEqualTo(136_000);
      assertThat(file.getMetaData().getVideoStreamSet()[0].getFps()).isEqualTo(25);
      assertThat(file.getMetaData().getAudioStreamSet()[0].getBitrate()).isEqualTo(64_000);
      assertThat(file.getMetaData().getAudioStreamSet()[0].getSamplingRate()).isEqualTo(48_000);
      assertThat(file.getTranscodeInfo().getTranscodeSet()[0].getDefinition()).isZero();
      assertThat(file.getKeyFrameDescInfo()).isNull();
    });
  }

  @Test
  void describe_aFileOfAnotherPart_isFoundThere() throws Exception {
    MediaInfo file = describe("2", 7L);
    assertThat(file.getBasicInfo().getCategory()).isEqualTo("Audio");
    assertThat(file.getMetaData().getVideoStreamSet()).isEmpty();
    assertThat(file.getMetaData().getAudioStreamSet()[0].getBitrate()).isEqualTo(200_000);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void modify_everythingAtOnce_isTold(Sdk.Way way) throws Exception {
    ModifyMediaInfoRequest request = new ModifyMediaInfoRequest();
    request.setFileId("1");
    request.setName("\u65b0 name");
    request.setDescription("what it is about");
    request.setExpireTime("2099-01-01T08:00:00+08:00");
    request.setAddTags(new String[] {"b", "a"});
    request.setAddKeyFrameDescs(new MediaKeyFrameDescItem[] {moment(12.5f, "goal"), moment(0f, "start")});
    Sdk.vod("127.0.0.1:" + server.httpPort(), server.apiKey(), way).ModifyMediaInfo(request);

    MediaInfo file = describe("1", null);
    assertThat(file.getBasicInfo().getName()).isEqualTo("\u65b0 name");
    assertThat(file.getBasicInfo().getDescription()).isEqualTo("what it is about");
    assertThat(file.getBasicInfo().getExpireTime()).isEqualTo("2099-01-01T00:00:00Z");
    assertThat(file.getBasicInfo().getTagSet()).containsExactly("a", "b");
    assertThat(file.getBasicInfo().getUpdateTime()).isGreaterThan(file.getBasicInfo().getCreateTime());
    assertThat(file.getKeyFrameDescInfo().getKeyFrameDescSet()).extracting(MediaKeyFrameDescItem::getTimeOffset).containsExactly(0f, 12.5f);
    assertThat(file.getKeyFrameDescInfo().getKeyFrameDescSet()[1].getContent()).isEqualTo("goal");
  }

  @Test
  void modify_oneThing_leavesTheRest() throws Exception {
    modify(request -> request.setDescription("about"));
    modify(request -> request.setAddTags(new String[] {"a", "b"}));
    modify(request -> request.setDeleteTags(new String[] {"a", "c"}));
    modify(request -> request.setExpireTime("2099-01-01T00:00:00Z"));
    modify(request -> request.setExpireTime("9999-12-31T23:59:59Z"));
    MediaInfo file = describe("1", null);
    assertThat(file.getBasicInfo().getName()).isEqualTo("first");
    assertThat(file.getBasicInfo().getDescription()).isEqualTo("about");
    assertThat(file.getBasicInfo().getTagSet()).containsExactly("b");
    assertThat(file.getBasicInfo().getExpireTime()).isEqualTo("9999-12-31T23:59:59Z");
    modify(request -> request.setClearTags(1L));
    assertThat(describe("1", null).getBasicInfo().getTagSet()).isEmpty();
  }

  @Test
  void modify_keyFrames_areReplacedRemovedAndCleared() throws Exception {
    modify(request -> request.setAddKeyFrameDescs(new MediaKeyFrameDescItem[] {moment(1, "a"), moment(2, "b")}));
    modify(request -> request.setAddKeyFrameDescs(new MediaKeyFrameDescItem[] {moment(2, "c")}));
    modify(request -> request.setDeleteKeyFrameDescs(new Float[] {1f}));
    assertThat(describe("1", null).getKeyFrameDescInfo().getKeyFrameDescSet()).singleElement()
        .extracting(MediaKeyFrameDescItem::getContent).isEqualTo("c");
    modify(request -> request.setClearKeyFrameDescs(1L));
    assertThat(describe("1", null).getKeyFrameDescInfo()).isNull();
  }

  @Test
  void modify_cover_isServedUnderANewAddressEachTime() throws Exception {
    byte[] picture = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 'x'};
    String first = modify(request -> request.setCoverData(Base64.getEncoder().encodeToString(picture))).getCoverUrl();
    assertThat(server.get(first)).hasSize(4).endsWith("x");
    assertThat(describe("1", null).getBasicInfo().getCoverUrl()).isEqualTo(first);
    byte[] other = {(byte) 0x89, 'P', 'N', 'G', 'y', 'y'};
    String second = modify(request -> request.setCoverData(Base64.getEncoder().encodeToString(other))).getCoverUrl();
    assertThat(server.get(second)).endsWith("yy");
    assertThat(second).isNotEqualTo(first).endsWith(".png");
    assertThat(modify(request -> request.setName("third")).getCoverUrl()).as("only with CoverData").isEmpty();
  }

  private ModifyMediaInfoResponse modify(Consumer<ModifyMediaInfoRequest> wish) throws Exception {
    ModifyMediaInfoRequest request = new ModifyMediaInfoRequest();
    request.setFileId("1");
    wish.accept(request);
    return client.ModifyMediaInfo(request);
  }

  private MediaInfo describe(String fileId, Long subAppId) throws Exception {
    DescribeMediaInfosRequest request = new DescribeMediaInfosRequest();
    request.setFileIds(new String[] {fileId});
    request.setSubAppId(subAppId);
    return client.DescribeMediaInfos(request).getMediaInfoSet()[0];
  }

  private static MediaKeyFrameDescItem moment(float seconds, String content) {
    MediaKeyFrameDescItem item = new MediaKeyFrameDescItem();
    item.setTimeOffset(seconds);
    item.setContent(content);
    return item;
  }
}
