package io.livetape.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BitReaderTest {
  @Test
  void bits_acrossBytes_areReadMostSignificantFirst() throws Exception {
    BitReader reader = BitReader.of(Bytes.fromHex("a5f00f"));

    assertThat(reader.bits(3)).isEqualTo(0b101);
    assertThat(reader.bits(9)).isEqualTo(0b001011111);
    assertThat(reader.offset()).isEqualTo(1);
    assertThat(reader.longBits(12)).isEqualTo(0x00F);
    assertThat(reader.offset()).isEqualTo(3);
  }

  @Test
  void expGolomb_smallAndLargest_areRead() throws Exception {
    BitReader small = BitReader.of(new BitWriter().ue(0, 1, 2, 7, 254).bytes());
    BitReader largest = BitReader.of(Bytes.fromHex("00000000 80 00000000"));

    assertThat(new long[] {small.ue(), small.ue(), small.ue(), small.ue(), small.ue()}).containsExactly(0, 1, 2, 7, 254);
    assertThat(largest.ue()).isEqualTo(0xFFFF_FFFFL);
  }

  @Test
  void expGolomb_withoutEnd_isMalformedAtItsPlace() {
    assertThatThrownBy(() -> BitReader.of(Bytes.fromHex("0000000000ffffffffff")).ue())
        .isInstanceOfSatisfying(MalformedMediaException.class, e -> assertThat(e.offset()).isEqualTo(4));
  }

  @Test
  void expGolomb_aboveLimit_namesTheField() {
    assertThatThrownBy(() -> BitReader.of(new BitWriter().ue(32).bytes()).ue("seq_parameter_set_id", 31))
        .isInstanceOf(MalformedMediaException.class).hasMessageContaining("seq_parameter_set_id is 32, at most 31");
  }

  @Test
  void nalUnit_emulationPrevention_isLeftOut() throws Exception {
    Bytes unit = Bytes.fromHex("000003 01 000003 000003 03 00000302");
    BitReader reader = BitReader.ofNal(unit.buffer(), 0, unit.sizeBytes());

    assertThat(reader.longBits(56)).isEqualTo(0x000001_00000000L);
    assertThat(reader.longBits(32)).isEqualTo(0x03000002L);
    assertThat(reader.offset()).isEqualTo(unit.sizeBytes());
  }

  @Test
  void nalUnit_emulationPreventionAtTheEnd_isMalformed() {
    Bytes unit = Bytes.fromHex("000003");

    assertThatThrownBy(() -> BitReader.ofNal(unit.buffer(), 0, 3).bits(24))
        .isInstanceOfSatisfying(MalformedMediaException.class, e -> assertThat(e.offset()).isEqualTo(3));
  }

  @Test
  void range_endsBeforeTheBuffer_isNotPassed() throws Exception {
    BitReader reader = BitReader.of(ByteBuffer.allocate(8), 2, 4);
    reader.skipBytes(1);

    assertThatThrownBy(() -> reader.skipBytes(2)).isInstanceOf(MalformedMediaException.class);
    reader.skipBits(8);
    assertThatThrownBy(reader::flag)
        .isInstanceOfSatisfying(MalformedMediaException.class, e -> assertThat(e.offset()).isEqualTo(4));
  }

  @Test
  void configuration_aboveLimit_isRefusedUnread() {
    assertThatThrownBy(() -> BitReader.of(Bytes.copyOf(new byte[BitReader.CONFIG_SIZE_MAX + 1])))
        .isInstanceOf(MalformedMediaException.class).hasMessageContaining("65537 bytes, at most 65536");
  }
}
