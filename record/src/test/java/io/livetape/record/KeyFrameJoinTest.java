package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.FileFormat;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFrameJoinTest {
  private static final Track VIDEO = Feed.video(Feed.H264_720P);
  private static final Track OTHER_VIDEO = Feed.video(Feed.H264_240P);
  private static final Track AUDIO = Feed.audio(Feed.AAC_48K);
  private static final Track OTHER_AUDIO = Feed.audio(Feed.AAC_44K);

  private final ToldOutput output = new ToldOutput();
  private final List<String> told = output.told;
  private final KeyFrameJoin join = new KeyFrameJoin(output);

  @Test
  void soundThatComesLate_waitsForTheNextKeyFrame() {
    join.tracks(List.of(VIDEO));
    video(0, true);
    join.tracks(List.of(VIDEO, AUDIO));
    audio(10);
    video(40, false);
    audio(31);
    assertThat(told).containsExactly("tracks 1", "v0!", "v40");
    told.clear();
    video(80, true);
    audio(90);
    video(120, false);
    assertThat(told).containsExactly("flush", "tracks 1 2", "a10", "a31", "v80!", "a90", "v120");
  }

  @Test
  void soundInAnotherFormat_waitsAsWell() {
    join.tracks(List.of(VIDEO, AUDIO));
    video(0, true);
    audio(0);
    join.tracks(List.of(VIDEO, OTHER_AUDIO));
    send(OTHER_AUDIO, 21, true);
    video(40, true);
    assertThat(told).containsExactly("tracks 1 2", "v0!", "a0", "flush", "tracks 1 2", "a21", "v40!");
  }

  @Test
  void cutAtTheKeyFrame_isTheJoin() {
    join.tracks(List.of(VIDEO));
    video(0, true);
    join.tracks(List.of(VIDEO, AUDIO));
    audio(10);
    Sample key = sample(VIDEO, 40, true);
    join.cut(key);
    join.write(key, 0);
    assertThat(told).containsExactly("tracks 1", "v0!", "flush", "tracks 1 2", "a10", "v40!");
  }

  @Test
  void picture_comesWithAKeyFrame_andIsPassedOnAtOnce() {
    join.tracks(List.of(AUDIO));
    audio(0);
    join.tracks(List.of(VIDEO, AUDIO));
    video(20, true);
    join.tracks(List.of(OTHER_VIDEO, AUDIO));
    send(OTHER_VIDEO, 60, true);
    assertThat(told).containsExactly("tracks 2", "a0", "tracks 1 2", "v20!", "tracks 1 2", "v60!");
  }

  @Test
  void changeBeforeTheFirstSample_needNotWait() {
    join.tracks(List.of(VIDEO));
    join.tracks(List.of(VIDEO, AUDIO));
    audio(0);
    video(0, true);
    assertThat(told).containsExactly("tracks 1", "tracks 1 2", "a0", "v0!");
  }

  @Test
  void keyFrameThatStaysAway_isNotWaitedForLongerThanTheBound() {
    join.tracks(List.of(VIDEO));
    video(0, true);
    join.tracks(List.of(VIDEO, AUDIO));
    audio(10);
    video(KeyFrameJoin.WAIT_MAX_MS, false);
    assertThat(told).doesNotContain("tracks 1 2");
    video(KeyFrameJoin.WAIT_MAX_MS + 40, false);
    assertThat(told).endsWith("flush", "tracks 1 2", "a10", "v12040");
  }

  @Test
  void soundThatGrowsTooLarge_joinsAtOnce() {
    join.tracks(List.of(VIDEO));
    video(0, true);
    join.tracks(List.of(VIDEO, AUDIO));
    for (int ms = 0; ms < 5; ms++) {
      join.write(new Sample().set(AUDIO, ms, 0, true, ByteBuffer.allocate(1 << 20), 0, 1 << 20), 0);
    }
    assertThat(told).containsExactly("tracks 1", "v0!", "tracks 1 2", "a0", "a0", "a0", "a0", "a0");
  }

  @Test
  void endWhileItWaits_givesTheSoundATapeOfItsOwn() {
    join.tracks(List.of(VIDEO));
    video(0, true);
    join.tracks(List.of(VIDEO, AUDIO));
    audio(10);
    join.end();
    assertThat(told).containsExactly("tracks 1", "v0!", "tracks 2", "a10", "end");
  }

  @Test
  void pictureThatChangesWhileItWaits_takesTheSoundAlong() {
    join.tracks(List.of(VIDEO));
    video(0, true);
    join.tracks(List.of(VIDEO, AUDIO));
    audio(10);
    join.tracks(List.of(OTHER_VIDEO, AUDIO));
    send(OTHER_VIDEO, 40, true);
    assertThat(told).containsExactly("tracks 1", "v0!", "tracks 1 2", "a10", "v40!");
  }

  @Test
  void soundThatChangesWhileItWaits_losesNothing() {
    join.tracks(List.of(VIDEO));
    video(0, true);
    join.tracks(List.of(VIDEO, AUDIO));
    audio(10);
    join.tracks(List.of(VIDEO, OTHER_AUDIO));
    send(OTHER_AUDIO, 31, true);
    video(40, true);
    assertThat(told).containsExactly("tracks 1", "v0!", "tracks 1 2", "a10", "flush", "tracks 1 2", "a31", "v40!");
  }

  /** What is on the disk: the old tape has every picture up to the key frame, the new one begins with it, and all sound is there. */
  @Test
  void tapes_areCutAtTheKeyFrame_andHoldEverything(@TempDir Path root) throws Exception {
    try (Studio studio = new Studio(root)) {
      SessionFiles files = studio.session(Studio.plan(FileFormat.MP4, FileFormat.HLS));
      KeyFrameJoin output = new KeyFrameJoin(new TapeOutput(files));
      Feed feed = new Feed(VIDEO, AUDIO);
      output.tracks(List.of(VIDEO));
      feed.to(1_500, sample -> {
        if (sample.track().video()) {
          output.write(sample, 0);
        }
      });
      int late = feed.sounds.size();
      output.tracks(feed.tracks());
      feed.to(3_000, output);
      output.end();
      files.allLanded().get(20, TimeUnit.SECONDS);
      List<Studio.Landed> mp4 = studio.landed(FileFormat.MP4);
      assertThat(mp4).hasSize(2);
      assertThat(studio.recorded(mp4.getFirst()).pictures()).isEqualTo(feed.pictures.subList(0, 50));
      assertThat(studio.recorded(mp4.getFirst()).sounds()).isEmpty();
      assertThat(studio.recorded(mp4.getLast()).pictures()).isEqualTo(feed.pictures.subList(50, 75));
      assertThat(studio.recorded(mp4.getLast()).sounds()).isEqualTo(feed.sounds.subList(late, feed.sounds.size()));
      assertThat(studio.recorded(FileFormat.HLS)).isEqualTo(studio.recorded(FileFormat.MP4));
      assertThat(mp4).extracting(Studio.Landed::durationMs).satisfiesExactly(
          first -> assertThat(first).isEqualTo(2_000), second -> assertThat(second).isBetween(1_480L, 1_530L));
    }
  }

  private void video(long ms, boolean sync) {
    send(VIDEO, ms, sync);
  }

  private void audio(long ms) {
    send(AUDIO, ms, true);
  }

  private void send(Track track, long ms, boolean sync) {
    join.write(sample(track, ms, sync), 0);
  }

  private static Sample sample(Track track, long ms, boolean sync) {
    return new Sample().set(track, ms * track.timescale() / 1000, 0, sync, ByteBuffer.allocate(10), 0, 10);
  }
}
