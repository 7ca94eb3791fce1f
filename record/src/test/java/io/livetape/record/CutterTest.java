package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.Bytes;
import io.livetape.media.H264;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutterTest {
  private static final Track VIDEO = new Track(Track.VIDEO_ID, 90_000, new H264(Bytes.EMPTY, 640, 360, "avc1"));

  @Test
  void interval_thatIsAMultipleOfTheKeyFrameDistance_cutsExactlyThere() {
    assertThat(cutsAtMs(Duration.ofSeconds(10), 2000, 32_000)).containsExactly(10_000L, 20_000L, 30_000L);
  }

  @Test
  void interval_betweenKeyFrames_cutsAtTheNextOne() {
    assertThat(cutsAtMs(Duration.ofSeconds(9), 2000, 32_000)).containsExactly(10_000L, 20_000L, 30_000L);
  }

  @Test
  void keyFrame_aMillisecondEarlyByRounding_counts() {
    Cutter cutter = new Cutter(Duration.ofSeconds(10));
    assertThat(cutter.cutBefore(sample(0, true))).isFalse();
    assertThat(cutter.cutBefore(sample(9_999, true))).isTrue();
  }

  @Test
  void interval_withoutKeyFrames_neverCuts() {
    Cutter cutter = new Cutter(Duration.ofSeconds(1));
    assertThat(cutter.cutBefore(sample(0, true))).isFalse();
    assertThat(cutter.cutBefore(sample(60_000, false))).isFalse();
  }

  private static List<Long> cutsAtMs(Duration interval, int keyFrameDistanceMs, int lengthMs) {
    Cutter cutter = new Cutter(interval);
    List<Long> cuts = new ArrayList<>();
    for (long ms = 0; ms < lengthMs; ms += 40) {
      if (cutter.cutBefore(sample(ms, ms % keyFrameDistanceMs == 0))) {
        cuts.add(ms);
      }
    }
    return cuts;
  }

  private static Sample sample(long ms, boolean sync) {
    return new Sample().set(VIDEO, ms * 90, 0, sync, ByteBuffer.allocate(1), 0, 1);
  }
}
