package io.livetape.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/**
 * What of a source is missing in a recording.
 *
 * @param spans from the first missing packet's time to the one that is there again, in milliseconds; the end of the source for the last
 */
record Holes(List<Span> spans) {
  /** @param toMs exclusive */
  record Span(long fromMs, long toMs) {}

  /** @param found must be packets of the source, in its order, none of them twice */
  static Holes of(List<String> found, List<Source.Packet> source) {
    List<Span> spans = new ArrayList<>();
    int next = 0;
    for (String hash : found) {
      int at = next;
      while (at < source.size() && !source.get(at).hash().equals(hash)) {
        at++;
      }
      assertThat(at).as("a packet that is not the source's, or not in its order, after " + next).isLessThan(source.size());
      if (at > next) {
        spans.add(new Span(source.get(next).timestampMs(), source.get(at).timestampMs()));
      }
      next = at + 1;
    }
    if (next < source.size()) {
      spans.add(new Span(source.get(next).timestampMs(), source.getLast().timestampMs() + 1));
    }
    return new Holes(spans);
  }
}
