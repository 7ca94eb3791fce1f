package io.livetape.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Times of a file in milliseconds, as they come onto a tape. */
class FileClockTest {
  private static Track video;
  private static Track audio;

  private final Sample sample = new Sample();

  @BeforeAll
  static void formats() throws Exception {
    video = new Track(Track.VIDEO_ID, 1000, H264.fromParameterSets(
        List.of(Bytes.fromHex("6742c00dda0507ec0440000003004000000c83c50aa8")), List.of()));
    audio = new Track(Track.AUDIO_ID, 1000, Aac.parse(Bytes.fromHex("1210")));
  }

  @Test
  void sound_ofRoundedTimes_liesOnTheGridOfItsFrames() throws Exception {
    FileClock clock = new FileClock(5_000_000);
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      times.add(clock.place(sound(5_000 + i * 1024L * 1000 / 44_100), 0).dts());
    }
    for (int i = 0; i < times.size(); i++) {
      assertThat(times.get(i)).as("frame " + i).isEqualTo(1024L * i);
    }
  }

  @Test
  void sound_afterAHole_isWhereTheFileSays() throws Exception {
    FileClock clock = new FileClock(0);
    clock.place(sound(0), 0);
    assertThat(clock.place(sound(1_000), 0).dts()).isEqualTo(44_100);
  }

  @Test
  void pictures_keepTheirTimes_andThoseThatRepeatFollow() throws Exception {
    FileClock clock = new FileClock(0);
    assertThat(clock.place(picture(40, 80), 0).pts()).isEqualTo(120 * 90);
    assertThat(clock.place(picture(80, 0), 0).dts()).isEqualTo(80 * 90);
    Sample repeated = clock.place(picture(80, 10), 0);
    assertThat(repeated.dts()).isEqualTo(80 * 90 + 1);
    assertThat(repeated.pts()).isEqualTo(90 * 90);
  }

  @Test
  void times_thatGoFarBack_areRefusedWithThePlace() throws Exception {
    FileClock clock = new FileClock(0);
    clock.place(picture(10_000, 0), 0);
    assertThatThrownBy(() -> clock.place(picture(8_000, 0), 77))
        .isInstanceOf(MalformedMediaException.class).hasMessageContaining("go back by 2000 ms").hasMessageContaining("at byte 77");
  }

  @Test
  void times_thatJumpFarAhead_areRefused() throws Exception {
    FileClock clock = new FileClock(0);
    clock.place(picture(0, 0), 0);
    assertThatThrownBy(() -> clock.place(picture(1L << 31, 0), 0))
        .isInstanceOf(MalformedMediaException.class).hasMessageContaining("jump ahead");
    assertThatThrownBy(() -> clock.place(picture(40, 700_000), 0))
        .isInstanceOf(MalformedMediaException.class).hasMessageContaining("from its decoding");
  }

  private Sample picture(long ms, int offsetMs) {
    return sample.set(video, ms, offsetMs, true, ByteBuffer.allocate(1), 0, 1);
  }

  private Sample sound(long ms) {
    return sample.set(audio, ms, 0, true, ByteBuffer.allocate(1), 0, 1);
  }
}
