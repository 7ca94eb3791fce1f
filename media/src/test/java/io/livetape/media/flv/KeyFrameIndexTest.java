package io.livetape.media.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyFrameIndexTest {
  @Test
  void index_untilFull_keepsEveryKeyFrame() {
    assertThat(times(filled(8, 8))).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void index_whenFull_keepsEverySecondAndGoesOnWithThatStride() {
    assertThat(times(filled(8, 9))).containsExactly(0, 2, 4, 6, 8);
    assertThat(times(filled(8, 16))).containsExactly(0, 2, 4, 6, 8, 10, 12, 14);
    assertThat(times(filled(8, 17))).containsExactly(0, 4, 8, 12, 16);
  }

  @Test
  void index_ofOddCapacity_staysEvenlySpaced() {
    assertThat(times(filled(5, 6))).containsExactly(0, 2, 4);
    assertThat(times(filled(5, 100))).containsExactly(0, 32, 64, 96);
  }

  @Test
  void index_ofAVeryLongFile_spansIt() {
    KeyFrameIndex index = filled(512, 1_000_000);
    assertThat(index.count()).isBetween(256, 512);
    assertThat(index.timestampMs(0)).isZero();
    assertThat(index.timestampMs(index.count() - 1)).isGreaterThan(990_000);
    assertThat(index.fileOffset(1)).isEqualTo(index.timestampMs(1) * 100);
  }

  @Test
  void index_ofImpossibleCapacity_isRefused() {
    assertThatThrownBy(() -> new KeyFrameIndex(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new KeyFrameIndex(KeyFrameIndex.CAPACITY_MAX + 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static KeyFrameIndex filled(int capacity, int count) {
    KeyFrameIndex index = new KeyFrameIndex(capacity);
    IntStream.range(0, count).forEach(i -> index.add(i, i * 100L));
    return index;
  }

  private static long[] times(KeyFrameIndex index) {
    return IntStream.range(0, index.count()).mapToLong(index::timestampMs).toArray();
  }
}
