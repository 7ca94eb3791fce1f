package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayWindowTest {
  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00Z,          2026-01-31T12:00:00Z",
    "2026-01-31T20:00:00.5+08:00,   2026-01-31T12:00:00.500Z",
    "2026-01-31T20:00:00 08:00,     2026-01-31T12:00:00Z",
    "1769860800,                    2026-01-31T12:00:00Z",
    "1769860800.25,                 2026-01-31T12:00:00.250Z",
    "0,                             1970-01-01T00:00:00Z"})
  void time_inEitherForm_isRead(String text, Instant instant) throws Exception {
    ReplayWindow window = ReplayWindow.parse(text, "");
    assertThat(window.from()).isEqualTo(instant);
    assertThat(window.to()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'',                     '',                       \"from\" is missing",
    "yesterday,              '',                       \"from\" is no time",
    "2026-01-31,             '',                       \"from\" is no time",
    "-1,                     '',                       \"from\" is no time",
    "1e9,                    '',                       \"from\" is no time",
    "9999999999999,          '',                       \"from\" is no time",
    "2026-02-30T12:00:00Z,   '',                       \"from\" is no time",
    "999999999999,           '',                       \"from\" is no time",
    "-0001-01-01T00:00:00Z,  '',                       \"from\" is no time",
    "1969-12-31T23:59:59Z,   '',                       \"from\" is no time",
    "+999999999-01-01T00:00:00Z, '',                   \"from\" is no time",
    "0,                      +10000-01-01T00:00:00Z,   \"to\" is no time",
    "1769860800,             soon,                     \"to\" is no time",
    "1769860800,             1769860800,               \"to\" must be later",
    "2026-01-31T12:00:00Z,   2026-01-31T11:59:59Z,     \"to\" must be later"})
  void window_thatCannotBeRead_isRefusedByName(String from, String to, String why) {
    assertThatThrownBy(() -> ReplayWindow.parse(from, to)).isInstanceOf(ReplayWindow.UnreadableException.class).hasMessageContaining(why);
  }

  @Test
  void endlessText_isRefused() {
    assertThatThrownBy(() -> ReplayWindow.parse("2026-01-31T12:00:00." + "0".repeat(10_000) + "Z", ""))
        .isInstanceOf(ReplayWindow.UnreadableException.class);
  }
}
