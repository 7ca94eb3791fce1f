package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.live.StreamKey;
import io.livetape.media.FileFormat;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SessionTimelineTest {
  private static final long SECOND = 1_000_000;
  private static final long START = Micros.of(Studio.NOW);

  @TempDir Path root;
  private Studio studio;
  private SessionTimeline timeline;
  private long fileId;

  @BeforeEach
  void open() throws Exception {
    studio = new Studio(root);
    timeline = new SessionTimeline(studio.parts, Studio.PUSH, Studio.plan(FileFormat.MP4), 42, () -> fileId);
  }

  @AfterEach
  void close() {
    studio.close();
  }

  @Test
  void repairsOfAnHour_areOneEntryAMinuteAndKind() throws Exception {
    for (int i = 0; i < 3600 * 43; i++) {
      timeline.now(START + i * SECOND / 43);
      timeline.repaired(TimelineKind.AUDIO_WENT_BACK, 2);
      timeline.repaired(TimelineKind.VIDEO_STUCK, 1);
    }
    timeline.end();

    List<TimelineEntry> entries = entries();
    assertThat(entries).hasSizeLessThanOrEqualTo(2 * 61);
    assertThat(entries.stream().filter(entry -> entry.kind() == TimelineKind.AUDIO_WENT_BACK).mapToLong(TimelineEntry::count).sum())
        .isEqualTo(3600 * 43);
    assertThat(entries.stream().mapToLong(TimelineEntry::ms).sum()).isEqualTo(3 * 3600 * 43);
    assertThat(studio.parts.metrics().happened(TimelineKind.VIDEO_STUCK).sum()).isEqualTo(3600 * 43);
  }

  @Test
  void entry_hasTheTimeAndTheFileOfTheFirst() throws Exception {
    timeline.now(START);
    timeline.repaired(TimelineKind.AUDIO_UNEVEN, 1);
    timeline.now(START + 7 * SECOND);
    fileId = 911;
    timeline.repaired(TimelineKind.VIDEO_JUMPED, 3000);
    fileId = 912;
    timeline.repaired(TimelineKind.VIDEO_JUMPED, 4000);
    timeline.now(START + 59 * SECOND);
    assertThat(entries()).isEmpty();
    timeline.now(START + 60 * SECOND);

    assertThat(entries()).element(1).isEqualTo(new TimelineEntry(
        42, "77", Studio.PUSH.stream(), "push.example.test", 911, Studio.NOW.plusSeconds(7), TimelineKind.VIDEO_JUMPED, 2, 7000));
  }

  @Test
  void driftOfOrdinaryClocks_isKeptUntilItIsWorthARow() throws Exception {
    for (int second = 0; second < 3600; second += 10) {
      timeline.now(START + second * SECOND);
      timeline.repaired(TimelineKind.AUDIO_DRIFTED, 1);
    }
    timeline.end();

    assertThat(entries()).hasSize(4);
    assertThat(entries().stream().mapToLong(TimelineEntry::ms).sum()).isEqualTo(360);
  }

  @Test
  void urgent_isToldAtOnce_andThenNotTooOften() throws Exception {
    timeline.now(START);
    timeline.addUrgent(TimelineKind.GAP_BEGAN, 1, 0);
    assertThat(entries()).hasSize(1);
    for (int i = 1; i <= 100; i++) {
      timeline.now(START + i * SECOND / 10);
      timeline.addUrgent(TimelineKind.GAP_BEGAN, 1, 0);
    }
    assertThat(entries()).hasSize(2);
    assertThat(entries().getLast().count()).isEqualTo(99);
  }

  @Test
  void entries_areFoundByStreamAndTime() throws Exception {
    timeline.now(START);
    timeline.addUrgent(TimelineKind.BEGAN, 1, 0);
    timeline.now(START + 30 * SECOND);
    timeline.addUrgent(TimelineKind.GAP_BEGAN, 1, 0);

    assertThat(entries()).hasSize(2);
    StreamKey stream = Studio.PUSH.stream();
    assertThat(read(stream, 0, 30)).extracting(TimelineEntry::kind).containsExactly(TimelineKind.BEGAN);
    assertThat(read(stream, 30, 31)).extracting(TimelineEntry::kind).containsExactly(TimelineKind.GAP_BEGAN);
    assertThat(read(new StreamKey("live", "other"), 0, 31)).isEmpty();
    List<TimelineEntry> first = studio.database.readNow(connection -> Timeline.of(
        connection, stream, Studio.NOW, Studio.NOW.plusSeconds(60), 1));
    assertThat(first).hasSize(1);
  }

  @Test
  void listeners_hearOfItInTheTransactionThatStoresIt() throws Exception {
    List<String> heard = new ArrayList<>();
    RecordingListener listener = new RecordingListener() {
      @Override
      public void heard(RecordingEvent event) {}

      @Override
      public void noted(Connection transaction, TimelineSpan span) throws SQLException {
        heard.add(span.sessionId() + " " + Timeline.of(transaction, span.push().stream(), Studio.NOW, span.at().plusSeconds(1), 9).size());
      }

      @Override
      public void noted() {
        heard.add("committed");
      }
    };
    timeline = new SessionTimeline(studio.with(listener), Studio.PUSH, Studio.plan(FileFormat.MP4), 42, () -> 0);
    timeline.now(START);
    timeline.addUrgent(TimelineKind.BEGAN, 1, 0);
    studio.database.writeNow(_ -> null);

    assertThat(heard).containsExactly("42 1", "committed");
  }

  private List<TimelineEntry> entries() throws Exception {
    studio.database.writeNow(_ -> null);
    return read(Studio.PUSH.stream(), 0, Duration.ofDays(1).toSeconds());
  }

  private List<TimelineEntry> read(StreamKey stream, long fromSeconds, long untilSeconds) throws Exception {
    return studio.database.readNow(connection -> Timeline.of(
        connection, stream, Studio.NOW.plusSeconds(fromSeconds), Studio.NOW.plusSeconds(untilSeconds), 10_000));
  }
}
