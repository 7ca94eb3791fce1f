package io.livetape.bench;

import java.util.List;

/**
 * One round of ends: how long it took from the end of each push until the server had announced its files.
 *
 * @param round from 1; the first one meets a server that has never finished a recording, with code that was never run
 * @param together whether all pushes ended at once, or 20 ms apart
 * @param announcedMs from the end of a push to the arrival of the last of its files' announcements, rising
 * @param playableMs of every tenth stream, from the end of its push to the first bytes of each file at the announced address,
 *     asked for as soon as that is known; rising; empty for servers that announce no address
 * @param missing files that were not announced in time
 */
record EndResult(
    String peer, int streams, int repetition, int round, boolean together, List<Double> announcedMs, List<Double> playableMs, int missing,
    double otherCorePercent, double load) {
  EndResult {
    announcedMs = announcedMs.stream().sorted().toList();
    playableMs = playableMs.stream().sorted().toList();
  }
}
