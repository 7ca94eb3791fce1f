package io.livetape.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TimestampUnwrapTest {
  @Test
  void timestamps_thatWrap_goOn() {
    assertThat(unwrapped(0xFFFFFFF0L, 0xFFFFFFFFL, 0, 16)).containsExactly(0xFFFFFFF0L, 0xFFFFFFFFL, 0x100000000L, 0x100000010L);
  }

  @Test
  void timestamps_thatCrossTheWrapInTurns_goBothWays() {
    assertThat(unwrapped(0xFFFFFFF0L, 5, 0xFFFFFFF8L, 10)).containsExactly(0xFFFFFFF0L, 0x100000005L, 0xFFFFFFF8L, 0x10000000AL);
  }

  @Test
  void timestamps_thatJumpOrGoBack_areTakenAsTheyAre() {
    assertThat(unwrapped(1000, 5_000_000, 0, 40)).containsExactly(1000, 5_000_000, 0, 40);
  }

  @Test
  void timestamps_thatBeginHigh_beginThere() {
    assertThat(unwrapped(3_000_000_000L, 3_000_000_040L)).containsExactly(3_000_000_000L, 3_000_000_040L);
  }

  private static long[] unwrapped(long... timestamps) {
    TimestampUnwrap unwrap = new TimestampUnwrap();
    return Arrays.stream(timestamps).map(unwrap::unwrap).toArray();
  }
}
