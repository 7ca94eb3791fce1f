package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpoolNamesTest {
  @ParameterizedTest
  @CsvSource({
    "7.mp4,  tapes/2026-11-20/7.mp4",
    "7.flv,  flv/2026-11-20/7.flv",
    "7.aac,  aac/2026-11-20/7.aac",
    "7.m3u8, m3u8/2026-11-20/7.m3u8"
  })
  void blobKey_hasTheDayInUtc(String spoolName, String key) {
    assertThat(SpoolNames.blobKey(spoolName, Instant.parse("2026-11-20T23:59:59.999999Z"))).isEqualTo(key);
    assertThat(SpoolNames.blobKey(spoolName, Instant.parse("2026-11-20T00:00:00Z"))).isEqualTo(key);
  }

  @Test
  void names_areMadeOfIdsAlone() {
    assertThat(SpoolNames.tape(Long.MAX_VALUE)).isEqualTo("9223372036854775807.mp4");
    assertThat(SpoolNames.flv(1)).isEqualTo("1.flv");
    assertThat(SpoolNames.aac(1)).isEqualTo("1.aac");
    assertThat(SpoolNames.playlistBody(1)).isEqualTo("1.m3u8");
  }
}
