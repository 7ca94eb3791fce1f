package io.livetape.rtmp;

import io.livetape.live.PlayGate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RtmpConfigTest {
  @Test
  void defaults_areAsTheManualSays() {
    RtmpConfig config = RtmpConfig.defaults();
    assertThat(config.port()).isEqualTo(1935);
    assertThat(config.readTick()).isEqualTo(Duration.ofMillis(50));
    assertThat(config.tls()).isEmpty();
  }

  @Test
  void values_outOfRange_areRefusedByName() {
    RtmpConfig config = RtmpConfig.defaults();
    List.<Runnable>of(
        () -> config.withAddress("h", 65_536), () -> new RtmpConfig.Crowd(0, 1, 1), () -> new RtmpConfig.Crowd(1, 0, 1),
        () -> new RtmpConfig.Crowd(1, 1, 0), () -> config.withMessageMax(1 << 24),
        () -> config.withReadTick(Duration.ZERO), () -> new RtmpConfig.Playing(1, Duration.ofSeconds(1), Duration.ZERO),
        () -> new RtmpConfig.Timeouts(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)))
        .forEach(bad -> assertThatThrownBy(bad::run).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("must be"));
  }

  @Test
  void address_thatIsTaken_isAnIoExceptionThatNamesIt() {
    try (TestServer first = new TestServer()) {
      RtmpServices services = new RtmpServices(first.streams, PlayGate.open(), _ -> "", () -> 1, () -> TestServer.NOW, new RtmpMetrics());
      RtmpConfig same = TestServer.config().withAddress("127.0.0.1", first.server.port());
      assertThatThrownBy(() -> new RtmpServer(same, services)).isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + first.server.port());
    }
  }
}
