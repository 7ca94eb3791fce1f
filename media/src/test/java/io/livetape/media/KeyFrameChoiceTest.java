package io.livetape.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.KeyFrameChoice.Chosen;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeyFrameChoiceTest {
  @Test
  void keyFrame_thatIsTheLastUntilATime_standsForIt_once() {
    assertThat(chosen(new long[] {0, 1000, 2000, 3000}, 0, 900, 1000, 1900, 2900, 9000)).containsExactly(0L, 1000L, 1900L, 2900L);
    assertThat(chosen(new long[] {0, 1000, 2000, 3000}, 0, 2500)).containsExactly(0L, 2500L);
  }

  @Test
  void firstKeyFrame_thatComesLate_standsForWhatIsBefore() {
    assertThat(chosen(new long[] {0, 1000}, 1500, 3000)).containsExactly(1500L);
  }

  @Test
  void noKeyFrames_noneChosen() {
    assertThat(chosen(new long[] {0, 1000})).isEmpty();
  }

  private static List<Long> chosen(long[] timesMs, long... keyFramesMs) {
    KeyFrameChoice choice = new KeyFrameChoice(timesMs);
    LongStream.of(keyFramesMs).forEach(timeMs -> choice.add(timeMs + 7, timeMs));
    List<Chosen> chosen = choice.chosen();
    assertThat(chosen).allSatisfy(one -> assertThat(one.key()).isEqualTo(one.timeMs() + 7));
    return chosen.stream().map(Chosen::timeMs).toList();
  }
}
