package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.play.ByteRangeHeader.Part;
import io.livetape.play.ByteRangeHeader.Unsatisfiable;
import io.livetape.play.ByteRangeHeader.Whole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeHeaderTest {
  private static final long SIZE = 1000;

  @ParameterizedTest
  @CsvSource({
    "bytes=0-,                   0,   1000",
    "bytes=0-0,                  0,   1",
    "bytes=0-999,                0,   1000",
    "bytes=0-1000,               0,   1000",
    "bytes=500-599,              500, 100",
    "bytes=999-,                 999, 1",
    "bytes=999-999,              999, 1",
    "bytes=00500-0599,           500, 100",
    "bytes=500-999999999999999999, 500, 500",
    "bytes=-1,                   999, 1",
    "bytes=-1000,                0,   1000",
    "bytes=-1001,                0,   1000",
    "bytes=-999999999999999999,  0,   1000"
  })
  void range_withinTheFile_isThatPart(String header, long offset, long sizeBytes) {
    assertThat(ByteRangeHeader.parse(header, SIZE)).isEqualTo(new Part(offset, sizeBytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=1000-", "bytes=1000-2000", "bytes=999999999999999999-", "bytes=-0"})
  void range_behindTheEnd_cannotBeSatisfied(String header) {
    assertThat(ByteRangeHeader.parse(header, SIZE)).isEqualTo(new Unsatisfiable());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-", "bytes=0-0", "bytes=-5"})
  void anyRange_ofAnEmptyFile_cannotBeSatisfied(String header) {
    assertThat(ByteRangeHeader.parse(header, 0)).isEqualTo(new Unsatisfiable());
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=1-2,5-6", "bytes=5-4", "bytes 0-1", "Bytes=0-1", "items=0-1", "bytes= 0-1",
    "bytes=0-1 ", "bytes=0--1", "bytes=+0-1", "bytes=0x0-1", "bytes=٠-١", "bytes=9999999999999999999-", "bytes=0-1\r\nX: y"
  })
  void anythingElse_isIgnored(String header) {
    assertThat(ByteRangeHeader.parse(header, SIZE)).isEqualTo(new Whole());
  }

  @Test
  void noHeader_isTheWhole() {
    assertThat(ByteRangeHeader.parse(null, SIZE)).isEqualTo(new Whole());
    assertThat(ByteRangeHeader.parse("bytes=" + "0".repeat(10_000) + "-", SIZE)).isEqualTo(new Whole());
  }
}
