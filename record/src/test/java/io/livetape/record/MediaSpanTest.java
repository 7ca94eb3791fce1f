package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MediaSpanTest {
  @Test
  void uncut_reachesFromTheFirstToTheLastOfAll() {
    MediaSpan span = new MediaSpan(MediaSpan.UNCUT);
    span.add(120, 160);
    span.add(80, 101);
    span.add(160, 200);
    assertThat(span.startMs()).isEqualTo(80);
    assertThat(span.endMs(MediaSpan.UNCUT)).isEqualTo(200);
    assertThat(span.lengthMs(MediaSpan.UNCUT)).isEqualTo(120);
  }

  @Test
  void cut_boundsItWhateverReachesOver() {
    MediaSpan span = new MediaSpan(1_000);
    span.add(1_005, 1_026);
    span.add(1_990, 2_011);
    assertThat(span.lengthMs(2_000)).isEqualTo(1_000);
    assertThat(span.lengthMs(MediaSpan.UNCUT)).isEqualTo(1_011);
  }

  @Test
  void piecesBetweenCuts_addUp() {
    MediaSpan first = new MediaSpan(MediaSpan.UNCUT);
    first.add(7, 1_011);
    MediaSpan second = new MediaSpan(1_003);
    second.add(1_011, 2_019);
    assertThat(first.lengthMs(1_003) + second.lengthMs(MediaSpan.UNCUT)).isEqualTo(2_019 - 7);
  }

  @Test
  void cutBeforeItBegan_isNoNegativeLength() {
    MediaSpan span = new MediaSpan(MediaSpan.UNCUT);
    span.add(500, 540);
    assertThat(span.lengthMs(400)).isZero();
  }

  @Test
  void nothing_hasNoLength() {
    assertThat(new MediaSpan(MediaSpan.UNCUT).lengthMs(MediaSpan.UNCUT)).isZero();
    assertThat(new MediaSpan(1_000).lengthMs(MediaSpan.UNCUT)).isZero();
  }
}
