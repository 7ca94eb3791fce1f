package io.livetape.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.api.FileLanding;
import io.livetape.app.config.Config;
import io.livetape.app.config.ConfigLoader;
import io.livetape.callback.AddressRules;
import io.livetape.callback.DeliveryPolicy;
import io.livetape.callback.Network;
import io.livetape.media.FileFormat;
import io.livetape.play.VideoUrls;
import io.livetape.record.FormatPlan;
import io.livetape.record.RecordConfig;
import io.livetape.record.RecordPlan;
import io.livetape.rtmp.RtmpConfig;
import io.livetape.vod.NameTemplate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the default file says and what the parts take by default are the same, and each key reaches its part. */
class PartConfigsTest {
  private static final Path SPOOL = Path.of("spool");

  @Test
  void defaults_areThoseOfTheParts() throws Exception {
    Config config = config();
    assertThat(PartConfigs.rtmp(config.rtmp())).isEqualTo(RtmpConfig.defaults());
    assertThat(PartConfigs.delivery(config.callback())).isEqualTo(DeliveryPolicy.DEFAULT);
    assertThat(PartConfigs.addresses(config.callback())).isEqualTo(AddressRules.DEFAULT);
    assertThat(PartConfigs.plan(config.recording())).isEqualTo(RecordPlan.NOTHING);
    assertThat(PartConfigs.record(config, SPOOL)).isEqualTo(new RecordConfig(
        SPOOL, Duration.ofMillis(350), Duration.ofSeconds(4), Duration.ofMillis(350), 16 << 20, 2, Duration.ofSeconds(5),
        2L << 30, 512L << 20));
    FileLanding.Presentation presentation = PartConfigs.presentation(config, new VideoUrls("http://replay.test", 7));
    assertThat(presentation.names()).isEqualTo(NameTemplate.DEFAULT);
    assertThat(presentation.account()).isEqualTo(1_250_000_001L);
    assertThat(presentation.zone()).isEqualTo(ZoneId.systemDefault());
    assertThat(presentation.addresses().apply(FileFormat.MP4, 9L)).isEqualTo("http://replay.test/vod/7/9/f0.mp4");
  }

  @Test
  void rtmp_takesEveryKey() throws Exception {
    RtmpConfig rtmp = PartConfigs.rtmp(config(
        "rtmp.host=127.0.0.1", "rtmp.port=0", "rtmp.idle-timeout=7", "rtmp.handshake-timeout=3", "rtmp.read-tick-ms=20",
        "rtmp.connection-max=9", "rtmp.connection-max-per-address=8", "rtmp.waiting-max=7", "rtmp.message-max-bytes=16777215").rtmp());
    assertThat(rtmp.host()).isEqualTo("127.0.0.1");
    assertThat(rtmp.port()).isZero();
    assertThat(rtmp.timeouts().idle()).hasSeconds(7);
    assertThat(rtmp.timeouts().handshake()).hasSeconds(3);
    assertThat(rtmp.readTick()).hasMillis(20);
    assertThat(rtmp.crowd()).isEqualTo(new RtmpConfig.Crowd(9, 8, 7));
    assertThat(rtmp.messageMaxBytes()).isEqualTo(16_777_215);
    assertThat(rtmp.tls()).isEmpty();
  }

  @Test
  void recording_takesEveryKey() throws Exception {
    Config config = config(
        "recording.formats=mp4|flv", "recording.interval=1", "recording.audio-only=true", "recording.fragment-ms=100",
        "recording.segment-target=2", "recording.buffer-max-bytes=1 MiB", "recording.writer-threads=3", "recording.sync-interval=0",
        "recording.track-wait-ms=0", "recording.storage-time=7 d", "disk.warn-free-bytes=20", "disk.stop-free-bytes=10",
        "recording.continuation=90", "recording.file-name={StreamID}", "recording.time-zone=Asia/Shanghai", "account.bizid=2121");
    assertThat(PartConfigs.record(config, SPOOL)).isEqualTo(new RecordConfig(
        SPOOL, Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ZERO, 1 << 20, 3, Duration.ZERO, 20, 10));
    assertThat(PartConfigs.plan(config.recording())).isEqualTo(
        new RecordPlan(Set.of(FileFormat.MP4, FileFormat.FLV),
            new FormatPlan(Duration.ofSeconds(1), Duration.ofDays(7), "", Duration.ofSeconds(90)), true, "", ""));
    FileLanding.Presentation presentation = PartConfigs.presentation(config, new VideoUrls("", 7));
    assertThat(presentation.names()).isEqualTo(new NameTemplate("{StreamID}"));
    assertThat(presentation.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(presentation.account()).as("the older id goes first").isEqualTo(2121);
  }

  @Test
  void callback_takesEveryKey() throws Exception {
    Config config = config("callback.timeout=5", "callback.retry-interval=1", "callback.retry-max=0", "callback.allow=169.254.1.1",
        "callback.deny=10.0.0.0/8");
    assertThat(PartConfigs.delivery(config.callback())).isEqualTo(new DeliveryPolicy(Duration.ofSeconds(5), Duration.ofSeconds(1), 0, 8));
    assertThat(PartConfigs.addresses(config.callback()).allowed()).containsExactly(Network.parse("169.254.1.1"));
    assertThat(PartConfigs.addresses(config.callback()).denied())
        .containsAll(AddressRules.NEVER_RECEIVERS).contains(Network.parse("10.0.0.0/8"));
  }

  @Test
  void nodeAddress_isAnAddress() {
    assertThat(PartConfigs.nodeAddress()).matches("[0-9a-fA-F.:%a-z]+");
  }

  private static Config config(String... settings) throws Exception {
    return ConfigLoader.load(Optional.empty(), Map.of(), List.of(settings));
  }
}
