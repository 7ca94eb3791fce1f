package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.media.MalformedMediaException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FragmentTableTest {
  private static final List<TapeTrack> TRACKS =
      List.of(TapeTrack.of(Clip.video(Clip.H265_FORMAT)), TapeTrack.of(Clip.audio(Clip.AAC_FORMAT)));

  /** Name of the golden, and what to put into the fragment. */
  static Stream<Arguments> fragments() {
    return Stream.of(
        fragment("video-and-audio", table -> {
          table.start(0, 90_000);
          table.start(1, 48_000);
          table.add(0, 3000, 1000, 6000, true);
          table.add(0, 3060, 300, 9000, false);
          table.add(0, 2940, 200, 0, false);
          table.add(1, 1024, 50, 0, true);
          table.add(1, 1024, 51, 0, true);
        }),
        fragment("audio-only", table -> {
          table.start(1, 1L << 40);
          table.add(1, 1024, 50, 0, true);
        }),
        fragment("audio-with-a-correction", table -> {
          table.start(1, 0);
          table.add(1, 1024, 50, 0, true);
          table.add(1, 1025, 0, 0, true);
        }),
        fragment("video-without-sync-and-reordering", table -> {
          table.start(0, 1);
          table.add(0, 3000, 10, 0, false);
          table.add(0, 3000, 11, 0, false);
        }),
        fragment("video-sync-in-the-middle-negative-offsets", table -> {
          table.start(0, 1);
          table.add(0, 3000, 10, -3000, false);
          table.add(0, 3000, 11, 3000, true);
          table.add(0, 3000, 11, 0, false);
        }));
  }

  private static Arguments fragment(String name, Consumer<FragmentTable> filler) {
    return Arguments.of(name, filler);
  }

  @ParameterizedTest
  @MethodSource("fragments")
  void fragment_ofEachKind_isAsBefore(String name, Consumer<FragmentTable> filler) throws Exception {
    FragmentTable table = new FragmentTable(TRACKS);
    filler.accept(table);
    Golden.check("fragment-" + name, BoxDump.of(whole(table)));
  }

  @ParameterizedTest
  @MethodSource("fragments")
  void fragment_writtenAndParsed_isTheSame(String name, Consumer<FragmentTable> filler) throws Exception {
    FragmentTable table = new FragmentTable(TRACKS);
    filler.accept(table);
    assertThat(text(parse(whole(table), table.moofSizeBytes()))).as(name).isEqualTo(text(table));
  }

  @Test
  void fragments_ofAnyContentInOneTable_areParsedAsWritten() throws Exception {
    Random random = new Random(20261120);
    FragmentTable table = new FragmentTable(TRACKS);
    for (int round = 0; round < 500; round++) {
      table.clear();
      fillAtRandom(table, random);
      assertThat(text(parse(whole(table), table.moofSizeBytes()))).isEqualTo(text(table));
    }
  }

  @Test
  void fragment_cutAtEachByte_isMalformed() {
    FragmentTable table = new FragmentTable(TRACKS);
    fillAtRandom(table, new Random(1));
    ByteBuffer whole = whole(table);
    for (int size = 8; size < table.moofSizeBytes(); size++) {
      ByteBuffer cut = ByteBuffer.allocate(size).put(whole.duplicate().limit(size)).flip();
      int moofSizeBytes = size;
      assertThatThrownBy(() -> parse(cut, moofSizeBytes)).isInstanceOf(MalformedMediaException.class);
      cut.putInt(0, size);
      assertThatThrownBy(() -> parse(cut, moofSizeBytes)).isInstanceOf(MalformedMediaException.class);
    }
  }

  @Test
  void fragment_withAnyBytesChanged_isParsedOrMalformed() {
    Random random = new Random(2);
    FragmentTable table = new FragmentTable(TRACKS);
    int malformedCount = 0;
    for (int round = 0; round < 20_000; round++) {
      table.clear();
      fillAtRandom(table, random);
      ByteBuffer changed = whole(table);
      for (int change = random.nextInt(1, 4); change > 0; change--) {
        changed.put(random.nextInt(table.moofSizeBytes()), (byte) (random.nextBoolean() ? random.nextInt() : -1));
      }
      try {
        assertThat(parse(changed, table.moofSizeBytes()).isEmpty()).isFalse();
      } catch (MalformedMediaException _) {
        malformedCount++;
      }
    }
    assertThat(malformedCount).isPositive();
  }

  @Test
  void sample_beyondALimit_isRefused() {
    FragmentTable table = new FragmentTable(TRACKS);
    assertThatThrownBy(() -> table.add(0, 1, 1, 0, true)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> table.start(0, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> table.start(0, FragmentTable.DTS_MAX + 1)).isInstanceOf(IllegalArgumentException.class);
    table.start(0, FragmentTable.DTS_MAX);
    assertThatThrownBy(() -> table.start(0, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> table.add(0, -1, 1, 0, true)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> table.add(0, 1, -1, 0, true)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> table.add(0, 1, 1, Integer.MIN_VALUE, true)).isInstanceOf(IllegalArgumentException.class);
    table.add(0, 1, FragmentTable.PAYLOAD_SIZE_MAX, 0, true);
    assertThat(table.hasRoomFor(0)).isTrue();
    assertThat(table.hasRoomFor(1)).isFalse();
  }

  @Test
  void table_withAsManySamplesAsItTakes_fitsTheLargestMoof() throws Exception {
    FragmentTable table = new FragmentTable(TRACKS);
    table.start(0, 0);
    for (int i = 0; table.hasRoomFor(1); i++) {
      table.add(0, i, 1, i - 5, i % 3 == 1);
    }
    assertThat(table.track(0).count()).isEqualTo(FragmentTable.SAMPLE_MAX);
    assertThat(table.moofSizeBytes()).isLessThanOrEqualTo(FragmentBoxes.MOOF_SIZE_MAX);
    assertThat(text(parse(whole(table), table.moofSizeBytes()))).isEqualTo(text(table));
  }

  private static void fillAtRandom(FragmentTable table, Random random) {
    for (int track = random.nextInt(2); track < 2; track++) {
      table.start(track, random.nextLong(FragmentTable.DTS_MAX));
      int durationRange = random.nextInt(1, 3);
      int offsetRange = random.nextInt(1, 4);
      int syncOneIn = random.nextInt(1, 4);
      for (int i = random.nextInt(1, 8); i > 0; i--) {
        int compositionOffset = random.nextInt(offsetRange) - 1 >> 1;
        table.add(track, random.nextInt(durationRange), random.nextInt(1000), compositionOffset, random.nextInt(syncOneIn) == 0);
      }
    }
  }

  private static ByteBuffer whole(FragmentTable table) {
    ByteBuffer head = ByteBuffer.allocate(table.headSizeBytes());
    table.writeTo(head, 42);
    assertThat(head.hasRemaining()).isFalse();
    return ByteBuffer.allocate((int) table.fragmentSizeBytes()).put(head.flip()).clear();
  }

  private static FragmentTable parse(ByteBuffer bytes, int moofSizeBytes) throws MalformedMediaException {
    FragmentTable parsed = new FragmentTable(TRACKS);
    new MoofParser(parsed).parse(bytes, moofSizeBytes, 1000);
    return parsed;
  }

  private static String text(FragmentTable table) {
    StringBuilder text = new StringBuilder(table.fragmentSizeBytes() + " bytes");
    for (int i = 0; i < table.trackCount(); i++) {
      TrackSamples samples = table.track(i);
      text.append("; track ").append(i).append(samples.count() == 0 ? "" : " from " + samples.baseMediaDecodeTime());
      for (int n = 0; n < samples.count(); n++) {
        text.append(' ').append(samples.duration(n)).append('/').append(samples.sizeBytes(n)).append('/')
            .append(samples.compositionOffset(n)).append(samples.sync(n) ? "k" : "");
      }
    }
    return text.toString();
  }
}
