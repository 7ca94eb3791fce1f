package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.Aac;
import io.livetape.media.Bytes;
import io.livetape.media.H264;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MediaClockTest {
  private static final Track VIDEO = new Track(Track.VIDEO_ID, 1000, new H264(Bytes.EMPTY, 640, 360, "avc1"));
  private static final Track AUDIO = new Track(Track.AUDIO_ID, 1000, new Aac(Bytes.EMPTY, 44_100, 2, 1024, "mp4a.40.2"));

  private final Sample view = new Sample();
  private final List<TimelineKind> repairs = new ArrayList<>();
  private long nowNanos;

  @Test
  void video_fromAnyStart_keepsItsMillisecondsFromZero() {
    MediaClock clock = clock(5000);
    assertThat(video(clock, 5000, 80).dts()).isEqualTo(0);
    assertThat(view(clock, VIDEO, 5040, 80).dts()).isEqualTo(3600);
    assertThat(video(clock, 5080, 0).pts()).isEqualTo(7200);
  }

  @Test
  void video_compositionOffset_isRescaled() {
    assertThat(video(clock(0), 0, 83).compositionOffset()).isEqualTo(83 * 90);
  }

  @Test
  void audio_roundedToMilliseconds_liesOnTheFrameGrid() {
    MediaClock clock = clock(0);
    for (int i = 0; i < 100_000; i++) {
      long roundedMs = Math.round(i * 1024 * 1000.0 / 44_100);
      assertThat(audio(clock, roundedMs).dts()).isEqualTo(i * 1024L);
    }
    assertThat(repairs).isEmpty();
  }

  @Test
  void audio_driftingByAHundredPartsPerMillion_isFollowedWithoutAccumulating() {
    MediaClock clock = clock(0);
    long worstMs = 0;
    for (int i = 0; i < 400_000; i++) {
      long sourceMs = Math.round(i * 1024 * 1000.0 / 44_100 * 1.0001);
      long placedMs = audio(clock, sourceMs).dts() * 1000 / 44_100;
      worstMs = Math.max(worstMs, Math.abs(placedMs - sourceMs));
    }
    assertThat(worstMs).isLessThan(23);
    assertThat(repairs).containsOnly(TimelineKind.AUDIO_DRIFTED);
  }

  @Test
  void audio_gapOfASecond_isKeptAsAGap() {
    MediaClock clock = clock(0);
    audio(clock, 0);
    audio(clock, 23);
    assertThat(audio(clock, 1046).dts()).isEqualTo(Math.round(1046 * 44.1));
    assertThat(repairs).containsExactly(TimelineKind.AUDIO_UNEVEN);
  }

  @Test
  void jump_hoursForward_goesOnOneFrameLater() {
    MediaClock clock = clock(0);
    video(clock, 0, 0);
    video(clock, 40, 0);
    assertThat(video(clock, 7_200_080, 0).dts()).isEqualTo(80 * 90);
    assertThat(video(clock, 7_200_120, 0).dts()).isEqualTo(120 * 90);
    assertThat(repairs).containsExactly(TimelineKind.VIDEO_JUMPED);
  }

  @Test
  void jump_hoursBack_goesOnOneFrameLater() {
    MediaClock clock = clock(7_200_000);
    video(clock, 7_200_000, 0);
    video(clock, 7_200_040, 0);
    assertThat(video(clock, 0, 0).dts()).isEqualTo(80 * 90);
    assertThat(repairs).containsExactly(TimelineKind.VIDEO_JUMPED);
  }

  @Test
  void jump_ofBothTracks_keepsThemTogether() {
    MediaClock clock = clock(0);
    for (int i = 0; i < 50; i++) {
      video(clock, i * 23, 0);
      audio(clock, i * 1024 * 10 / 441);
    }
    long videoMs = video(clock, 9_000_000, 0).dts() / 90;
    long audioMs = audio(clock, 9_000_000).dts() * 1000 / 44_100;
    assertThat(Math.abs(audioMs - videoMs)).isLessThanOrEqualTo(23);
    assertThat(repairs).containsExactly(TimelineKind.VIDEO_JUMPED, TimelineKind.AUDIO_JUMPED);
  }

  @Test
  void gap_inWhichTimeReallyPassed_isKept() {
    MediaClock clock = clock(0);
    video(clock, 0, 0);
    nowNanos += 60_000_000_000L;
    assertThat(video(clock, 60_000, 0).dts()).isEqualTo(60_000 * 90);
    assertThat(repairs).doesNotContain(TimelineKind.VIDEO_JUMPED);
  }

  @Test
  void unpacedPush_fasterThanRealTime_isNoJump() {
    MediaClock clock = clock(0);
    for (int i = 0; i < 10_000; i++) {
      assertThat(video(clock, i * 40, 0).dts()).isEqualTo(i * 3600L);
    }
  }

  @Test
  void repeatedAndReorderedTimes_riseStrictly() {
    MediaClock clock = clock(0);
    List<Long> times = new ArrayList<>();
    for (long ms : new long[] {0, 40, 40, 30, 80}) {
      times.add(video(clock, ms, 0).dts());
    }
    assertThat(times).containsExactly(0L, 3600L, 3601L, 3602L, 7200L);
    assertThat(repairs).containsExactly(TimelineKind.VIDEO_STUCK, TimelineKind.VIDEO_WENT_BACK);
  }

  @Test
  void movedDecodeTime_doesNotMoveThePicture() {
    MediaClock clock = clock(0);
    video(clock, 0, 0);
    video(clock, 40, 0);
    assertThat(video(clock, 40, 40).pts()).isEqualTo(80 * 90);
  }

  @Test
  void newSampleRate_goesOnAtTheSameTime() {
    MediaClock clock = clock(0);
    audio(clock, 0);
    audio(clock, 1000);
    Track faster = new Track(Track.AUDIO_ID, 1000, new Aac(Bytes.EMPTY, 48_000, 2, 1024, "mp4a.40.2"));
    clock.track(faster);
    assertThat(view(clock, faster, 1023, 0).dts()).isEqualTo(1023 * 48);
  }

  @Test
  void fineTimescale_keepsItsPrecision() {
    Track fine = new Track(Track.VIDEO_ID, 90_000, VIDEO.format());
    MediaClock clock = new MediaClock(0, (kind, _) -> repairs.add(kind));
    clock.track(fine);
    assertThat(view(clock, fine, 3003, 0).dts()).isEqualTo(3003);
  }

  private MediaClock clock(long zeroMs) {
    MediaClock clock = new MediaClock(zeroMs, (kind, _) -> repairs.add(kind));
    clock.track(VIDEO);
    clock.track(AUDIO);
    return clock;
  }

  private Sample video(MediaClock clock, long dtsMs, int offsetMs) {
    return view(clock, VIDEO, dtsMs, offsetMs);
  }

  private Sample audio(MediaClock clock, long dtsMs) {
    return view(clock, AUDIO, dtsMs, 0);
  }

  private Sample view(MediaClock clock, Track track, long dts, int offset) {
    return clock.place(view.set(track, dts, offset, true, ByteBuffer.allocate(1), 0, 1), nowNanos);
  }
}
