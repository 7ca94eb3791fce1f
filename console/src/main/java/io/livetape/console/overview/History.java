package io.livetape.console.overview;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToLongFunction;

/** The last hour of figures, one for each ten seconds: the mean of what was measured in them. Any thread. */
public final class History {
  static final int STEP_SECONDS = 10;
  static final int LENGTH = 360;

  private final Deque<Figures> steps = new ArrayDeque<>();
  private final List<Figures> step = new ArrayList<>();

  /**
   * Columns of equal length, the oldest first.
   *
   * @param at seconds since the epoch
   */
  public record Columns(
      List<Long> at, List<Long> streams, List<Long> recording, List<Long> viewers, List<Long> bitsPerSecondIn,
      List<Long> bytesPerSecondWritten, List<Long> callbacksWaiting) {}

  synchronized void add(Figures figures) {
    if (!step.isEmpty() && step.getFirst().at() / 1000 / STEP_SECONDS != figures.at() / 1000 / STEP_SECONDS) {
      steps.add(mean());
      step.clear();
      if (steps.size() > LENGTH) {
        steps.removeFirst();
      }
    }
    step.add(figures);
  }

  private Figures mean() {
    Figures last = step.getLast();
    return new Figures(last.at(), mean(Figures::streams), mean(Figures::recording), mean(Figures::viewers),
        mean(Figures::bitsPerSecondIn), mean(Figures::bytesPerSecondWritten), last.diskFreeBytes(), last.diskTotalBytes(),
        last.secondsLeft(), last.diskFull(), last.callbacksWaiting(), last.callbacksParked(), last.liveRevision());
  }

  private long mean(ToLongFunction<Figures> figure) {
    return Math.round(step.stream().mapToLong(figure).average().orElse(0));
  }

  synchronized Columns columns() {
    return new Columns(column(figures -> figures.at() / 1000), column(Figures::streams), column(Figures::recording),
        column(Figures::viewers), column(Figures::bitsPerSecondIn), column(Figures::bytesPerSecondWritten),
        column(figures -> Math.max(0, figures.callbacksWaiting())));
  }

  private List<Long> column(ToLongFunction<Figures> figure) {
    return steps.stream().map(figures -> figure.applyAsLong(figures)).toList();
  }
}
