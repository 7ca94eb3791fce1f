package io.livetape.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateRingTest {
  private final RateRing ring = new RateRing(new RateRing.Counts(1_000_000, 0, 0));

  @Test
  void rates_areOfTheTimeBetweenTwoMeasurements() {
    ring.add(new RateRing.Counts(1_002_000, 500_000, 60), 0);
    ring.add(new RateRing.Counts(1_006_000, 600_000, 110), 1960);

    assertThat(ring.newest()).isEqualTo(new RateRing.Rates(200_000, 12.5, 1.96));
    RateRing.Columns columns = ring.columns();
    assertThat(columns.at()).containsExactly(1002L, 1006L);
    assertThat(columns.bitsPerSecond()).containsExactly(2_000_000L, 200_000L);
    assertThat(columns.framesPerSecond()).containsExactly(30.0, 12.5);
    assertThat(columns.keyFrameSeconds()).containsExactly(0.0, 1.96);
  }

  @Test
  void pushOfThisMoment_hasNone() {
    assertThat(ring.newest()).isEqualTo(RateRing.Rates.NONE);
    assertThat(ring.columns().at()).isEmpty();
  }

  @Test
  void longPush_keepsTheNewestMinutes() {
    for (int i = 1; i <= RateRing.LENGTH + 7; i++) {
      ring.add(new RateRing.Counts(1_000_000 + i * 2000L, i * 1000L, i), 2000);
    }

    assertThat(ring.columns().at()).hasSize(RateRing.LENGTH).isSorted().startsWith(1016L).endsWith(1000L + 2 * (RateRing.LENGTH + 7));
    assertThat(ring.newest().bitsPerSecond()).isEqualTo(4000);
  }

  @Test
  void clockThatStandsStill_dividesByNothing() {
    ring.add(new RateRing.Counts(1_000_000, 1000, 1), 0);

    assertThat(ring.newest().bitsPerSecond()).isPositive();
  }
}
