package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldSamplesTest {
  private static final Track VIDEO = Feed.inMs(Feed.video(Feed.H264_720P));
  private static final Track AUDIO = Feed.inMs(Feed.audio(Feed.AAC_48K));

  private final HeldSamples held = new HeldSamples();

  @Test
  void samples_areCopied_andComeBackAsTheyCame() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {9, 1, 2, 3, 9});
    held.add(new Sample().set(VIDEO, 40, 80, true, bytes, 1, 3), 1_000);
    bytes.put(0, new byte[5]);
    held.add(new Sample().set(AUDIO, 20, 0, false, bytes, 0, 0), 2_000);
    List<String> replayed = new ArrayList<>();
    held.replay((sample, arrival) -> replayed.add(text(sample) + " came " + arrival));
    assertThat(replayed).containsExactly("1 at 40+80 sync [1, 2, 3] came 1000", "2 at 20+0 [] came 2000");
    assertThat(held.isEmpty()).isTrue();
    assertThat(held.spanMs()).isZero();
    assertThat(held.firstMs()).isZero();
  }

  @Test
  void first_isShownWithoutBeingTaken() {
    held.add(sample(VIDEO, 40, 3), 0);
    held.add(sample(VIDEO, 80, 3), 0);
    List<Long> shown = new ArrayList<>();
    held.first(sample -> shown.add(sample.dts()));
    assertThat(shown).containsExactly(40L);
    assertThat(held.isEmpty()).isFalse();
  }

  @Test
  void span_isFromTheEarliestToTheLatest_inWhateverOrderTheyCame() {
    held.add(sample(AUDIO, 5_000, 1), 0);
    held.add(sample(VIDEO, 100, 1), 0);
    assertThat(held.firstMs()).isEqualTo(100);
    assertThat(held.spanMs()).isEqualTo(4_900);
    held.add(sample(AUDIO, 200, 1), 0);
    assertThat(held.spanMs()).isEqualTo(4_900);
  }

  @Test
  void span_beginsAnewAfterReplay() {
    held.add(sample(AUDIO, 5_000, 1), 0);
    held.replay((_, _) -> { });
    held.add(sample(AUDIO, 9_000, 1), 0);
    assertThat(held.firstMs()).isEqualTo(9_000);
    assertThat(held.spanMs()).isZero();
  }

  @Test
  void full_at4Mebibytes() {
    held.add(sample(VIDEO, 0, 4 * 1024 * 1024 - 1), 0);
    assertThat(held.full()).isFalse();
    held.add(sample(VIDEO, 40, 1), 0);
    assertThat(held.full()).isTrue();
    held.replay((_, _) -> { });
    assertThat(held.full()).isFalse();
  }

  private static Sample sample(Track track, long dts, int sizeBytes) {
    return new Sample().set(track, dts, 0, true, ByteBuffer.allocate(sizeBytes), 0, sizeBytes);
  }

  private static String text(Sample sample) {
    List<Integer> bytes = new ArrayList<>();
    for (int i = 0; i < sample.sizeBytes(); i++) {
      bytes.add(sample.at(i));
    }
    return sample.track().id() + " at " + sample.dts() + "+" + sample.compositionOffset() + (sample.sync() ? " sync " : " ") + bytes;
  }
}
