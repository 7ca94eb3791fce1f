package io.livetape.console.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** From one moment to another. Ordered by beginning, then end. */
public record Span(Instant from, Instant to) implements Comparable<Span> {
  private static final Comparator<Span> ORDER = Comparator.comparing(Span::from).thenComparing(Span::to);

  /** One that would end before it begins, as of a clock that was set meanwhile, is empty. */
  public Span {
    to = to.isBefore(from) ? from : to;
  }

  /** What both have in common; empty when that is nothing. */
  Optional<Span> within(Span other) {
    Instant begin = from.isAfter(other.from) ? from : other.from;
    Instant end = to.isBefore(other.to) ? to : other.to;
    return begin.isBefore(end) ? Optional.of(new Span(begin, end)) : Optional.empty();
  }

  boolean holds(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  /** Those that overlap, or are no further apart than this, as one. */
  static List<Span> joined(List<Span> spans, Duration apartMax) {
    List<Span> joined = new ArrayList<>();
    for (Span span : spans.stream().sorted().toList()) {
      if (!joined.isEmpty() && !span.from.isAfter(joined.getLast().to.plus(apartMax))) {
        Span last = joined.removeLast();
        joined.add(new Span(last.from, span.to.isAfter(last.to) ? span.to : last.to));
      } else {
        joined.add(span);
      }
    }
    return joined;
  }

  /** What lies between spans that do not overlap, in their order. */
  static List<Span> between(List<Span> spans) {
    List<Span> between = new ArrayList<>();
    for (int i = 1; i < spans.size(); i++) {
      between.add(new Span(spans.get(i - 1).to, spans.get(i).from));
    }
    return between;
  }

  /** What is left of it when these, which are in order, are taken out. */
  List<Span> without(List<Span> holes) {
    List<Span> left = new ArrayList<>();
    Instant from = this.from;
    for (Span hole : holes) {
      if (hole.from.isAfter(from) && hole.from.isBefore(to)) {
        left.add(new Span(from, hole.from));
      }
      if (hole.from.isBefore(to) && hole.to.isAfter(from)) {
        from = hole.to;
      }
    }
    if (from.isBefore(to)) {
      left.add(new Span(from, to));
    }
    return left;
  }

  @Override
  public int compareTo(Span other) {
    return ORDER.compare(this, other);
  }
}
