package io.livetape.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Results as Markdown. Pure. */
final class Report {
  /** What the others are compared with. */
  private static final String REFERENCE = "nginx-flv";

  private final Results results;
  private final StringBuilder out = new StringBuilder();
  /** Whether the next row is a table's first. */
  private boolean headingRow;

  Report(Results results) {
    this.results = results;
  }

  String text() {
    machine();
    if (!results.load().isEmpty()) {
      cost();
      memory();
      delivery();
      threads();
    }
    if (!results.ends().isEmpty()) {
      ends();
    }
    return out.toString();
  }

  private void machine() {
    out.append("# Benchmark\n\n");
    results.machine().forEach((fact, value) -> out.append("* ").append(fact).append(": ").append(value).append('\n'));
    out.append("* options: ").append(String.join(" ", results.options())).append("\n");
  }

  private void cost() {
    heading("Processor time, ms per stream-second (min / median / max of the repetitions)");
    row("case", "streams", "runs", "steady part", "x " + REFERENCE, "compiler", "collector", "whole run", "x " + REFERENCE, "compiler",
        "core %", "others on core %", "load");
    groups(this::costRow);
  }

  private void costRow(List<LoadResult> runs) {
    row(name(runs), streams(runs), count(runs),
        spread(runs, LoadResult::steadyCpuMs).text(3),
        ratios(runs, LoadResult::steadyCpuMs).text(2),
        median(runs, LoadResult::steadyCompilerMs, 3),
        median(runs, LoadResult::steadyCollectorMs, 3),
        spread(runs, LoadResult::wholeCpuMs).text(3),
        ratios(runs, LoadResult::wholeCpuMs).text(2),
        median(runs, LoadResult::wholeCompilerMs, 3),
        median(runs, LoadResult::corePercent, 1),
        median(runs, LoadResult::otherCorePercent, 1),
        median(runs, LoadResult::loadBefore, 1));
  }

  private void memory() {
    heading("Memory and calls");
    row("case", "streams", "idle MiB", "KiB per stream", "idle CPU ms/s", "written/sent", "write calls/stream-s", "switches/stream-s",
        "files/sent");
    groups(runs -> row(name(runs), streams(runs),
        median(runs, LoadResult::idleMib, 0),
        spread(runs, LoadResult::streamKib).text(0),
        median(runs, LoadResult::idleCpuMs, 2),
        median(runs, LoadResult::writeRatio, 3),
        median(runs, LoadResult::writeCalls, 1),
        median(runs, LoadResult::switches, 1),
        median(runs, LoadResult::fileRatio, 3)));
  }

  private void delivery() {
    heading("Was everything taken and kept");
    row("case", "streams", "lag p99 / max ms", "failed pushes", "announced", "exact files");
    groups(runs -> row(name(runs), streams(runs),
        number(runs, LoadResult::lagP99Ms) + " / " + number(runs, LoadResult::lagMaxMs),
        sum(runs, LoadResult::failedPushes),
        sum(runs, LoadResult::announced) + " of " + sum(runs, LoadResult::expected),
        sum(runs, LoadResult::exactFiles) + " of " + sum(runs, LoadResult::sampledFiles)));
  }

  private void threads() {
    heading("Where the time goes: ms per stream-second by thread, steady part, median run");
    row("case", "streams", "threads");
    groups(runs -> {
      List<LoadResult> rising = runs.stream().sorted((a, b) -> Double.compare(a.steadyCpuMs(), b.steadyCpuMs())).toList();
      String text = rising.get(rising.size() / 2).threadMs().entrySet().stream()
          .sorted((a, b) -> Double.compare(b.getValue(), a.getValue())).limit(8)
          .map(entry -> entry.getKey() + " " + Spread.number(entry.getValue(), 3)).collect(Collectors.joining(", "));
      row(name(runs), streams(runs), text);
    });
  }

  private void ends() {
    heading("From the end of a push, ms (median / p99 / max)");
    row("case", "streams", "pushes end", "rounds", "all files announced", "file playable", "not announced", "others on core %");
    for (String peer : results.ends().stream().map(EndResult::peer).distinct().toList()) {
      endRows(peer, "one after another, first after start", round -> !round.together() && round.round() == 1);
      endRows(peer, "one after another, later", round -> !round.together() && round.round() > 1);
      endRows(peer, "all at once, first", round -> round.together() && round.round() == 2);
      endRows(peer, "all at once, later", round -> round.together() && round.round() > 2);
    }
  }

  private void endRows(String peer, String how, Predicate<EndResult> which) {
    List<EndResult> rounds = results.ends().stream().filter(round -> round.peer().equals(peer)).filter(which).toList();
    if (rounds.isEmpty()) {
      return;
    }
    row(peer, Integer.toString(rounds.getFirst().streams()), how, Integer.toString(rounds.size()),
        Spread.of(rounds.stream().flatMap(round -> round.announcedMs().stream()).toList()).tail(1),
        Spread.of(rounds.stream().flatMap(round -> round.playableMs().stream()).toList()).tail(1),
        Integer.toString(rounds.stream().mapToInt(EndResult::missing).sum()),
        Spread.number(rounds.stream().mapToDouble(EndResult::otherCorePercent).average().orElse(0), 1));
  }

  /** Runs of one server with one number of streams, in the order in which they were first seen. */
  private void groups(java.util.function.Consumer<List<LoadResult>> each) {
    List<Integer> counts = results.load().stream().map(LoadResult::streams).distinct().toList();
    List<String> peers = results.load().stream().map(LoadResult::peer).distinct().toList();
    for (int streams : counts) {
      for (String peer : peers) {
        List<LoadResult> runs = runs(peer, streams);
        if (!runs.isEmpty()) {
          each.accept(runs);
        }
      }
    }
  }

  private List<LoadResult> runs(String peer, int streams) {
    return results.load().stream().filter(run -> run.peer().equals(peer) && run.streams() == streams).toList();
  }

  /** Each run over the reference's run of the same repetition: what disturbs one is likely to disturb its neighbour. */
  private Spread ratios(List<LoadResult> runs, ToDoubleFunction<LoadResult> figure) {
    List<Double> ratios = new ArrayList<>();
    List<LoadResult> references = runs(REFERENCE, runs.getFirst().streams());
    for (LoadResult run : runs) {
      references.stream().filter(reference -> reference.repetition() == run.repetition())
          .forEach(reference -> ratios.add(figure.applyAsDouble(run) / figure.applyAsDouble(reference)));
    }
    return Spread.of(ratios);
  }

  private static Spread spread(List<LoadResult> runs, ToDoubleFunction<LoadResult> figure) {
    return Spread.of(runs.stream().mapToDouble(figure));
  }

  private static String median(List<LoadResult> runs, ToDoubleFunction<LoadResult> figure, int decimals) {
    return Spread.number(spread(runs, figure).median(), decimals);
  }

  /** The worst of the runs. */
  private static String number(List<LoadResult> runs, ToDoubleFunction<LoadResult> figure) {
    return Spread.number(spread(runs, figure).max(), 0);
  }

  private static String sum(List<LoadResult> runs, ToDoubleFunction<LoadResult> figure) {
    return Spread.number(runs.stream().mapToDouble(figure).sum(), 0);
  }

  private static String name(List<LoadResult> runs) {
    return runs.getFirst().peer();
  }

  private static String streams(List<LoadResult> runs) {
    return Integer.toString(runs.getFirst().streams());
  }

  private static String count(List<LoadResult> runs) {
    return Integer.toString(runs.size());
  }

  private void heading(String text) {
    out.append("\n## ").append(text).append("\n\n");
    headingRow = true;
  }

  private void row(String... cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    if (headingRow) {
      out.append("|").append(" --- |".repeat(cells.length)).append("\n");
      headingRow = false;
    }
  }
}
