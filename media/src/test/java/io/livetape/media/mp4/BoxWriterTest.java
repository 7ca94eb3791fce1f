package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.media.Bytes;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BoxWriterTest {
  @Test
  void box_nested_countsItsHeaderAndItsBoxes() {
    BoxWriter out = new BoxWriter();
    out.box("moov", () -> out.fullBox("elst", 1, 0x20000F, () -> out.u16(0xABCD)));
    assertThat(hex(out)).isEqualTo("000000166d6f6f76" + "0000000e656c7374" + "0120000f" + "abcd");
  }

  @Test
  void box_largerThanTheFirstBuffer_grows() {
    BoxWriter out = new BoxWriter();
    out.box("free", () -> out.u8(1).zeros(5000).u64(-2));
    assertThat(out.written().remaining()).isEqualTo(8 + 1 + 5000 + 8);
    assertThat(out.written().getInt(0)).isEqualTo(8 + 1 + 5000 + 8);
    assertThat(out.written().getLong(8 + 1 + 5000)).isEqualTo(-2);
  }

  @Test
  void gap_insideBoxes_isCountedButNotWritten() {
    BoxWriter out = new BoxWriter();
    BoxWriter.Gap[] gaps = new BoxWriter.Gap[2];
    out.box("stbl", () -> {
      out.box("stsz", () -> gaps[0] = out.gap(1000));
      out.box("co64", () -> gaps[1] = out.gap(3_000_000_000L));
    });
    assertThat(out.sizeBytes()).isEqualTo(8 + 8 + 1000 + 8 + 3_000_000_000L);
    ByteBuffer written = out.written();
    assertThat(written.remaining()).isEqualTo(24);
    assertThat(Integer.toUnsignedLong(written.getInt(0))).isEqualTo(out.sizeBytes());
    assertThat(written.getInt(8)).isEqualTo(1008);
    assertThat(gaps[0]).isEqualTo(new BoxWriter.Gap(16, 16, 1000));
    assertThat(gaps[1]).isEqualTo(new BoxWriter.Gap(24, 1024, 3_000_000_000L));
  }

  @Test
  void box_beyond32Bits_isRefused() {
    BoxWriter out = new BoxWriter();
    assertThatThrownBy(() -> out.box("moov", () -> out.gap(0x1_0000_0000L)))
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("moov");
  }

  private static String hex(BoxWriter out) {
    return Bytes.copyOf(out.written(), 0, out.written().remaining()).toHex();
  }
}
