package io.livetape.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LagHistogramTest {
  @Test
  void lag_ofManyMessages_isFoundByShare() {
    LagHistogram lag = new LagHistogram();
    for (int ms = 1; ms <= 200; ms++) {
      lag.add(ms);
    }

    assertThat(lag.quantileMs(0.5)).isEqualTo(100);
    assertThat(lag.quantileMs(0.99)).isEqualTo(198);
    assertThat(lag.quantileMs(1)).isEqualTo(200);
    assertThat(lag.maxMs()).isEqualTo(200);
  }

  @Test
  void lag_ofNoMessage_isZero() {
    assertThat(new LagHistogram().quantileMs(0.99)).isZero();
  }

  @Test
  void lag_beyondTheScale_countsAtItsEnds() {
    LagHistogram lag = new LagHistogram();
    lag.add(-3);
    lag.add(3_600_000);

    assertThat(lag.quantileMs(0.5)).isZero();
    assertThat(lag.maxMs()).isEqualTo(60_000);
  }
}
