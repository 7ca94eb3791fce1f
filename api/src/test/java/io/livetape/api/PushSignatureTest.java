package io.livetape.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushSignatureTest {
  /** The worked examples of the public documentation. */
  @ParameterizedTest
  @CsvSource({
    "e12c46f2612d5106e2034781ab261ca3, test,   5C271099, f85a2ab363fe4deaffef9754d79da6fe",
    "ngoeiq03,                         test01, 5C01D608, ce797dc6238156d548ef945e6ad1ea20"
  })
  void workedExamples_bothWays(String key, String stream, String txTime, String txSecret) {
    Instant expiresAt = Instant.ofEpochSecond(Long.parseLong(txTime, 16));
    assertThat(PushSignature.sign(key, stream, expiresAt)).isEqualTo("txSecret=" + txSecret + "&txTime=" + txTime);
    assertThat(PushSignature.expiry(txTime)).contains(expiresAt);
    assertThat(PushSignature.matches(List.of(key), stream, txTime, txSecret)).isTrue();
    assertThat(PushSignature.matches(List.of("other", key), stream, txTime, txSecret.toUpperCase(java.util.Locale.ROOT))).isTrue();
    assertThat(PushSignature.matches(List.of(key), stream + "x", txTime, txSecret)).isFalse();
    assertThat(PushSignature.matches(List.of(key + "x"), stream, txTime, txSecret)).isFalse();
    assertThat(PushSignature.matches(List.of(), stream, txTime, txSecret)).isFalse();
  }

  @Test
  void txTime_isSignedAsItIsWritten() {
    String lower = PushSignature.sign("key", "show", Instant.ofEpochSecond(0x5C01D608L)).substring("txSecret=".length(), 41);
    assertThat(PushSignature.matches(List.of("key"), "show", "5C01D608", lower)).isTrue();
    assertThat(PushSignature.matches(List.of("key"), "show", "5c01d608", lower)).isFalse();
  }

  @Test
  void secretOfAnyLength_isOnlyCompared() {
    for (String secret : List.of("0", "f".repeat(31), "f".repeat(33), "x".repeat(4096), "ünïcode")) {
      assertThat(PushSignature.matches(List.of("key"), "show", "5C01D608", secret)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "5C01D608,     1543624200",
    "5c01d608,     1543624200",
    "1543624200,   1543624200", // decimal, as some documents write it
    "9999999999,   9999999999",
    "0,            0",
    "99999999,     2576980377", // eight digits are hex
    "FFFFFFFFFFFF, 281474976710655"
  })
  void expiry_inHexOrTenDecimalDigits(String txTime, long epochSecond) {
    assertThat(PushSignature.expiry(txTime)).contains(Instant.ofEpochSecond(epochSecond));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "x", "-1", "+5C01D608", "0x5C01D608", "5C01D608 ", "5C01D608\n", "5C01 D608", "1234567890123", "٥٥", "5C01D608&"
  })
  void expiry_ofWhatIsNoTime_isEmpty(String txTime) {
    assertThat(PushSignature.expiry(txTime)).isEmpty();
    assertThat(PushSignature.expiry("f".repeat(10_000))).isEmpty();
  }
}
