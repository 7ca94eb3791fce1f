package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTest {
  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', delimiter = ';', value = {
    "plain;                      plain",
    "<script>;                   `&lt;script&gt;`",
    "\" onload=\"x;              `&quot; onload=&quot;x`",
    "' onload='x;                `&#39; onload=&#39;x`",
    "`&amp;`;                    `&amp;amp;`",
    "a & b;                      `a &amp; b`",
    "直播 𠀀;                     直播 𠀀",
    "``;                         ``"
  })
  void escape_leavesNothingThatMeansSomething(String text, String escaped) {
    assertThat(Html.escape(text)).isEqualTo(escaped);
  }
}
