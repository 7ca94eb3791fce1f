package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.media.MalformedMediaException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TapeReaderTest {
  @TempDir
  private Path folder;

  @Test
  void tape_whileRecording_isReadAsWritten() throws Exception {
    try (TapeFile tape = TapeFile.write(folder.resolve("tape"), Clip.bFramesWithAac()); TapeReader reader = TapeReader.open(tape.channel)) {
      assertThat(reader.finished()).isFalse();
      assertThat(reader.identity()).isEqualTo(TapeFile.IDENTITY);
      assertThat(reader.tracks()).isEqualTo(tape.header.tracks());
      assertThat(reader.initOffset()).isEqualTo(tape.header.initOffset());
      assertThat(reader.initSizeBytes()).isEqualTo(tape.header.initSizeBytes());
      assertThat(ranges(reader)).isEqualTo(tape.fragments).hasSizeBetween(6, 8);
      assertThat(reader.next()).as("at the end it stays").isFalse();
    }
  }

  @Test
  void tape_finished_hasTheSameFragments() throws Exception {
    try (TapeFile tape = TapeFile.write(folder.resolve("tape"), Clip.bFramesWithAac())) {
      tape.finish();
      try (TapeReader reader = TapeReader.open(tape.channel)) {
        assertThat(reader.finished()).isTrue();
        assertThat(ranges(reader)).isEqualTo(tape.fragments);
      }
      assertThat(scan(tape.channel).totals().tracks()).isEqualTo(tape.totals.tracks());
    }
  }

  @Test
  void tape_tornAtEachByteOfTheLastTwoFragments_endsWithTheLastWholeOne() throws Exception {
    try (TapeFile tape = TapeFile.write(folder.resolve("tape"), Clip.bFramesWithAac())) {
      int count = tape.fragments.size();
      long lastOffset = tape.fragments.get(count - 1).offset();
      long secondLastOffset = tape.fragments.get(count - 2).offset();
      for (long size = tape.endOffset() - 1; size >= secondLastOffset; size--) {
        tape.channel.truncate(size);
        TapeScan scan = scan(tape.channel);
        assertThat(scan.endOffset()).as("torn at %d", size).isEqualTo(size >= lastOffset ? lastOffset : secondLastOffset);
        assertThat(scan.totals().fragmentCount()).isEqualTo(size >= lastOffset ? count - 1 : count - 2);
        assertThat(scan.fault()).isEmpty();
      }
    }
  }

  @Test
  void tape_withZerosWhereTheLastFragmentsShouldBe_endsBeforeThemAndSaysWhere() throws Exception {
    try (TapeFile tape = TapeFile.write(folder.resolve("tape"), Clip.bFramesWithAac())) {
      TapeFile.Range third = tape.fragments.get(2);
      TableCursor.writeFully(tape.channel, ByteBuffer.allocate((int) (tape.endOffset() - third.offset())), third.offset());
      TapeScan scan = scan(tape.channel);
      assertThat(scan.endOffset()).isEqualTo(third.offset());
      assertThat(scan.fault()).hasValueSatisfying(fault -> assertThat(fault.offset()).isEqualTo(third.offset()));
    }
  }

  @Test
  void tape_whoseTimeGoesBack_endsBeforeThatFragment() throws Exception {
    try (TapeFile tape = TapeFile.write(folder.resolve("tape"), Clip.bFramesWithAac())) {
      TapeFile.Range second = tape.fragments.get(1);
      ByteBuffer copy = tape.content().slice((int) second.offset(), (int) second.sizeBytes());
      TableCursor.writeFully(tape.channel, copy, tape.endOffset());
      TapeScan scan = scan(tape.channel);
      assertThat(scan.endOffset()).isEqualTo(tape.endOffset());
      assertThat(scan.fault()).isPresent();
    }
  }

  @Test
  void tape_withAMoofLargerThanOneRead_isRead() throws Exception {
    try (TapeFile tape = new TapeFile(folder.resolve("tape"), List.of(Clip.video(Clip.VP9_FORMAT)))) {
      long dts = 0;
      for (int i = 0; i < 3000; i++) {
        tape.add(new Clip.Item(0, dts, 10 + i % 2, i % 3 * 10, false, new byte[i % 5]));
        dts += 10 + i % 2;
      }
      tape.flush();
      assertThat(tape.fragments).hasSize(1);
      assertThat(tape.endOffset()).isGreaterThan(5 * 4096);
      assertThat(scan(tape.channel).totals().tracks()).isEqualTo(tape.totals.tracks());
    }
  }

  @Test
  void tape_cutBeforeItsFirstFragment_isMalformedOrEmpty() throws Exception {
    try (TapeFile tape = TapeFile.write(folder.resolve("tape"), Clip.bFramesWithAac())) {
      int headerSize = tape.header.bytes().limit();
      tape.channel.truncate(headerSize);
      assertThat(scan(tape.channel).totals().isEmpty()).isTrue();
      for (int size : new int[] {headerSize - 1, 100, 47, 40, 32, 7, 0}) {
        tape.channel.truncate(size);
        assertThatThrownBy(() -> TapeReader.open(tape.channel)).isInstanceOf(MalformedMediaException.class);
      }
    }
  }

  @Test
  void tape_withAnyBytesChanged_isReadWithoutEndOrExcess() throws Exception {
    ByteBuffer whole;
    try (TapeFile tape = TapeFile.write(folder.resolve("tape"), Clip.bFramesWithAac().only(0))) {
      tape.finish();
      whole = tape.content();
    }
    Path changed = folder.resolve("changed");
    Random random = new Random(3);
    try (FileChannel channel = FileChannel.open(changed, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      for (int round = 0; round < 3000; round++) {
        TableCursor.writeFully(channel, whole.duplicate(), 0);
        for (int change = random.nextInt(1, 4); change > 0; change--) {
          TableCursor.writeFully(channel, ByteBuffer.allocate(1).put(0, (byte) random.nextInt()), random.nextInt(whole.limit()));
        }
        try {
          assertThat(scan(channel).endOffset()).isBetween(1L, (long) whole.limit());
        } catch (MalformedMediaException e) {
          assertThat(e.offset()).isLessThan(whole.limit());
        }
      }
    }
  }

  @Test
  void file_ofAnotherKind_isMalformed() throws Exception {
    Path other = Files.write(folder.resolve("other"), new byte[500_000]);
    try (FileChannel channel = FileChannel.open(other)) {
      assertThatThrownBy(() -> TapeReader.open(channel)).isInstanceOf(MalformedMediaException.class);
    }
    try (FileChannel channel = FileChannel.open(Clip.FLV)) {
      assertThatThrownBy(() -> TapeReader.open(channel)).isInstanceOf(MalformedMediaException.class);
    }
  }

  @Test
  void visitor_ofAScan_seesTimesForAnIndex() throws Exception {
    try (TapeFile tape = TapeFile.write(folder.resolve("tape"), Clip.bFramesWithAac()); TapeReader reader = TapeReader.open(tape.channel)) {
      List<Duration> syncs = new ArrayList<>();
      TapeScan.of(reader, (table, _, _) -> {
        if (table.started(0) && table.track(0).sync(0)) {
          syncs.add(Duration.ofMillis(table.track(0).baseMediaDecodeTime() / 90));
        }
      });
      assertThat(syncs).containsExactly(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2));
    }
  }

  private static List<TapeFile.Range> ranges(TapeReader reader) throws Exception {
    List<TapeFile.Range> ranges = new ArrayList<>();
    while (reader.next()) {
      ranges.add(new TapeFile.Range(reader.fragmentOffset(), reader.table().fragmentSizeBytes()));
    }
    return ranges;
  }

  private static TapeScan scan(FileChannel channel) throws Exception {
    try (TapeReader reader = TapeReader.open(channel)) {
      return TapeScan.of(reader, (_, _, _) -> {});
    }
  }
}
