package io.livetape.media.ts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.media.Aac;
import io.livetape.media.Bytes;
import io.livetape.media.H264;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import io.livetape.media.Vp9;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TsWriterTest {
  private static final String SPS = "6742c00dda0507ec0440000003004000000c83c50aa8";
  private static final String PPS = "68ce0fc8";
  private static final int VIDEO_PID = 0x100;
  private static final int AUDIO_PID = 0x101;

  private final Track video = new Track(1, 90_000, h264());
  private final Track audio = new Track(2, 44_100, aac());
  private final Sample sample = new Sample();
  private final TsWriter writer = new TsWriter(List.of(video, audio));

  private static H264 h264() {
    try {
      return H264.parse(Bytes.fromHex("0142c00dffe10016" + SPS + "010004" + PPS));
    } catch (MalformedMediaException e) {
      throw new AssertionError(e);
    }
  }

  private static Aac aac() {
    try {
      return Aac.parse(Bytes.fromHex("1210"));
    } catch (MalformedMediaException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void segment_beginsWithTables_asTheirTextSays() {
    Demuxed segment = Demuxed.of(end());
    // Table, length, stream, version, numbers; program 1 at PID 0x1000; checksum as ffmpeg writes for the same table.
    assertThat(hex(segment.of(Pid.PAT).getFirst().bytes())).isEqualTo("00" + "00b00d" + "0001c10000" + "0001f000" + "2ab104b2");
    // PCR on 0x100; H.264 on 0x100, ADTS on 0x101.
    assertThat(hex(segment.of(Pid.PMT).getFirst().bytes()))
        .startsWith("00" + "02b017" + "0001c10000" + "e100f000" + "1be100f000" + "0fe101f000");
  }

  @Test
  void crc_ofTheUsualCheckText_isTheStandards() {
    assertThat(TsTables.crc("123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII))).isEqualTo(0x0376E6E7);
  }

  @Test
  void keyPicture_getsDelimiterAndParameterSets() throws Exception {
    write(video, 0, 0, true, "00000003650102");
    Demuxed.Unit unit = Demuxed.of(end()).of(VIDEO_PID).getFirst();
    assertThat(hex(unit.payload())).isEqualTo("0000000109f0" + "00000001" + SPS + "00000001" + PPS + "00000001650102");
    assertThat(unit.randomAccess()).isTrue();
  }

  @Test
  void keyPicture_withParameterSetsAndDelimiterOfItsOwn_getsNoOthers() throws Exception {
    write(video, 0, 0, true, "0000000209e0" + "00000004" + "67420102" + "00000003" + "68ce01" + "00000003" + "650102");
    assertThat(hex(Demuxed.of(end()).of(VIDEO_PID).getFirst().payload()))
        .isEqualTo("0000000109f0" + "0000000167420102" + "0000000168ce01" + "00000001650102");
  }

  @Test
  void picture_thatIsShownLater_hasBothTimes() throws Exception {
    write(video, 7200, 3600, false, "00000002" + "4101");
    Demuxed.Unit unit = Demuxed.of(end()).of(VIDEO_PID).getFirst();
    assertThat(unit.dts()).isEqualTo(126_000 + 7200);
    assertThat(unit.pts()).isEqualTo(126_000 + 7200 + 3600);
    assertThat(unit.pcr()).as("before the decode time").isEqualTo(63_000 + 7200);
    assertThat(unit.randomAccess()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"8589934592, 126000", "8589808591, 8589934591", "8589808592, 0", "34359738368000, 126000"})
  void time_beyondThirtyThreeBits_wraps(long dts, long pts) throws Exception {
    write(video, dts, 0, false, "00000002" + "4101");
    assertThat(Demuxed.of(end()).of(VIDEO_PID).getFirst().pts()).isEqualTo(pts);
  }

  @Test
  void sounds_areGatheredForATime() throws Exception {
    for (int i = 0; i < 20; i++) {
      write(audio, 1024L * i, 0, true, "2100");
    }
    List<Demuxed.Unit> units = Demuxed.of(end()).of(AUDIO_PID);
    assertThat(units).hasSize(3);
    assertThat(units.get(1).pts()).isEqualTo(126_000 + 9 * 1024 * 90_000L / 44_100);
    assertThat(hex(units.getFirst().payload())).hasSize(9 * 18).startsWith("fff15080013ffc2100fff1");
    assertThat(units.getFirst().bytes()[5] & 0xFF).as("length").isEqualTo(units.getFirst().bytes().length - 6);
  }

  @Test
  void sound_alone_carriesTheClock() throws Exception {
    TsWriter alone = new TsWriter(List.of(audio));
    alone.write(sample.set(audio, 0, 0, true, ByteBuffer.allocate(10), 0, 10));
    alone.end();
    assertThat(Demuxed.of(bytes(alone.take())).of(VIDEO_PID).getFirst().pcr()).isEqualTo(63_000);
  }

  /** Around the sizes at which a packet is just full, and one that is far above what a PES packet's length can say. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 130, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 340, 341, 342, 343, 344, 345, 346, 100_000})
  void picture_ofAnySize_arrivesWhole(int sizeBytes) throws Exception {
    byte[] nal = new byte[sizeBytes];
    java.util.Arrays.fill(nal, (byte) 0x41);
    ByteBuffer access = ByteBuffer.allocate(4 + sizeBytes).putInt(sizeBytes).put(nal);
    writer.write(sample.set(video, 0, 0, false, access, 0, 4 + sizeBytes));
    Demuxed.Unit unit = Demuxed.of(end()).of(VIDEO_PID).getFirst();
    assertThat(unit.payload()).endsWith(nal).hasSize(6 + 4 + sizeBytes);
    assertThat(ByteBuffer.wrap(unit.bytes()).getShort(4)).isEqualTo((short) (sizeBytes > 65_000 ? 0 : unit.bytes().length - 6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"000000", "0000000541", "ffffffff41", "0000000141ff"})
  void picture_withBrokenLengths_isRefused(String access) {
    assertThatThrownBy(() -> write(video, 0, 0, false, access)).isInstanceOf(MalformedMediaException.class);
  }

  @Test
  void formats_thatPlayersOfTransportStreamsDoNotKnow_areRefused() {
    Vp9 vp9 = new Vp9(Bytes.fromHex("01000000000a820202020000"), 160, 120, "vp09.00.10.08");
    assertThat(TsWriter.supports(vp9)).isFalse();
    assertThatThrownBy(() -> new TsWriter(List.of(new Track(1, 90_000, vp9)))).hasMessageContaining("vp9");
  }

  private void write(Track track, long dts, int compositionOffset, boolean sync, String hex) throws MalformedMediaException {
    byte[] bytes = HexFormat.of().parseHex(hex);
    writer.write(sample.set(track, dts, compositionOffset, sync, ByteBuffer.wrap(bytes), 0, bytes.length));
  }

  private byte[] end() {
    writer.end();
    return bytes(writer.take());
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
