package io.livetape.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtmpLoopTest {
  @ParameterizedTest
  @CsvSource({"0,50", "1,50", "100,50", "101,50", "150,75", "200,100", "201,100", "4000,100"})
  void tick_ofManyConnections_isUpToTwiceAsLong(int connectionCount, long tickMs) {
    assertThat(RtmpLoop.tickNanos(50_000_000, connectionCount) / 1_000_000).isEqualTo(tickMs);
  }
}
