package io.livetape.vod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameTemplateTest {
  private static final Instant START = Instant.parse("2026-11-20T13:00:05.007Z");
  private static final Instant END = Instant.parse("2026-12-31T23:30:59.123Z");

  @Test
  void name_defaultTemplate_isTheDocumentedForm() {
    assertThat(NameTemplate.DEFAULT.name("1400000123_1001_rexchang_main", START, END, ZoneId.of("Asia/Shanghai")))
        .isEqualTo("1400000123_1001_rexchang_main_2026-11-20-21-00-05_2027-01-01-07-30-59");
  }

  @ParameterizedTest
  @CsvSource({
      "plain, plain", "{StreamID}, $1 s", "{StreamID}{StreamID}, $1 s$1 s", "{StartYear}/{StartMonth}, 2026/11",
      "{StartDay}{StartHour}{StartMinute}{StartSecond}.{StartMillisecond}, 20130005.007",
      "{EndYear}{EndMonth}{EndDay}{EndHour}{EndMinute}{EndSecond}{EndMillisecond}, 20261231233059123"})
  void name_eachPlaceholder_isFilledIn(String template, String name) {
    assertThat(new NameTemplate(template).name("$1 s", START, END, ZoneOffset.UTC)).isEqualTo(name);
  }

  @Test
  void name_streamThatLooksLikeAPlaceholder_staysAsItIs() {
    assertThat(new NameTemplate("{StreamID}").name("{StartYear}", START, END, ZoneOffset.UTC)).isEqualTo("{StartYear}");
  }

  @Test
  void name_tooLong_isCut() {
    assertThat(new NameTemplate("{StreamID}{StreamID}").name("x".repeat(10_000), START, END, ZoneOffset.UTC))
        .hasSize(RecordedFile.NAME_MAX_CHARS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{StreamId}", "{streamid}", "{StartWeek}", "{Year}", "{StartYearEnd}", "{}", "{\u6d41}", "{StreamID",
      "StreamID}", "{{StreamID}}", "", " ", "{AppName}", "{Start}"})
  void template_unknownOrMalformed_isRefused(String template) {
    assertThatThrownBy(() -> new NameTemplate(template)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void template_unknownPlaceholder_isNamedInTheMessage() {
    assertThatThrownBy(() -> new NameTemplate("a{Foo}b")).hasMessageContaining("{Foo}").hasMessageContaining("{StartMillisecond}");
  }

  @Test
  void template_tooLong_isRefused() {
    assertThatThrownBy(() -> new NameTemplate("x".repeat(NameTemplate.TEXT_MAX_CHARS + 1))).isInstanceOf(IllegalArgumentException.class);
  }
}
