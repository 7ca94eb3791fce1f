package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams are recorded as templates and rules say, from the next push on. */
class RecordRuleTest {
  private static final String DOMAIN = "127.0.0.1";
  private static Path clip;

  private LivetapeServer server;
  private Calls calls;

  @BeforeAll
  static void make() {
    Witness.require(Witness.FFMPEG);
    clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2)));
  }

  @BeforeEach
  void start() {
    server = LivetapeServer.start();
    calls = new Calls("127.0.0.1:" + server.httpPort(), server.apiKey(), "2018-08-01");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void push_underTheRuleForTheDomain_isRecordedInEveryFormatOfItsTemplate() {
    rule("", "", template("all", "'Mp4Param':{'Enable':1},'HlsParam':{'Enable':1},'FlvParam':{'Enable':1},'AacParam':{'Enable':1}"));

    assertThat(formats("show")).containsExactlyInAnyOrder("mp4", "hls", "flv", "aac");
  }

  @Test
  void push_underARuleOfItsOwn_isRecordedByThatAlone() {
    rule("", "", template("usual", "'Mp4Param':{'Enable':1}"));
    rule("live", "special", template("special", "'FlvParam':{'Enable':1}"));

    assertThat(formats("special")).containsExactly("flv");
    assertThat(formats("other")).containsExactly("mp4");
  }

  @Test
  void push_underATemplateWithoutFormats_isNotRecorded() {
    rule("", "", template("usual", "'Mp4Param':{'Enable':1}"));
    rule("", "exempt", template("nothing", "'Mp4Param':{'Enable':0}"));
    Encoders.ffmpeg(clip, server.pushUrl("exempt"));
    server.awaitNoPush();

    assertThat(formats("recorded")).containsExactly("mp4");
    assertThat(server.data().files("exempt")).isEmpty();
  }

  @Test
  void formats_ofOneTemplate_haveTheirOwnNamesAndTimesToLive() {
    rule("", "", template("own", """
        'Mp4Param':{'Enable':1,'VodFileName':'lesson-{StreamID}-{StartYear}{StartMillisecond}','StorageTime':86400},
        'FlvParam':{'Enable':1,'StorageTime':0},'HlsParam':{'Enable':1,'StorageTime':3600}"""));
    Encoders.ffmpeg(clip, server.pushUrl("show"));
    List<RecordedFile> files = server.awaitFiles("show", 3);

    assertThat(files).allSatisfy(file -> {
      switch (file.format()) {
        case MP4 -> {
          assertThat(file.name()).matches("lesson-show-\\d{7}");
          assertThat(Duration.between(file.createdAt(), file.expiresAt())).isEqualTo(Duration.ofDays(1));
        }
        case HLS -> assertThat(Duration.between(file.createdAt(), file.expiresAt())).isEqualTo(Duration.ofHours(1));
        default -> {
          assertThat(file.expiresAt()).isNull();
          assertThat(file.name()).matches("show_[0-9-]+_[0-9-]+");
        }
      }
    });
  }

  @Test
  void pushAddress_underARule_goesBeforeIt() {
    rule("", "", template("usual", "'Mp4Param':{'Enable':1}"));
    Encoders.ffmpeg(clip, server.pushUrl("show", "record=hls"));

    assertThat(server.awaitFiles("show", 1)).extracting(RecordedFile::format).containsExactly(FileFormat.HLS);
  }

  @Test
  void rulesAndTemplates_changed_holdForTheNextPushAndAfterARestart() {
    long id = template("usual", "'Mp4Param':{'Enable':1}");
    rule("", "", id);
    assertThat(formats("first")).containsExactly("mp4");

    calls.call("ModifyLiveRecordTemplate", json("{'TemplateId':" + id + ",'FlvParam':{'Enable':1}}"));
    assertThat(formats("second")).containsExactlyInAnyOrder("mp4", "flv");

    server.stop();
    server.startAgain();
    assertThat(formats("third")).containsExactlyInAnyOrder("mp4", "flv");

    calls.call("DeleteLiveRecordRule", json("{'DomainName':'127.0.0.1','AppName':'','StreamName':''}"));
    Encoders.ffmpeg(clip, server.pushUrl("fourth"));
    server.awaitNoPush();
    assertThat(server.data().files("fourth")).isEmpty();
  }

  @Test
  void intervals_ofOneTemplate_cutEachFormatByItself() {
    rule("", "", template("intervals", """
        'Mp4Param':{'Enable':1,'RecordInterval':60},'FlvParam':{'Enable':1,'RecordInterval':120}"""));
    // Key frames are a second apart, so 130 s end after 60, 120 and 130 s as MP4, and after 120 and 130 s as FLV.
    Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(130))), server.pushUrl("long"));
    server.awaitFiles("long", 5);

    assertThat(server.data().files("long", FileFormat.MP4)).extracting(RecordRuleTest::seconds).containsExactly(60L, 60L, 10L);
    assertThat(server.data().files("long", FileFormat.FLV)).extracting(RecordRuleTest::seconds).containsExactly(120L, 10L);
  }

  private static long seconds(RecordedFile file) {
    return Math.round(file.content().durationMs() / 1000.0);
  }

  private List<String> formats(String stream) {
    Encoders.ffmpeg(clip, server.pushUrl(stream));
    server.awaitNoPush();
    return server.awaitFiles(stream, 1).stream().map(file -> file.format().label()).toList();
  }

  private long template(String name, String parts) {
    JsonNode answer = calls.call("CreateLiveRecordTemplate", json("{'TemplateName':'" + name + "'," + parts + "}"));
    return answer.path("TemplateId").asLong();
  }

  private void rule(String app, String stream, long templateId) {
    calls.call("CreateLiveRecordRule", json("{'DomainName':'" + DOMAIN + "','AppName':'" + app + "','StreamName':'" + stream
        + "','TemplateId':" + templateId + "}"));
  }

  static String json(String text) {
    return text.replace('\'', '"');
  }
}
