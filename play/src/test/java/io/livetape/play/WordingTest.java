package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.FileFormat;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
  private static final Instant START = Instant.parse("2026-03-30T09:00:04.9Z");

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "UTC;           PT90S; 2026年3月30日 09:00:04 – 09:01:34（UTC）",
    "Asia/Shanghai; PT7H;  2026年3月30日 17:00:04 – 2026年3月31日 00:00:04（北京时间）",
    "Europe/Berlin; PT90S; 2026年3月30日 11:00:04 – 11:01:34（Europe/Berlin）"
  })
  void span_inChinese_isThatOfTheZone(ZoneId zone, java.time.Duration length, String text) {
    assertThat(new Wording(zone, Language.CHINESE).span(START, START.plus(length))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"ENGLISH, since 09:00, '30 Mar 2026, 09:00'", "CHINESE, 09:00 开播, 2026年3月30日 09:00"})
  void minutes_areSaidInTheLanguage(Language language, String since, String moment) {
    Wording wording = new Wording(ZoneId.of("UTC"), language);

    assertThat(wording.since(START)).isEqualTo(since);
    assertThat(wording.moment(START)).isEqualTo(moment);
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "UTC;           PT90S; 30 March 2026, 09:00:04 – 09:01:34, UTC",
    "Etc/UTC;       PT90S; 30 March 2026, 09:00:04 – 09:01:34, UTC",
    "Asia/Shanghai; PT7H;  30 March 2026, 17:00:04 – 31 March 2026, 00:00:04, Asia/Shanghai"
  })
  void span_isThatOfTheZone(ZoneId zone, java.time.Duration length, String text) {
    assertThat(new Wording(zone, Language.ENGLISH).span(START, START.plus(length))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0:00", "499, 0:00", "500, 0:01", "59499, 0:59", "59500, 1:00", "3599499, 59:59", "3599500, 1:00:00", "3725499, 1:02:05",
      "360000000, 100:00:00"})
  void length_isRoundedToSeconds(long durationMs, String text) {
    assertThat(Wording.length(durationMs)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 kB", "1, 1 kB", "1001, 2 kB", "1849999, 1.8 MB", "97493530, 97.5 MB", "97493530000, 97.5 GB"})
  void size_hasTheUnitThatFits(long bytes, String text) {
    assertThat(Wording.size(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "show_2026-11-21-07-30-00_2026-11-21-08-32-06, show", "a_b_2026-11-21-07-30-00_2026-11-21-08-32-06, a_b",
    "_2026-11-21-07-30-00_2026-11-21-08-32-06, _2026-11-21-07-30-00_2026-11-21-08-32-06", "show_2026-11-21, show_2026-11-21", "show, show"
  })
  void title_isTheNameWithoutTimes(String name, String title) {
    assertThat(Wording.title(Shelf.file("1", FileFormat.MP4, name))).isEqualTo(title);
  }
}
