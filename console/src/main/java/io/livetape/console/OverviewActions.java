package io.livetape.console;

import io.livetape.api.transport.Action;
import io.livetape.console.overview.Figures;
import io.livetape.console.overview.History;
import io.livetape.console.overview.Overview;
import java.util.List;
import java.util.function.Supplier;

/** What the page Overview asks for. */
final class OverviewActions {
  private final Overview overview;
  private final Supplier<List<Problem>> problems;

  /** @param problems the newest of the log, the newest first */
  OverviewActions(Overview overview, Supplier<List<Problem>> problems) {
    this.overview = overview;
    this.problems = problems;
  }

  List<Action<?, ?>> all() {
    return List.of(new Action<>("DescribeOverview", "The server's figures, their last hour, and what went wrong last.", Ask.class,
        OverviewAnswer.class, _ -> new OverviewAnswer(overview.newest(), overview.lastHour(), problems.get())));
  }

  record Ask() {}

  record OverviewAnswer(Figures now, History.Columns lastHour, List<Problem> problems) {}
}
