package io.livetape.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.testkit.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallbackSignatureTest {
  /** Worked pairs of the public documentation: all of its callbacks sign with {@code md5(key + t)}. */
  @ParameterizedTest
  @CsvSource({
    "5d41402abc4b2a76b9719d911017c592, 1471850187, b17971b51ba0fe5916ddcd96692e9fb3",
    "Xz4ZgayTr7rMgWQrH,                1588040109, a2dabb362a9b811c0e26953a6276a41c",
    "demoCallbackKey0,                 1795200606, 748e9518d508a3ef2ace3478f7b6159f",
    "demoCallbackKey0,                 1795200605, 598329d1c793237176693d253d5574f9"
  })
  void workedExamples(String key, long t, String sign) {
    assertThat(CallbackSignature.matches(sign, key, t)).isTrue();
    assertThat(CallbackSignature.matches(sign, key, t + 1)).isFalse();
    assertThat(CallbackSignature.matches(sign.substring(1), key, t)).isFalse();
    assertThat(CallbackSignature.sign("{\"a\":1}", key, Instant.ofEpochSecond(t - 600)))
        .isEqualTo("{\"a\":1,\"t\":" + t + ",\"sign\":\"" + sign + "\"}");
  }

  @Test
  void withoutAKey_bothFieldsAreThere() {
    var signed = Json.parse(CallbackSignature.sign("{\"text\":\"a } in it\"}", "", Instant.EPOCH));
    assertThat(signed.get("t").longValue()).isEqualTo(600);
    assertThat(CallbackSignature.matches(signed.get("sign").textValue(), "", 600)).isTrue();
    assertThat(signed.get("text").textValue()).isEqualTo("a } in it");
  }
}
