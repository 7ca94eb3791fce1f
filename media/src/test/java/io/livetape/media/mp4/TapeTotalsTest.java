package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeTotalsTest {
  private static final List<TapeTrack> TRACKS =
      List.of(TapeTrack.of(Clip.video(Clip.H265_FORMAT)), TapeTrack.of(Clip.audio(Clip.AAC_FORMAT)));

  @TempDir
  private Path folder;

  private final TapeTotals totals = new TapeTotals(TRACKS);
  private final FragmentTable table = new FragmentTable(TRACKS);

  @Test
  void totals_ofNothing_areZero() {
    assertThat(totals.isEmpty()).isTrue();
    assertThat(totals.durationMs()).isZero();
    assertThat(totals.startMs()).isZero();
    assertThat(totals.track(0)).isEqualTo(TrackTotals.none(90_000));
  }

  @Test
  void totals_ofTwoFragments_countRowsAcrossTheirBorder() {
    video(0, 3000, 3000, 3000);
    video(9000, 3000, 3060);
    assertThat(totals.track(0).sttsRowCount()).isEqualTo(2);
    assertThat(totals.track(0).stscRowCount()).isEqualTo(2);
    assertThat(totals.track(0).chunkCount()).isEqualTo(2);
    assertThat(totals.track(0).mediaDuration()).isEqualTo(15_060);
    assertThat(totals.track(0).syncCount()).isEqualTo(2);
    assertThat(totals.track(0).cttsRowCount()).as("all offsets are 0").isZero();
  }

  @Test
  void totals_overAGap_makeTheLastSampleOfTheFragmentLonger() {
    video(1000, 3000, 3000);
    video(1000 + 6000 + 500, 3000);
    assertThat(totals.track(0).sttsRowCount()).as("3000, 3500, 3000").isEqualTo(3);
    assertThat(totals.track(0).firstDts()).isEqualTo(1000);
    assertThat(totals.track(0).endDts()).isEqualTo(10_500);
    assertThat(totals.track(0).durationMs()).isEqualTo(106);
  }

  @Test
  void totals_overAnOverlapAfterDriftCorrection_makeTheLastSampleShorter() {
    video(0, 3000, 3000);
    video(5990, 3000);
    assertThat(totals.track(0).mediaDuration()).isEqualTo(8990);
  }

  @Test
  void totals_whenTimeGoesBackOrLeapsTooFar_refuseAndStayAsTheyWere() {
    video(9000, 3000, 3000);
    TrackTotals before = totals.track(0);
    assertThatThrownBy(() -> video(11_999, 3000)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> video(12_000 + 0x1_0000_0000L, 3000)).isInstanceOf(IllegalArgumentException.class);
    assertThat(totals.track(0)).isEqualTo(before);
    video(12_000 + 0xFFFF_FFFFL, 3000);
    assertThat(totals.track(0).endDts()).isEqualTo(12_000 + 0xFFFF_FFFFL + 3000);
  }

  @Test
  void duration_ofTracksThatStartApart_reachesFromTheFirstToTheLast() {
    table.start(0, 90_000);
    table.start(1, 24_000);
    table.add(0, 3000, 1, 6000, true);
    table.add(1, 1024, 1, 0, true);
    totals.add(table);
    assertThat(totals.startMs()).isEqualTo(500);
    assertThat(totals.durationMs()).as("audio from 500 ms, video to 1100 ms").isEqualTo(600);
  }

  @Test
  void totals_readBack_areThoseOfWriting() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      try (TapeFile tape = new TapeFile(folder.resolve("tape"), List.of(Clip.video(Clip.H265_FORMAT), Clip.audio(Clip.AAC_FORMAT)));
          TapeReader reader = open(addAtRandom(tape, random))) {
        TapeScan scan = TapeScan.of(reader, (_, _, _) -> {});
        assertThat(scan.fault()).isEmpty();
        assertThat(scan.totals().tracks()).isEqualTo(tape.totals.tracks());
        assertThat(scan.totals().fragmentCount()).isEqualTo(tape.totals.fragmentCount());
        assertThat(scan.endOffset()).isEqualTo(tape.endOffset());
      }
    }
  }

  private static TapeReader open(TapeFile tape) throws Exception {
    return TapeReader.open(tape.channel);
  }

  private static TapeFile addAtRandom(TapeFile tape, Random random) {
    long[] dts = {random.nextLong(1 << 20), random.nextLong(1 << 20)};
    for (int i = random.nextInt(60); i > 0; i--) {
      int track = random.nextInt(2);
      int duration = random.nextInt(2) * 20 + 3000;
      int compositionOffset = random.nextInt(3) * 3000 - 1500;
      tape.add(new Clip.Item(track, dts[track], duration, compositionOffset, random.nextInt(5) == 0, new byte[random.nextInt(30)]));
      dts[track] += duration;
      if (random.nextInt(8) == 0) {
        tape.flush();
        dts[track] += random.nextInt(100_000) - 3000;
      }
    }
    tape.flush();
    return tape;
  }

  private void video(long dts, int... durations) {
    table.clear();
    table.start(0, dts);
    for (int i = 0; i < durations.length; i++) {
      table.add(0, durations[i], 100, 0, i == 0);
    }
    totals.add(table);
  }
}
