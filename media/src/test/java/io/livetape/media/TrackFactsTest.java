package io.livetape.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrackFactsTest {
  private static final Track LARGE =
      picture("0164001fffe1001a6764001facd9405005bb011000000300100000030320f183196001000668ebe3cb22c0fdf8f800");
  private static final Track SMALL = picture("0142c00dffe100166742c00dda0507ec0440000003004000000c83c50aa801000468ce0fc8");
  private static final Track SOUND = new Track(Track.AUDIO_ID, 44_100, new Aac(Bytes.EMPTY, 44_100, 2, 1024, "mp4a.40.2"));

  @Test
  void facts_ofBothKinds_tellBoth() {
    assertThat(TrackFacts.of(List.of(SOUND, LARGE))).isEqualTo(new TrackFacts(1280, 720, "h264", "aac", 44_100));
  }

  @Test
  void facts_ofOneKind_leaveTheOtherEmpty() {
    assertThat(TrackFacts.of(List.of(LARGE))).isEqualTo(new TrackFacts(1280, 720, "h264", "", 0));
    assertThat(TrackFacts.of(List.of(SOUND))).isEqualTo(new TrackFacts(0, 0, "", "aac", 44_100));
    assertThat(TrackFacts.of(List.of())).isEqualTo(new TrackFacts(0, 0, "", "", 0));
  }

  @Test
  void facts_ofPicturesThatChanged_areThoseOfTheLast() {
    assertThat(TrackFacts.of(List.of(LARGE, SOUND, SMALL)).height()).isEqualTo(240);
  }

  private static Track picture(String config) {
    try {
      return new Track(Track.VIDEO_ID, 90_000, H264.parse(Bytes.fromHex(config)));
    } catch (MalformedMediaException e) {
      throw new AssertionError(e);
    }
  }
}
