package io.livetape.app.api;

import static io.livetape.app.api.RecordRuleTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.vod.v20180717.VodClient;
import com.tencentcloudapi.vod.v20180717.models.DeleteMediaRequest;
import com.tencentcloudapi.vod.v20180717.models.ForbidMediaDistributionRequest;
import com.tencentcloudapi.vod.v20180717.models.MediaDeleteItem;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deleting files and forbidding them, by the official SDK, on what was really pushed. */
@Timeout(120)
class KeepingActionsTest {
  private static final String LONG_AGO = "2020-01-01T00:00:00Z";
  private static Path clip;

  private final HttpClient http = HttpClient.newHttpClient();
  private LivetapeServer server;

  @BeforeAll
  static void make() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(3)));
  }

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  @Test
  void deleteMedia_ofEachFormat_takesItsAddressesAndAtLastTheBytes() throws Exception {
    server = LivetapeServer.start("recording.formats=mp4,hls,flv,aac");
    Encoders.ffmpeg(clip, server.pushUrl("show"));
    List<RecordedFile> files = server.awaitFiles("show", 4);
    RecordedFile mp4 = file(files, FileFormat.MP4);
    RecordedFile hls = file(files, FileFormat.HLS);
    String replay = server.http("/replay/live/show.m3u8?from=" + LONG_AGO);
    assertThat(status(replay)).isEqualTo(200);

    delete(mp4.fileId());
    for (String name : List.of("f0.mp4", "playlist.m3u8", "ts.m3u8", "f0.0.100.ts")) {
      assertThat(status(beside(mp4, name))).as(name).isEqualTo(404);
    }
    assertThat(status(server.http("/watch/" + mp4.fileId()))).isEqualTo(404);
    PacketHashes.of(server.url(hls)).assertSameAs(PacketHashes.of(clip));

    delete(hls.fileId());
    assertThat(status(server.url(hls))).isEqualTo(404);
    assertThat(status(beside(hls, "ts.m3u8"))).isEqualTo(404);
    assertThat(status(replay)).isEqualTo(404);
    delete(file(files, FileFormat.FLV).fileId());
    delete(file(files, FileFormat.AAC).fileId());

    Awaitility.await("no bytes left").atMost(LivetapeServer.PATIENCE).until(() -> server.data().blobs().isEmpty());
    assertThat(status(server.http("/watch/live/show"))).isEqualTo(404);
    assertThat(server.metric("livetape_files_removed_total{reason=\"requested\"}")).isEqualTo(4);
    assertThat(server.data().timelineCount()).isZero();
  }

  @Test
  void deleteMedia_ofAnMp4WhoseTapeAnHlsFileGoesOnWith_leavesThatWhole() throws Exception {
    server = LivetapeServer.start("recording.formats=mp4,hls", "recording.continuation=600");
    Encoders.ffmpeg(clip, server.pushUrl("show"));
    Awaitility.await().atMost(LivetapeServer.PATIENCE).until(() -> !server.data().files("show").isEmpty());

    delete(server.data().files("show").getFirst().fileId());
    new Calls("127.0.0.1:" + server.httpPort(), server.apiKey(), "2018-08-01")
        .call("DropLiveStream", json("{'AppName':'live','DomainName':'127.0.0.1','StreamName':'show'}"));
    RecordedFile hls = server.awaitFiles("show", 1).getFirst();

    PacketHashes.of(server.url(hls)).assertSameAs(PacketHashes.of(clip));
    delete(hls.fileId());
    Awaitility.await("no bytes left").atMost(LivetapeServer.PATIENCE).until(() -> server.data().blobs().isEmpty());
  }

  @Test
  void deleteMedia_ofPartsThatAreNotHere_leavesTheFile_ofTheOriginalTakesIt() throws Exception {
    server = LivetapeServer.start("recording.formats=mp4");
    Encoders.ffmpeg(clip, server.pushUrl("show"));
    RecordedFile file = server.awaitFiles("show", 1).getFirst();

    client().DeleteMedia(deletion(file.fileId(), "TranscodeFiles", "WechatPublishFiles"));
    assertThat(status(server.url(file))).isEqualTo(200);
    client().DeleteMedia(deletion(file.fileId(), "TranscodeFiles", "OriginalFiles"));
    assertThat(status(server.url(file))).isEqualTo(404);
    assertThat(Sdk.errorOf(() -> client().DeleteMedia(deletion(file.fileId(), "TranscodeFiles")))).isEqualTo("ResourceNotFound");
  }

  @Test
  void forbidMediaDistribution_closesEveryAddress_untilRecovered() throws Exception {
    server = LivetapeServer.start("recording.formats=mp4,hls");
    Encoders.ffmpeg(clip, server.pushUrl("show"));
    List<RecordedFile> files = server.awaitFiles("show", 2);
    RecordedFile hls = file(files, FileFormat.HLS);
    String tape = hls.blobKey().substring(hls.blobKey().lastIndexOf('/') + 1);
    List<String> addresses = List.of(server.url(file(files, FileFormat.MP4)), beside(file(files, FileFormat.MP4), "playlist.m3u8"),
        server.url(hls), beside(hls, tape), beside(hls, "ts.m3u8"), server.http("/watch/" + hls.fileId()));
    String replay = server.http("/replay/live/show.m3u8?from=" + LONG_AGO);

    assertThat(forbid("forbid", files.get(0).fileId(), "12345", files.get(1).fileId())).containsExactly("12345");
    for (String address : addresses) {
      assertThat(status(address)).as(address).isEqualTo(403);
    }
    assertThat(status(replay)).isEqualTo(404);
    server.stop();
    server.startAgain();
    assertThat(status(addresses.getFirst())).as("after a restart").isEqualTo(403);

    assertThat(forbid("recover", files.get(0).fileId(), files.get(1).fileId())).isEmpty();
    for (String address : addresses) {
      assertThat(status(address)).as(address).isEqualTo(200);
    }
    assertThat(status(replay)).isEqualTo(200);
  }

  private void delete(String fileId) throws TencentCloudSDKException {
    client().DeleteMedia(deletion(fileId));
  }

  private static DeleteMediaRequest deletion(String fileId, String... parts) {
    DeleteMediaRequest request = new DeleteMediaRequest();
    request.setFileId(fileId);
    MediaDeleteItem[] items = new MediaDeleteItem[parts.length];
    for (int i = 0; i < parts.length; i++) {
      items[i] = new MediaDeleteItem();
      items[i].setType(parts[i]);
    }
    request.setDeleteParts(items);
    return request;
  }

  private String[] forbid(String operation, String... fileIds) throws TencentCloudSDKException {
    return client().ForbidMediaDistribution(forbidding(operation, fileIds)).getNotExistFileIdSet();
  }

  private static ForbidMediaDistributionRequest forbidding(String operation, String... fileIds) {
    ForbidMediaDistributionRequest request = new ForbidMediaDistributionRequest();
    request.setFileIds(fileIds);
    request.setOperation(operation);
    return request;
  }

  private VodClient client() {
    return Sdk.vod("127.0.0.1:" + server.httpPort(), server.apiKey(), Sdk.USUAL);
  }

  private static RecordedFile file(List<RecordedFile> files, FileFormat format) {
    return files.stream().filter(file -> file.format() == format).findFirst().orElseThrow();
  }

  private String beside(RecordedFile file, String name) {
    return URI.create(server.url(file)).resolve(name).toString();
  }

  private int status(String url) throws Exception {
    return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding()).statusCode();
  }
}
