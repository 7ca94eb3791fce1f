package io.livetape.bench;

/**
 * What one kind of hostile peers did to the server.
 *
 * @param openCount connections of the crowd at the end
 * @param openedCount that came about, and of these
 * @param closedCount how many the server closed
 * @param failedCount that did not come about
 * @param residentMib of the server, at the end
 * @param heapMib live and not yet collected, at the end
 * @param fileCount open files and sockets of the server, at the end
 * @param logLines that it wrote
 * @param cpuPercent of one core
 * @param sendLagMs by how much publishers were kept from sending: 99th percentile and maximum
 * @param viewDelayMs by how much a viewer was kept waiting: likewise
 * @param newcomer how others got in
 */
record HostilePhase(
    String name, int openCount, long openedCount, long closedCount, long failedCount, long residentMib, long heapMib, long fileCount,
    long logLines, double cpuPercent, int[] sendLagMs, int[] viewDelayMs, Newcomers newcomer) {

  /** @param pushMs 99th percentile and maximum, and so on */
  record Newcomers(int[] pushMs, int pushFailures, int[] pageMs, int pageFailures) {}

  static int[] tail(LagHistogram histogram) {
    return new int[] {histogram.quantileMs(0.99), histogram.maxMs()};
  }

  static String head() {
    return "| phase | connections: open / came / closed by the server / failed | RSS, heap MiB | files | log lines | CPU %"
        + " | sending late, viewing late: p99 / max ms | new push, new page: p99 / max ms (failed) |\n|---|---|---|---|---|---|---|---|";
  }

  @Override
  public String toString() {
    return "| %s | %d / %d / %d / %d | %d, %d | %d | %d | %.0f | %d / %d, %d / %d | %d / %d (%d), %d / %d (%d) |".formatted(
        name, openCount, openedCount, closedCount, failedCount, residentMib, heapMib, fileCount, logLines, cpuPercent,
        sendLagMs[0], sendLagMs[1], viewDelayMs[0], viewDelayMs[1], newcomer.pushMs()[0], newcomer.pushMs()[1], newcomer.pushFailures(),
        newcomer.pageMs()[0], newcomer.pageMs()[1], newcomer.pageFailures());
  }
}
