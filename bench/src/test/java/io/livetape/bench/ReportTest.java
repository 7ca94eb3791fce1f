package io.livetape.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static LoadResult load(String peer, int repetition, double cpuMs, int exactFiles) {
    return new LoadResult(peer, 100, repetition, 15, cpuMs, 0.1, 0, 2 * cpuMs, 0.5, 1, 5, 3, 100, 300, 1, 2, 3, 1, 2, 6, 0, 100, 100, 8,
        exactFiles, 0.5, 0.6, Map.of("rtmp", cpuMs));
  }

  private static String report(List<LoadResult> load, List<EndResult> ends) {
    return new Report(new Results(Map.of("kernel", "Linux 6"), List.of("--repeat", "3"), load, ends)).text();
  }

  @Test
  void report_repetitions_showSpreadAndTheRatioOfNeighbours() {
    String text = report(List.of(load("livetape-flv", 1, 0.5, 8), load("nginx-flv", 1, 1.0, 8), load("livetape-flv", 2, 0.9, 8),
        load("nginx-flv", 2, 1.5, 8), load("livetape-flv", 3, 0.4, 7), load("nginx-flv", 3, 1.0, 8)), List.of());

    assertThat(text).contains("| livetape-flv | 100 | 3 | 0.400 / 0.500 / 0.900 | 0.40 / 0.50 / 0.60 |")
        .contains("| nginx-flv | 100 | 3 | 1.000 / 1.000 / 1.500 | 1.00 / 1.00 / 1.00 |")
        .contains("| livetape-flv | 100 | 2 / 6 | 0 | 300 of 300 | 23 of 24 |")
        .contains("| livetape-flv | 100 | rtmp 0.500 |");
  }

  @Test
  void report_withoutTheReference_hasNoRatio() {
    assertThat(report(List.of(load("livetape-flv", 1, 0.5, 8)), List.of())).contains("| livetape-flv | 100 | 1 | 0.500 | – |");
  }

  @Test
  void report_rounds_areKeptApartByHowAndWhenPushesEnd() {
    String text = report(List.of(), List.of(
        new EndResult("livetape-flv", 3, 1, 1, false, List.of(90.0, 70.0, 80.0), List.of(), 0, 1, 0.5),
        new EndResult("livetape-flv", 3, 1, 2, true, List.of(100.0, 120.0, 110.0), List.of(130.0), 1, 1, 0.5),
        new EndResult("livetape-flv", 3, 1, 3, false, List.of(60.0, 40.0, 50.0), List.of(), 0, 1, 0.5),
        new EndResult("livetape-flv", 3, 2, 3, false, List.of(10.0, 20.0, 30.0), List.of(), 0, 1, 0.5)));

    assertThat(text).contains("first after start | 1 | 80.0 / 90.0 / 90.0 | – | 0 |")
        .contains("all at once, first | 1 | 110.0 / 120.0 / 120.0 | 130.0 / 130.0 / 130.0 | 1 |")
        .contains("one after another, later | 2 | 35.0 / 60.0 / 60.0 | – | 0 |");
  }
}
