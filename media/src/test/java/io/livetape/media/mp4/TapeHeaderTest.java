package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.media.Aac;
import io.livetape.media.Bytes;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Track;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TapeHeaderTest {
  static Stream<Arguments> tracks() {
    return Stream.of(
        Arguments.of("h264-aac", Clip.bFramesWithAac().tracks()),
        Arguments.of("h265-opus", List.of(Clip.video(Clip.H265_FORMAT), Clip.audio(Clip.OPUS_FORMAT))),
        Arguments.of("av1-aac", List.of(Clip.video(Clip.AV1_FORMAT), Clip.audio(Clip.AAC_FORMAT))),
        Arguments.of("vp9", List.of(Clip.video(Clip.VP9_FORMAT))),
        Arguments.of("aac-96k", List.of(new Track(7, 96_000, new Aac(Bytes.fromHex("1010"), 96_000, 2, 1024, "mp4a.40.2")))));
  }

  @ParameterizedTest
  @MethodSource("tracks")
  void header_ofEachCodec_isAsBefore(String name, List<Track> tracks) throws Exception {
    Golden.check("header-" + name, BoxDump.of(TapeHeader.build(TapeFile.IDENTITY, tracks).bytes()));
  }

  @ParameterizedTest
  @MethodSource("tracks")
  void header_readBack_hasTheSameTracksAndPlaces(String name, List<Track> tracks) throws Exception {
    TapeHeader header = TapeHeader.build(TapeFile.IDENTITY, tracks);
    TapeHead read = TapeHead.parse(header.bytes());
    assertThat(read.tracks()).as(name).isEqualTo(header.tracks());
    assertThat(read.tracks().getFirst().config()).isEqualTo(tracks.getFirst().format().config());
    assertThat(read.identity()).isEqualTo(TapeFile.IDENTITY);
    assertThat(read.placeholderOffset()).isEqualTo(header.placeholderOffset());
    assertThat(read.initOffset()).isEqualTo(header.initOffset());
    assertThat(read.initEndOffset()).isEqualTo(header.initOffset() + header.initSizeBytes()).isEqualTo(header.bytes().limit());
  }

  @Test
  void placeholder_inTheHeader_liesWithinOneSector() throws Exception {
    TapeHeader header = TapeHeader.build(TapeFile.IDENTITY, Clip.bFramesWithAac().tracks());
    assertThat(header.bytes().getInt(header.placeholderOffset())).isEqualTo(16);
    assertThat(header.placeholderOffset() + 16).isEqualTo(header.initOffset()).isLessThanOrEqualTo(512);
  }

  @Test
  void header_cutAtEachByte_isMalformed() throws Exception {
    ByteBuffer whole = TapeHeader.build(TapeFile.IDENTITY, Clip.bFramesWithAac().tracks()).bytes();
    for (int size = 0; size < whole.limit(); size++) {
      ByteBuffer cut = whole.duplicate().limit(size);
      assertThatThrownBy(() -> TapeHead.parse(cut)).as("cut to %d", size).isInstanceOf(MalformedMediaException.class);
    }
  }

  @Test
  void header_withEachByteChanged_isReadOrMalformed() throws Exception {
    ByteBuffer whole = TapeHeader.build(TapeFile.IDENTITY, Clip.bFramesWithAac().tracks()).bytes();
    int malformedCount = 0;
    for (int at = 0; at < whole.limit(); at++) {
      for (int value : new int[] {0, 1, 0x7F, 0x80, 0xFF}) {
        ByteBuffer changed = ByteBuffer.allocate(whole.limit()).put(whole.duplicate()).flip().put(at, (byte) value);
        try {
          assertThat(TapeHead.parse(changed).tracks()).isNotEmpty();
        } catch (MalformedMediaException _) {
          malformedCount++;
        }
      }
    }
    assertThat(malformedCount).isPositive();
  }

  @Test
  void esds_withALongConfiguration_hasLongerLengths() throws Exception {
    for (int sizeBytes : new int[] {2, 100, 127, 128, 5000, TapeHeader.CONFIG_SIZE_MAX}) {
      Bytes config = Bytes.copyOf(new byte[sizeBytes]);
      TapeHeader header = TapeHeader.build(TapeFile.IDENTITY, List.of(Clip.audio(new Aac(config, 48_000, 2, 1024, "mp4a.40.2"))));
      assertThat(TapeHead.parse(header.bytes()).tracks().getFirst().config()).isEqualTo(config);
    }
  }

  @Test
  void header_atAllItsLimits_canBeReadBack() throws Exception {
    Bytes config = Bytes.copyOf(new byte[TapeHeader.CONFIG_SIZE_MAX]);
    List<Track> tracks = IntStream.rangeClosed(1, FragmentTable.TRACK_MAX)
        .mapToObj(id -> new Track(id, 48_000, new Aac(config, 48_000, 2, 1024, "mp4a.40.2"))).toList();
    String longest = "n".repeat(TapeIdentity.TEXT_SIZE_MAX);
    TapeIdentity identity = new TapeIdentity("1", longest, longest, longest, longest, longest, TapeFile.IDENTITY.startedAt(), 0,
        TapeFile.IDENTITY.timelineOffset());
    TapeHeader header = TapeHeader.build(identity, tracks);
    assertThat(header.bytes().limit()).isLessThanOrEqualTo(TapeHeader.SIZE_MAX);
    assertThat(TapeHead.parse(header.bytes()).tracks()).isEqualTo(header.tracks());
  }

  @Test
  void header_withATooLongConfiguration_blamesThePublisher() {
    Track track = Clip.audio(new Aac(Bytes.copyOf(new byte[TapeHeader.CONFIG_SIZE_MAX + 1]), 48_000, 2, 1024, "mp4a.40.2"));
    assertThatThrownBy(() -> TapeHeader.build(TapeFile.IDENTITY, List.of(track))).isInstanceOf(MalformedMediaException.class);
  }

  @Test
  void header_withoutTracksOrWithTwoOfOneId_isRefused() {
    Track track = Clip.audio(Clip.AAC_FORMAT);
    assertThatThrownBy(() -> TapeHeader.build(TapeFile.IDENTITY, List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TapeHeader.build(TapeFile.IDENTITY, List.of(track, track))).isInstanceOf(IllegalArgumentException.class);
  }
}
