package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PresentationTest {
  @Test
  void timescale_ofUsualTracks_isExactForEach() {
    assertThat(Presentation.of(List.of(track(90_000, 0, 1), track(48_000, 0, 1))).timescale()).isEqualTo(720_000);
    assertThat(Presentation.of(List.of(track(90_000, 0, 1), track(44_100, 0, 1))).timescale()).isEqualTo(4_410_000);
    assertThat(Presentation.of(List.of(track(44_100, 0, 1))).timescale()).isEqualTo(44_100);
    assertThat(Presentation.of(List.of()).timescale()).isEqualTo(90_000);
  }

  @Test
  void timescale_thatWouldBeTooFine_isTheFirstTracks() {
    Presentation presentation = Presentation.of(List.of(track(90_000, 90_000, 93_000), track(47_999, 47_999, 48_000)));
    assertThat(presentation.timescale()).isEqualTo(90_000);
    assertThat(presentation.parts().get(1)).as("1/47999 s rounded up").isEqualTo(new Presentation.Part(0, 2, 0));
  }

  @Test
  void parts_ofTracksThatStartApart_areDelayedFromTheEarliest() {
    Presentation presentation = Presentation.of(List.of(track(90_000, 99_000, 189_000), track(48_000, 48_000, 144_000)));
    assertThat(presentation.parts()).containsExactly(new Presentation.Part(72_000, 720_000, 0), new Presentation.Part(0, 1_440_000, 0));
    assertThat(presentation.duration()).isEqualTo(1_440_000);
  }

  @Test
  void parts_whoseFirstPictureIsShownLater_beginThereInTheMedia() {
    TrackTotals reordered = new TrackTotals(90_000, 2, 1, 1, 1, 2, 1, 1000, 7000, 7000, 13_000, 10, 5);
    assertThat(Presentation.of(List.of(reordered)).parts()).containsExactly(new Presentation.Part(0, 6000, 6000));
    TrackTotals early = new TrackTotals(90_000, 2, 1, 1, 1, 2, 1, 1000, 7000, 400, 6400, 10, 5);
    assertThat(early.compositionShift()).isEqualTo(600);
    assertThat(Presentation.of(List.of(early)).parts()).containsExactly(new Presentation.Part(0, 6000, 0));
  }

  @Test
  void times_betweenTimescales_areRoundedAsTheirNamesSay() {
    assertThat(Timescale.floor(-1, 3, 2)).isEqualTo(-1);
    assertThat(Timescale.floor(2, 3, 2)).isEqualTo(1);
    assertThat(Timescale.ceil(2, 3, 2)).isEqualTo(2);
    assertThat(Timescale.ceil(3, 3, 2)).isEqualTo(2);
    assertThat(Timescale.nearest(45, 90_000, 1000)).as("half a millisecond").isEqualTo(1);
    assertThat(Timescale.nearest(44, 90_000, 1000)).isZero();
    assertThat(Timescale.floor(FragmentTable.DTS_MAX, TapeTrack.TIMESCALE_MIN, Presentation.TIMESCALE_MAX))
        .isEqualTo(FragmentTable.DTS_MAX * 100_000);
  }

  private static TrackTotals track(int timescale, long start, long end) {
    return new TrackTotals(timescale, 1, 1, 1, 1, 0, 1, start, end, start, end, 1, 1);
  }
}
