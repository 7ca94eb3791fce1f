package io.livetape.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketHashesTest {
  private static final PacketHashes SOURCE = new PacketHashes(Map.of("video", List.of("a", "b", "c", "d"), "audio", List.of("x", "y")));

  @Test
  void pieces_joined_areTheSource() {
    PacketHashes first = new PacketHashes(Map.of("video", List.of("a", "b")));
    PacketHashes second = new PacketHashes(Map.of("video", List.of("c", "d"), "audio", List.of("x", "y")));

    first.then(second).assertSameAs(SOURCE);
    assertThat(first.then(second)).isEqualTo(SOURCE);
  }

  @ParameterizedTest
  @CsvSource({
    "a c d, 'packet 1 of 3 is the source''s packet 2, so 1 are missing'",
    "a b b c d, 'packet 2 of 5 is the source''s packet 1, which is doubled or moved'",
    "a b c d e, '1 packets more than the source''s 4'",
    "a q c d, 'packet 1 of 4 is not one of the source''s 4'",
    "a b, 'the last 2 of 4 packets are missing'"})
  void difference_ofAnyKind_isNamed(String video, String problem) {
    PacketHashes other = new PacketHashes(Map.of("video", List.of(video.split(" ")), "audio", List.of("x", "y")));

    assertThatThrownBy(() -> other.assertSameAs(SOURCE)).isInstanceOf(AssertionError.class).hasMessage("video: " + problem);
  }

  @Test
  void stream_thatIsMissing_isNamed() {
    PacketHashes silent = new PacketHashes(Map.of("video", SOURCE.video()));

    assertThatThrownBy(() -> silent.assertSameAs(SOURCE)).hasMessage("streams [audio, video] expected, found [video]");
    silent.assertBeginningOf(SOURCE);
  }

  @Test
  void run_withHole_isRefused() {
    PacketHashes middle = new PacketHashes(Map.of("video", List.of("b", "c")));
    PacketHashes holed = new PacketHashes(Map.of("video", List.of("b", "d")));

    middle.assertRunOf(SOURCE);
    assertThatThrownBy(() -> holed.assertRunOf(SOURCE)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> middle.assertBeginningOf(SOURCE)).isInstanceOf(AssertionError.class);
  }
}
