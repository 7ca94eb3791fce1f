package io.livetape.console.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.live.Push;
import io.livetape.live.StreamKey;
import io.livetape.media.FileFormat;
import io.livetape.record.TimelineEntry;
import io.livetape.record.TimelineKind;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RecordedFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamDayTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");
  private static final Span DAY = span(0, 86_400);
  private static final StreamKey STREAM = new StreamKey("live", "show");

  @Test
  void fileThatWasContinued_hasTheHoleOfItsInterruption() {
    StreamDay day = StreamDay.of(new StreamDay.Known(DAY, at(900), List.of(span(100, 200), span(230, 300)), Optional.empty(),
        List.of(entry("1", 100, TimelineKind.BEGAN, 0), entry("1", 200, TimelineKind.ENDED, 100_000),
            entry("2", 230, TimelineKind.BEGAN, 0), entry("2", 300, TimelineKind.ENDED, 70_000)),
        List.of(), List.of(file(1, FileFormat.HLS, "1", 100, 300, false))));

    assertThat(day.recorded()).containsExactly(span(100, 200), span(230, 300));
    assertThat(day.live()).containsExactly(span(100, 200), span(230, 300));
    assertThat(day.marks()).containsExactly(new Mark(at(200), Mark.INTERRUPTED, 1, 30_000, 0));
  }

  @Test
  void filesOfOnePush_thatFollowEachOther_areOneSpanWithASplit() {
    StreamDay day = day(List.of(file(1, FileFormat.MP4, "1", 100, 200, false), file(2, FileFormat.MP4, "1", 200, 300, false),
        file(3, FileFormat.FLV, "1", 100, 300, false)));

    assertThat(day.recorded()).containsExactly(span(100, 300));
    assertThat(day.marks()).containsExactly(new Mark(at(200), Mark.SPLIT, 1, 0, 2));
  }

  @Test
  void publisherWhoCameBackHoursLater_wasNotInterrupted() {
    StreamDay day = StreamDay.of(new StreamDay.Known(
        DAY, at(20_000), List.of(span(100, 200), span(2001, 2100)), Optional.empty(), List.of(), List.of(), List.of()));

    assertThat(day.marks()).isEmpty();
    assertThat(day.live()).hasSize(2);
  }

  @Test
  void recordingThatRuns_reachesToNow_andFromBeforeTheDay() {
    Push push = new Push(STREAM, "7", "push.test", "", "rtmp", "127.0.0.1", at(-50));
    StreamDay day = StreamDay.of(new StreamDay.Known(DAY, at(500), List.of(span(-50, 500)), Optional.of(push),
        List.of(entry("7", -49, TimelineKind.BEGAN, 0)), List.of(), List.of()));

    assertThat(day.recorded()).containsExactly(span(0, 500));
    assertThat(day.live()).containsExactly(span(0, 500));
  }

  @Test
  void fileThatWasFinishedAfterACrash_isMarkedWhereItEnds_andWhatHappenedToo() {
    StreamDay day = StreamDay.of(new StreamDay.Known(DAY, at(900), List.of(), Optional.empty(), List.of(),
        List.of(entry("1", 150, TimelineKind.AUDIO_JUMPED, 40)), List.of(file(4, FileFormat.FLV, "1", 100, 200, true))));

    assertThat(day.marks()).containsExactly(
        new Mark(at(150), "AUDIO_JUMPED", 1, 40, 9), new Mark(at(200), Mark.RECOVERED, 1, 0, 4));
  }

  @Test
  void spans_thatTouchTheDay_areCutAtItsEnds() {
    StreamDay day = day(List.of(file(1, FileFormat.MP4, "1", -100, 50, false), file(2, FileFormat.MP4, "2", 86_000, 87_000, false)));

    assertThat(day.recorded()).containsExactly(span(0, 50), span(86_000, 86_400));
  }

  private static StreamDay day(List<RecordedFile> files) {
    return StreamDay.of(new StreamDay.Known(DAY, at(90_000), List.of(), Optional.empty(), List.of(), List.of(), files));
  }

  private static Instant at(long seconds) {
    return MIDNIGHT.plusSeconds(seconds);
  }

  private static Span span(long from, long to) {
    return new Span(at(from), at(to));
  }

  private static TimelineEntry entry(String push, long seconds, TimelineKind kind, long ms) {
    return new TimelineEntry(Long.parseLong(push), push, STREAM, "push.test", 9, at(seconds), kind, 1, ms);
  }

  private static RecordedFile file(long id, FileFormat format, String push, long from, long to, boolean recovered) {
    return new RecordedFile(Long.toString(id), "1_a", format, "show", new RecordedFile.Origin("push.test", "live", "show", push, "", ""),
        at(from), at(to), new RecordedFile.Content(1, 0, 1, 0, 0, "", ""), List.of("blob" + id), null, at(to), null, recovered,
        FileStatus.NORMAL);
  }
}
