package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which language a viewer gets. That address and cookie come before the browser is tried over HTTP. */
class LanguageTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "zh | CHINESE", "zh-CN,zh;q=0.9,en;q=0.8 | CHINESE", "ZH-cn | CHINESE",
    "zh-TW | CHINESE", "zh-Hant-HK | CHINESE", "en-US,en;q=0.9,zh-CN;q=0.8 | ENGLISH",
    "zh;q=0.5, en;q=0.6 | ENGLISH", "en;q=0.5, zh;q=0.6 | CHINESE", "zh;q=0, fr | ENGLISH",
    "zh;q=0, en;q=0.1 | ENGLISH", "de-DE,de | ENGLISH", "de, zh;q=0.2 | CHINESE",
    "* | ENGLISH", "*, zh;q=0.5 | CHINESE", "zhx | ENGLISH",
    "'' | ENGLISH", "zh;q=2 | ENGLISH", "zh;q= | ENGLISH",
    ";;,,;q | ENGLISH", "中文 | ENGLISH"
  })
  void accepted_isTheBestThatThereIs(String header, Language language) {
    assertThat(Language.accepted(header)).isEqualTo(language);
  }

  @Test
  void accepted_withoutAHeaderOrWithAnEndlessOne_isEnglish() {
    assertThat(Language.accepted(null)).isEqualTo(Language.ENGLISH);
    assertThat(Language.accepted("zh, " + "en;q=0.1, ".repeat(100))).isEqualTo(Language.ENGLISH);
  }

  @ParameterizedTest
  @CsvSource({"zh, CHINESE", "zh-CN, CHINESE", "en, ENGLISH", "en-GB, ENGLISH", "zhx,", "de,", "'',", "ZH,"})
  void named_isByCodeOrTag(String tag, Language language) {
    assertThat(Language.named(tag)).isEqualTo(Optional.ofNullable(language));
  }

  @Test
  void text_hasItsValues_andTheLanguageOfItsParts() {
    Sentence why = Sentence.of("This address may not be played: %s.", Sentence.of("txSecret is wrong"));

    assertThat(why).hasToString("This address may not be played: txSecret is wrong.");
    assertThat(why.in(Language.CHINESE)).isEqualTo("此地址无法播放：txSecret 有误。");
    assertThat(Language.CHINESE.say("Nothing begins with “%s”.", "%s")).isEqualTo("没有以“%s”开头的内容。");
  }
}
