package io.livetape.console.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginLimitsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T09:30:00Z");

  private final LoginLimits limits = new LoginLimits();

  @Test
  void address_thatTriesTooOften_waits_andOthersDoNot() {
    for (int i = 0; i < LoginLimits.PER_ADDRESS_TRIES; i++) {
      assertThat(limits.take("192.0.2.1", NOW)).isEmpty();
    }

    assertThat(limits.take("192.0.2.1", NOW)).contains(LoginLimits.PER_ADDRESS_PAUSE);
    assertThat(limits.take("192.0.2.1", NOW.plusSeconds(10))).contains(LoginLimits.PER_ADDRESS_PAUSE.minusSeconds(10));
    assertThat(limits.take("192.0.2.2", NOW)).isEmpty();
    assertThat(limits.take("192.0.2.1", NOW.plus(LoginLimits.PER_ADDRESS_PAUSE))).isEmpty();
    assertThat(limits.take("192.0.2.1", NOW.plus(LoginLimits.PER_ADDRESS_PAUSE))).isPresent();
  }

  @Test
  void addresses_ofOneNetworkOfIpv6_areOne() {
    for (int i = 0; i < LoginLimits.PER_ADDRESS_TRIES; i++) {
      assertThat(limits.take("2001:db8::" + i, NOW)).isEmpty();
    }

    assertThat(limits.take("2001:db8::ffff", NOW)).isPresent();
    assertThat(limits.take("2001:db8:0:1::1", NOW)).isEmpty();
  }

  @Test
  void manyAddresses_together_wait() {
    for (int i = 0; i < LoginLimits.TOGETHER_TRIES; i++) {
      assertThat(limits.take("192.0.2." + i, NOW)).isEmpty();
    }

    assertThat(limits.take("198.51.100.1", NOW)).contains(LoginLimits.TOGETHER_PAUSE);
    assertThat(limits.take("198.51.100.1", NOW.plus(LoginLimits.TOGETHER_PAUSE))).isEmpty();
  }

  @Test
  void try_thatIsGivenBack_wasNone() {
    for (int i = 0; i < 10 * LoginLimits.TOGETHER_TRIES; i++) {
      assertThat(limits.take("192.0.2.1", NOW)).isEmpty();
      limits.giveBack("192.0.2.1");
    }
  }

  @Test
  void clock_thatGoesBack_takesNothingAway() {
    assertThat(limits.take("192.0.2.1", NOW)).isEmpty();
    assertThat(limits.take("192.0.2.1", NOW.minus(Duration.ofHours(1)))).isEmpty();
  }
}
