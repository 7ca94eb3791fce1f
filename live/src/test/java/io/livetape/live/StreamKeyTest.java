package io.livetape.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamKeyTest {
  @ParameterizedTest
  @ValueSource(strings = {
    "a", "0", "show", "2121_15919131751", "a.b", "...", "-", "user@host:1", "a+b=c~d", "a,b!(c)", "Übung", "直播", "прямой", "𠀀", "٣",
    // with marks that combine: Hindi, Vietnamese in both forms, Thai, Arabic with vowels, Tamil
    "सीधा_प्रसारण", "tr\u1ef1c_ti\u1ebfp", "tru\u031b\u0323c_tie\u0302\u0301p", "ถ่ายทอดสด", "بَثّ", "நேரலை"
  })
  void name_ofLettersDigitsAndPlainMarks_isLegal(String name) {
    assertThat(StreamKey.legal(name)).isTrue();
    assertThat(new StreamKey("live", name).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    // nothing, and what means something in a path
    "", ".", "..", "/", "a/b", "../a", "\\", "a\\b", "C|D", "*", "?", "%2e%2e", "~/a/",
    // control characters, spaces and separators
    "\0", "a\0b", "\n", "a\r\nb", "\t", "\u001b[31m", "\u007f", "\u0085", " ", "a b", "\u00a0", "\u2028", "\u3000",
    // markup, quotes, shells and templates
    "<", ">", "<script>", "&amp;", "\"", "'", "`", "$a", "{a}", "[a]", "a;b", "#", "^",
    // what changes how text looks, private use, broken surrogates, noncharacters, pictures
    "\u202e", "a\u200bb", "a\u200db", "a\u00adb", "\ufeff", "a\u034fb", "a\ufe0f", "a\udb40\udd00", "a\u3164", "\u115f", "a\uffa0",
    // a mark with nothing to stand on, and one around a letter
    "\u0301", "\u0301a", "\u0940", "-\u0338", "a=\u0338b", "a\u20dd",
    "\ue000", "\ud800", "a\udc00", "\uffff", "😀"
  })
  void name_withAnythingElse_isIllegal(String name) {
    assertThat(StreamKey.legal(name)).isFalse();
    assertThatThrownBy(() -> new StreamKey("live", name)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StreamKey(name, "show")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void name_upToTheLimit_isLegal() {
    assertThat(StreamKey.legal("a".repeat(StreamKey.NAME_MAX_CHARS))).isTrue();
    assertThat(StreamKey.legal("a".repeat(StreamKey.NAME_MAX_CHARS + 1))).isFalse();
    assertThat(StreamKey.legal("a".repeat(10 * 1024))).isFalse();
  }

  @Test
  void illegalName_isNotRepeatedInTheMessage() {
    assertThatThrownBy(() -> new StreamKey("live", "a\nforged log line")).message().doesNotContain("forged");
  }

  @Test
  void toString_isTheAddressesPath() {
    assertThat(new StreamKey("live", "show")).hasToString("live/show");
  }
}
