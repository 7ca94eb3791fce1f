package io.livetape.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CloseLogTest {
  private final CloseLog log = new CloseLog();

  @Test
  void strangers_upToTheLimit_leaveNothingToTell() {
    strangers(CloseLog.TOLD_MAX, CloseReason.PEER_CLOSED);
    strangers(CloseLog.TOLD_MAX, CloseReason.HANDSHAKE_TIMEOUT);

    assertThat(log.takeRest()).isEmpty();
  }

  @Test
  void strangers_aboveTheLimit_areCountedByReason() {
    strangers(5_000, CloseReason.TOO_MANY_CONNECTIONS);
    strangers(CloseLog.TOLD_MAX + 1, CloseReason.HANDSHAKE_TIMEOUT);
    strangers(1, CloseReason.MALFORMED);

    assertThat(log.takeRest()).isEqualTo("4990 × too many connections, 1 × handshake took too long");
  }

  @Test
  void period_thatHasEnded_startsTheCountAnew() {
    strangers(CloseLog.TOLD_MAX + 1, CloseReason.PEER_CLOSED);
    log.takeRest();
    strangers(CloseLog.TOLD_MAX, CloseReason.PEER_CLOSED);

    assertThat(log.takeRest()).isEmpty();
  }

  @Test
  void guests_areNeverPartOfTheRest() {
    for (int i = 0; i < 100; i++) {
      log.guest("[rtmp 192.0.2.1:1]", CloseReason.PEER_CLOSED, "");
    }
    assertThat(log.takeRest()).isEmpty();
  }

  private void strangers(int count, CloseReason reason) {
    for (int i = 0; i < count; i++) {
      log.stranger("[rtmp 192.0.2.1:1]", reason, "");
    }
  }
}
