package io.livetape.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.live.EndReason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndCodeTest {
  @ParameterizedTest
  @CsvSource({
    "DELETE_STREAM,        1", "CLOSE_STREAM,       2", "PEER_CLOSED,       3", "CONNECTION_LOST,      4",
    "MALFORMED,            6", "MESSAGE_TOO_LARGE,  7", "IDLE,              8",  "SERVER_STOPPING,     10",
    "SERVER_DIED,          12",
    "REFUSED_DOMAIN,       18/301", "REFUSED_APP,        18/304", "REFUSED_FORBIDDEN, 18/305",
    "REFUSED_NAME,         18/308", "REFUSED_PARAMETERS, 18/309",
    "REFUSED_NO_EXPIRY,    18/500", "REFUSED_EXPIRED,    18/501", "REFUSED_NO_SIGNATURE, 18/502", "REFUSED_SIGNATURE, 18/503",
    "REFUSED_TOO_MANY,     18/600", "REFUSED_ALREADY_LIVE, 18/601",
    "DROPPED,              21/100", "REPLACED,           21/102", "REPLACED_IDLE,     21/103"
  })
  void codes_areThoseOfTheDocument(EndReason reason, String code) {
    assertThat(EndCode.of(reason)).hasToString(code);
  }

  @Test
  void everyReason_hasACodeOfItsOwn() {
    assertThat(Arrays.stream(EndReason.values()).map(EndCode::of)).doesNotHaveDuplicates().hasSize(EndReason.values().length);
  }
}
