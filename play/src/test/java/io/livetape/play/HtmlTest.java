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

  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', delimiter = ';', value = {
    "a<b;                        `a&lt;b`",
    "\u05E9\u05DC\u05D5\u05DD;    \u05E9\u05DC\u05D5\u05DD",
    "\u202Egnp.exe;              \u202Egnp.exe",
    "a\u2066b;                   a\u2066b\u2069",
    "\u2067a\u2068b\u2067c;      \u2067a\u2068b\u2067c\u2069\u2069\u2069",
    "\u2067a\u2069b;             \u2067a\u2069b",
    "a\u2069\u202Eb;             a\u202Eb",
    "\u2069\u2069a\u2067\u2069\u2069; a\u2067\u2069"
  })
  void name_endsWhatItHasBegun_andNothingElse(String text, String shown) {
    assertThat(Html.name(text)).isEqualTo("<bdi>" + shown + "</bdi>");
  }
}
