package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.live.Push;
import io.livetape.live.StreamKey;
import io.livetape.media.FileFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final Instant START = Instant.parse("2026-11-20T09:30:00.120456Z");

  @TempDir Path root;
  private Studio studio;

  @BeforeEach
  void open() throws Exception {
    studio = new Studio(root);
  }

  @AfterEach
  void close() {
    studio.close();
  }

  @Test
  void file_comesBackAsItWent() throws Exception {
    Push push = new Push(new StreamKey("live", "直播"), "18446744073709551615", "push.example.test", "a=b&c='; --", "rtmps", "2001:db8::1",
        START.minusMillis(1));
    FormatPlan part = new FormatPlan(Duration.ofSeconds(7200), Duration.ofDays(1500), "{StreamID}'s");
    RecordPlan plan = new RecordPlan(Set.of(FileFormat.FLV), part, true, "it's \"me\"", "task-1");
    OpenFile file = new OpenFile(Long.MAX_VALUE, FileFormat.FLV, push, plan, START, -5);
    insert(file);
    assertThat(files()).containsExactly(file);
  }

  @Test
  void hlsFile_isKeptWithItsWindowAndSinceWhenItWaits() throws Exception {
    FormatPlan part = new FormatPlan(Duration.ofSeconds(1800), Duration.ZERO, "", Duration.ofSeconds(90), new FormatPlan.Filing(1_500_000_001, 1002));
    OpenFile file = new OpenFile(1, FileFormat.HLS, Studio.PUSH, new RecordPlan(Set.of(FileFormat.HLS), part, false, "", ""), START, 0);
    insert(file);
    assertThat(files()).containsExactly(file);
    assertThat(studio.database.readNow(Journal::interruptions)).isEmpty();
    studio.database.writeNow(transaction -> {
      Journal.interrupted(transaction, 1, START.plusSeconds(5), Duration.ofSeconds(60));
      return null;
    });
    assertThat(studio.database.readNow(Journal::interruptions)).containsExactly(Map.entry(1L, START.plusSeconds(5)));
    assertThat(files().getFirst().plan().continuation()).isEqualTo(Duration.ofSeconds(60));
    studio.database.writeNow(transaction -> {
      Journal.endContinuation(transaction, 1);
      return null;
    });
    assertThat(files().getFirst().plan().continuation()).isZero();
  }

  @Test
  void plan_isKeptPerFile() throws Exception {
    RecordPlan plan = Studio.plan(FileFormat.values());
    insert(new OpenFile(1, FileFormat.HLS, Studio.PUSH, plan, START, 0));
    assertThat(files().getFirst().plan()).isEqualTo(Studio.plan(FileFormat.HLS));
  }

  @Test
  void tapeOfBothFormats_staysUntilBothHaveLanded() throws Exception {
    studio.database.writeNow(transaction -> {
      Journal.insert(transaction, new OpenTape(10, 11, 12, 0, START));
      Journal.insert(transaction, new OpenTape(20, 21, 12, 1, START));
      Journal.tapeStored(transaction, new OpenTape(10, 11, 12, 0, START), "tapes/10.mp4", 5);
      Journal.remove(transaction, 11);
      return null;
    });
    assertThat(tapes()).containsExactly(
        new Journal.TapeRow(new OpenTape(10, 0, 12, 0, START), "tapes/10.mp4", 5),
        new Journal.TapeRow(new OpenTape(20, 21, 12, 1, START), "", 0));
    remove(12);
    assertThat(tapes()).containsExactly(new Journal.TapeRow(new OpenTape(20, 21, 0, 1, START), "", 0));
    remove(21);
    assertThat(tapes()).isEmpty();
  }

  @Test
  void tapesOfAnHlsFile_areInItsOrder() throws Exception {
    studio.database.writeNow(transaction -> {
      Journal.insert(transaction, new OpenTape(30, 0, 12, 0, START));
      Journal.insert(transaction, new OpenTape(20, 0, 12, 2, START));
      Journal.insert(transaction, new OpenTape(10, 0, 12, 1, START));
      Journal.insert(transaction, new OpenTape(5, 0, 13, 0, START));
      return null;
    });
    assertThat(studio.database.readNow(connection -> Journal.tapesOf(connection, 12)).stream().map(row -> row.tape().tapeId()))
        .containsExactly(30L, 10L, 20L);
  }

  @Test
  void tapeWithoutARow_getsOneWhenItIsStored() throws Exception {
    OpenTape tape = new OpenTape(10, 11, 12, 3, START);
    studio.database.writeNow(transaction -> {
      Journal.tapeStored(transaction, tape, "tapes/10.mp4", 5);
      return null;
    });
    assertThat(tapes()).containsExactly(new Journal.TapeRow(tape, "tapes/10.mp4", 5));
  }

  @Test
  void remove_ofWhatIsNotThere_changesNothing() throws Exception {
    insert(new OpenFile(1, FileFormat.AAC, Studio.PUSH, Studio.plan(FileFormat.AAC), START, 0));
    remove(0);
    remove(99);
    assertThat(files()).hasSize(1);
  }

  private void insert(OpenFile file) throws Exception {
    studio.database.writeNow(transaction -> {
      Journal.insert(transaction, file);
      return null;
    });
  }

  private void remove(long fileId) throws Exception {
    studio.database.writeNow(transaction -> {
      Journal.remove(transaction, fileId);
      return null;
    });
  }

  private List<OpenFile> files() throws Exception {
    return studio.database.readNow(Journal::files);
  }

  private List<Journal.TapeRow> tapes() throws Exception {
    return studio.database.readNow(Journal::tapes);
  }
}
