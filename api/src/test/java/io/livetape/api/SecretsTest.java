package io.livetape.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;

class SecretsTest {
  @Test
  void random_hasNoCharactersThatLookAlike_andNeverRepeats() {
    assertThat(Secrets.random(5_000)).hasSize(5_000).matches("[A-Za-z2-9]+").doesNotContain("O", "I", "l", "0", "1");
    assertThat(Stream.generate(() -> Secrets.random(16)).limit(1_000)).doesNotHaveDuplicates();
    assertThat(Secrets.random(5_000).chars().distinct().count()).as("every letter is used").isEqualTo(56);
  }

  @Test
  void randomHex_hasTwoDigitsAByte() {
    assertThat(Secrets.randomHex(16)).matches("[0-9a-f]{32}").isNotEqualTo(Secrets.randomHex(16));
  }

  @Test
  void hashed_isPbkdf2OfThePassword_andTellsNothingOfIt() throws Exception {
    String hashed = Secrets.hashed("pässword");
    String[] parts = hashed.split(":");
    assertThat(parts).hasSize(4);
    assertThat(parts[0]).isEqualTo("pbkdf2-sha256");
    assertThat(Integer.parseInt(parts[1])).isGreaterThanOrEqualTo(600_000);
    PBEKeySpec spec = new PBEKeySpec("pässword".toCharArray(), Base64.getDecoder().decode(parts[2]), Integer.parseInt(parts[1]), 256);
    byte[] expected = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    assertThat(Arrays.equals(expected, Base64.getDecoder().decode(parts[3]))).isTrue();
    assertThat(hashed).doesNotContain("pässword");
  }

  @Test
  void password_matchesItsOwnHashAlone() {
    String hashed = Secrets.hashed("pässword");

    assertThat(Secrets.matches("pässword", hashed)).isTrue();
    assertThat(Secrets.matches("passwort", hashed)).isFalse();
    assertThat(Secrets.matches("", hashed)).isFalse();
    assertThatThrownBy(() -> Secrets.matches("pässword", "pässword")).isInstanceOf(IllegalArgumentException.class);
  }
}
