package io.livetape.console.timeline;

import io.livetape.live.Push;
import io.livetape.record.TimelineEntry;
import io.livetape.record.TimelineKind;
import io.livetape.vod.RecordedFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What happened to a stream on one day.
 *
 * @param live when it was pushed
 * @param recorded of what there are files, or will be
 * @param marks in the order of time
 */
public record StreamDay(List<Span> live, List<Span> recorded, List<Mark> marks) {
  /** A publisher who is away for longer was not interrupted, but had ended. */
  static final Duration INTERRUPTION_MAX = Duration.ofMinutes(30);

  /** Where a file is closed and the next begun nothing is lost, but their times may differ by some pictures. */
  private static final Duration SEAM = Duration.ofMillis(250);

  private static final Instant OPEN = Instant.MAX;

  /**
   * What is known.
   *
   * @param pushes those of the days around it too, the oldest first, the running one up to now
   * @param recorded the running push, if it is being recorded
   * @param limits when recordings began and ended, also those of the days around it
   * @param entries what happened in recordings on the day
   * @param files those that touch the day, the oldest first
   */
  public record Known(
      Span day, Instant now, List<Span> pushes, Optional<Push> recorded, List<TimelineEntry> limits, List<TimelineEntry> entries,
      List<RecordedFile> files) {}

  public static StreamDay of(Known known) {
    return new StreamDay(cut(known, known.pushes), cut(known, Span.joined(recorded(known), SEAM)), marks(known));
  }

  private static List<Span> cut(Known known, List<Span> spans) {
    return spans.stream().flatMap(span -> span.within(known.day).stream()).toList();
  }

  /** Of files, what is not between two recordings: one that was continued has holes. */
  private static List<Span> recorded(Known known) {
    Map<String, Span> sessions = sessions(known);
    List<Span> holes = Span.between(Span.joined(List.copyOf(sessions.values()), Duration.ZERO));
    List<Span> recorded = new ArrayList<>();
    known.recorded.map(push -> sessions.get(push.sequence())).ifPresent(session -> recorded.add(new Span(session.from(), known.now)));
    known.files.forEach(file -> recorded.addAll(new Span(file.startedAt(), file.endedAt()).without(holes)));
    return recorded;
  }

  /** From when to when each push was recorded, by its sequence. */
  private static Map<String, Span> sessions(Known known) {
    Map<String, Span> sessions = new HashMap<>();
    for (TimelineEntry entry : known.limits) {
      Span span = entry.kind() == TimelineKind.BEGAN ? new Span(entry.at(), end(known, entry.at()))
          : new Span(entry.at().minusMillis(entry.ms()), entry.at());
      sessions.merge(entry.pushSequence(), span,
          (old, next) -> entry.kind() == TimelineKind.ENDED ? new Span(old.from(), next.to()) : old);
    }
    return sessions;
  }

  /** When a recording ended at the latest whose end is not told, because it runs or the server has died. */
  private static Instant end(Known known, Instant began) {
    return known.pushes.stream().filter(push -> push.holds(began)).map(Span::to).max(Comparator.naturalOrder()).orElse(OPEN);
  }

  private static List<Mark> marks(Known known) {
    Stream<Mark> told = known.entries.stream().filter(entry -> entry.kind() != TimelineKind.BEGAN && entry.kind() != TimelineKind.ENDED)
        .map(entry -> new Mark(entry.at(), entry.kind().name(), entry.count(), entry.ms(), entry.fileId()));
    return Stream.of(told, interruptions(known).stream(), splits(known).stream(), recovered(known)).flatMap(marks -> marks)
        .filter(mark -> known.day.holds(mark.at())).sorted(Comparator.comparing(Mark::at)).toList();
  }

  private static List<Mark> interruptions(Known known) {
    List<Mark> marks = new ArrayList<>();
    for (int i = 1; i < known.pushes.size(); i++) {
      Instant gone = known.pushes.get(i - 1).to();
      Duration away = Duration.between(gone, known.pushes.get(i).from());
      if (!away.isNegative() && away.compareTo(INTERRUPTION_MAX) <= 0) {
        marks.add(new Mark(gone, Mark.INTERRUPTED, 1, away.toMillis(), 0));
      }
    }
    return marks;
  }

  /** Files of one push and one format that follow each other. */
  private static List<Mark> splits(Known known) {
    List<Mark> marks = new ArrayList<>();
    Map<String, RecordedFile> before = new HashMap<>();
    for (RecordedFile file : known.files) {
      String line = file.format() + " " + file.origin().pushSequence() + " " + file.origin().taskId();
      RecordedFile last = before.put(line, file);
      if (last != null && !file.origin().pushSequence().isEmpty()
          && Duration.between(last.endedAt(), file.startedAt()).abs().compareTo(SEAM) <= 0) {
        marks.add(new Mark(file.startedAt(), Mark.SPLIT, 1, 0, Long.parseLong(file.fileId())));
      }
    }
    return marks;
  }

  private static Stream<Mark> recovered(Known known) {
    return known.files.stream().filter(RecordedFile::recovered)
        .map(file -> new Mark(file.endedAt(), Mark.RECOVERED, 1, 0, Long.parseLong(file.fileId())));
  }
}
