package io.livetape.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final long START_MS = 1_795_200_000_000L;

  private final History history = new History();

  @Test
  void tenSeconds_areTheMeanOfWhatWasMeasuredInThem_onceTheyAreOver() {
    history.add(figures(0, 10));
    history.add(figures(2, 20));
    history.add(figures(8, 60));
    assertThat(history.columns().at()).isEmpty();
    history.add(figures(10, 1000));

    assertThat(history.columns().at()).containsExactly(START_MS / 1000 + 8);
    assertThat(history.columns().bitsPerSecondIn()).containsExactly(30L);
  }

  @Test
  void columns_haveOneLength_andNoMoreThanAnHour() {
    for (int second = 0; second <= 2 * 3600; second += 10) {
      history.add(figures(second, second));
    }

    History.Columns columns = history.columns();
    assertThat(columns.at()).hasSize(History.LENGTH).isSorted().endsWith(START_MS / 1000 + 2 * 3600 - 10);
    assertThat(columns.bitsPerSecondIn()).hasSize(History.LENGTH).endsWith(2 * 3600L - 10);
    assertThat(columns.callbacksWaiting()).as("unknown is drawn as none").containsOnly(0L);
  }

  private static Figures figures(long second, long bitsPerSecondIn) {
    return new Figures(START_MS + second * 1000, 1, 1, 0, bitsPerSecondIn, 0, 1, 2, null, false, -1, -1, 0);
  }
}
