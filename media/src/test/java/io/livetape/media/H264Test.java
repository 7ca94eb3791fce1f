package io.livetape.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of h264.csv: what x264, OpenH264 and GStreamer wrote, and the same in the other forms that publishers use; sizes are by ffprobe. */
class H264Test {
  private static final Bytes SPS = Bytes.fromHex("6742c00dda0507ec0440000003004000000c83c50aa8");
  private static final Bytes PPS = Bytes.fromHex("68ce0fc8");

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "h264.csv", numLinesToSkip = 1)
  void parse_realConfigurations_deriveSizeAndCodecs(
      String name, int width, int height, String codecs, int nalLengthSize, boolean canonical, String avcC) throws Exception {
    H264 format = H264.parse(Bytes.fromHex(avcC));

    assertThat(format.width()).as(name).isEqualTo(width);
    assertThat(format.height()).isEqualTo(height);
    assertThat(format.codecs()).isEqualTo(codecs);
    assertThat(format.nalLengthSize()).isEqualTo(nalLengthSize);
    assertThat(format.config().toHex()).isEqualTo(avcC);
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "h264.csv", numLinesToSkip = 1)
  void parse_damagedConfigurations_areMalformedOrAValue(
      String name, int width, int height, String codecs, int nalLengthSize, boolean canonical, String avcC) {
    Damage.isBorne(Bytes.fromHex(avcC), H264::parse);
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "h264.csv", numLinesToSkip = 1)
  void fromParameterSets_ofARealConfiguration_buildsTheSame(
      String name, int width, int height, String codecs, int nalLengthSize, boolean canonical, String avcC) throws Exception {
    Bytes original = Bytes.fromHex(avcC);
    ParameterSets sets = ParameterSets.of(original);

    H264 built = H264.fromParameterSets(sets.sps, sets.pps);

    assertThat(built).isEqualTo(H264.parse(built.config()));
    assertThat(built.codecs()).isEqualTo(codecs);
    assertThat(built.config().equals(original)).isEqualTo(canonical);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(textBlock = """
      version 0,                0042c00dffe10004 6742c00d 00,                                      0
      three-byte lengths,       0142c00dfee10016 6742c00dda0507ec0440000003004000000c83c50aa8 00,  4
      no SPS,                   0142c00dffe0 00,                                                   5
      PPS instead of SPS,       0142c00dffe10004 68ce0fc8 00,                                      8
      forbidden bit,            0142c00dffe10016 e742c00dda0507ec0440000003004000000c83c50aa8 00,  8
      SPS longer than input,    0142c00dffe1ffff 6742c00d,                                         8
      empty,                    '',                                                                0
      """)
  void parse_wrongConfigurations_areMalformedAtTheirPlace(String situation, String avcC, int offset) {
    assertThatThrownBy(() -> H264.parse(Bytes.fromHex(avcC))).as(situation)
        .isInstanceOfSatisfying(MalformedMediaException.class, e -> assertThat(e.offset()).isEqualTo(offset));
  }

  @Test
  void parse_scalingListsInSps_arePassed() throws Exception {
    BitWriter sps = head(100).ue(1, 0, 0).put(0, 1).put(1, 1);
    sps.put(1, 1).se(-8); // list 0: next scale 0 at once, the default list
    sps.put(1, 1).se(2).se(-10); // list 1: ends after the second delta
    sps.put(0, 4);
    sps.put(1, 1);
    for (int i = 0; i < 64; i++) {
      sps.se(1);
    }
    sps.put(0, 1);

    H264 format = H264.fromParameterSets(List.of(tail(sps, 80, 45, true).bytes()), List.of(PPS));

    assertThat(format.width()).isEqualTo(1280);
    assertThat(format.height()).isEqualTo(720);
  }

  @Test
  void parse_orderCountTypeOne_isPassed() throws Exception {
    BitWriter sps = head(66).ue(0, 1).put(0, 1).se(-3).se(4).ue(3).se(1).se(-1).se(2);

    H264 format = H264.fromParameterSets(List.of(picture(sps, 20, 15, true).bytes()), List.of(PPS));

    assertThat(format.width()).isEqualTo(320);
    assertThat(format.height()).isEqualTo(240);
  }

  @Test
  void parse_separateColorPlanes_areCroppedBySinglePixels() throws Exception {
    BitWriter sps = head(244).ue(3).put(1, 1).ue(0, 0).put(0, 1).put(0, 1).ue(0, 2, 1).put(0, 1).ue(19, 14).put(1, 1).put(1, 1);
    sps.put(1, 1).ue(1, 2, 3, 4).put(0, 1);

    H264 format = H264.fromParameterSets(List.of(sps.bytes()), List.of(PPS));

    assertThat(format.width()).isEqualTo(317);
    assertThat(format.height()).isEqualTo(233);
  }

  @Test
  void parse_interlacedCropping_countsDouble() throws Exception {
    BitWriter sps = head(77).ue(0, 2, 1).put(0, 1).ue(119, 33).put(0, 1).put(0, 1).put(1, 1).put(1, 1).ue(0, 0, 0, 2).put(0, 1);

    assertThat(H264.fromParameterSets(List.of(sps.bytes()), List.of(PPS)).height()).isEqualTo(1080);
  }

  @ParameterizedTest(name = "{0} x {1} macroblocks, cropped {2}")
  @CsvSource({"1025, 10, 0", "10, 1025, 0", "1, 1, 8", "1, 1, 2147483646"})
  void parse_impossibleSizes_areMalformed(int widthMbs, int heightMbs, int crop) {
    BitWriter sps = head(66).ue(0, 2, 1).put(0, 1).ue(widthMbs - 1, heightMbs - 1).put(1, 1).put(1, 1);
    sps.put(1, 1).ue(crop, 0, 0, 0).put(0, 1);

    assertThatThrownBy(() -> H264.fromParameterSets(List.of(sps.bytes()), List.of(PPS))).isInstanceOf(MalformedMediaException.class);
  }

  @Test
  void fromParameterSets_beyondTheLimits_isMalformed() {
    Bytes large = Bytes.copyOf(new byte[H264.PARAMETER_SET_SIZE_MAX + 1]);

    assertThatThrownBy(() -> H264.fromParameterSets(List.of(), List.of(PPS))).isInstanceOf(MalformedMediaException.class);
    assertThatThrownBy(() -> H264.fromParameterSets(Collections.nCopies(32, SPS), List.of(PPS)))
        .isInstanceOf(MalformedMediaException.class);
    assertThatThrownBy(() -> H264.fromParameterSets(List.of(SPS), Collections.nCopies(256, PPS)))
        .isInstanceOf(MalformedMediaException.class);
    assertThatThrownBy(() -> H264.fromParameterSets(List.of(SPS), List.of(large))).isInstanceOf(MalformedMediaException.class);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(textBlock = """
      IDR alone,                        4, 00000002 6588,                                   true
      delimiter and SEI before the IDR, 4, 00000002 09f0 00000003 060102 00000002 2588,     true
      parameter sets before the IDR,    2, 0002 6742 0002 68ce 0001 65,                     true
      one-byte lengths,                 1, 02 6588,                                         true
      no IDR,                           4, 00000002 4188 00000002 0188,                     false
      an empty unit before the IDR,     4, 00000000 00000001 65,                            true
      length beyond the sample,         4, 00000009 6588,                                   false
      length of 4 GiB,                  4, ffffffff 6588,                                   false
      length back to itself,            4, fffffffc 6588,                                   false
      IDR after a broken length,        4, 00000009 4188 00000001 65,                       false
      length without a unit,            4, 00000001,                                        false
      empty,                            4, '',                                              false
      """)
  @Timeout(10)
  void sync_samples_tellAnIdr(String situation, int nalLengthSize, String sample, boolean sync) {
    Bytes bytes = Bytes.fromHex(sample);
    ByteBuffer padded = ByteBuffer.allocate(bytes.sizeBytes() + 8).position(3).put(bytes.buffer()).put((byte) 1).put((byte) 0x65);

    assertThat(H264.sync(padded, 3, bytes.sizeBytes(), nalLengthSize)).as(situation).isEqualTo(sync);
  }

  private static BitWriter head(int profile) {
    return new BitWriter().put(0x67, 8).put(profile, 8).put(0, 8).put(30, 8).ue(0);
  }

  private static BitWriter tail(BitWriter sps, int widthMbs, int heightMbs, boolean progressive) {
    return picture(sps.ue(0, 2), widthMbs, heightMbs, progressive);
  }

  private static BitWriter picture(BitWriter sps, int widthMbs, int heightMbs, boolean progressive) {
    return sps.ue(1).put(0, 1).ue(widthMbs - 1, heightMbs - 1).put(progressive ? 1 : 0, 1).put(1, 1).put(0, 2);
  }

  /** The parameter sets of an avcC, read independently of the code under test. */
  private record ParameterSets(List<Bytes> sps, List<Bytes> pps) {
    static ParameterSets of(Bytes avcC) {
      ByteBuffer buffer = avcC.buffer().position(5);
      return new ParameterSets(take(buffer, buffer.get() & 0x1F), take(buffer, buffer.get()));
    }

    private static List<Bytes> take(ByteBuffer buffer, int count) {
      var sets = new ArrayList<Bytes>();
      for (int i = 0; i < count; i++) {
        byte[] set = new byte[buffer.getShort()];
        buffer.get(set);
        sets.add(Bytes.copyOf(set));
      }
      return sets;
    }
  }
}
