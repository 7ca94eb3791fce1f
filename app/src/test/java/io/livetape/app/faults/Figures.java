package io.livetape.app.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was measured over all runs, in milliseconds. One thread. */
final class Figures {
  private final Map<String, List<Long>> byRow = new TreeMap<>();
  private int runCount;
  private int fileCount;
  private int recoveredCount;
  private int repeatedCount;

  void add(String row, long valueMs) {
    byRow.computeIfAbsent(row, _ -> new ArrayList<>()).add(valueMs);
  }

  /** @param files in the catalogue @param recovered of them, by the process after the kill @param repeated announcements that came twice */
  void run(int files, int recovered, int repeated) {
    runCount++;
    fileCount += files;
    recoveredCount += recovered;
    repeatedCount += repeated;
  }

  String table() {
    StringBuilder table = new StringBuilder("%d runs, %d files, %d of them recovered, %d announced twice%n".formatted(
        runCount, fileCount, recoveredCount, repeatedCount));
    table.append("%-36s %6s %8s %8s %8s   ms%n".formatted("", "count", "median", "p99", "max"));
    byRow.forEach((row, values) -> {
      List<Long> sorted = values.stream().sorted().toList();
      table.append("%-36s %6d %8d %8d %8d%n".formatted(
          row, sorted.size(), at(sorted, 0.5), at(sorted, 0.99), sorted.getLast()));
    });
    return table.toString();
  }

  /** The smallest value that this part of all does not exceed. */
  private static long at(List<Long> sorted, double part) {
    return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
  }
}
