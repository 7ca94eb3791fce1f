package io.livetape.vod;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePrefixTest {

  @ParameterizedTest
  @CsvSource({
      "ab, ac", "a, b", "a%, a&", "a_, a`", "\u5f55, \u5f56", "\ud7ff, \ue000", "\uffff, \ud800\udc00", "\ud83d\ude00, \ud83d\ude01",
      "a\udbff\udfff, b", "a\udbff\udfff\udbff\udfff, b"})
  void end_ofPrefix_isTheNextText(String prefix, String end) {
    assertThat(new NamePrefix(prefix).end()).contains(end);
  }

  @Test
  void end_nothingComesAfter_isEmpty() {
    assertThat(new NamePrefix("").end()).isEmpty();
    assertThat(new NamePrefix("\udbff\udfff").end()).isEmpty();
  }
}
