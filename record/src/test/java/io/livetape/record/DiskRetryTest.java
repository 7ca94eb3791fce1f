package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.FileFormat;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskRetryTest {
  private static final Track VIDEO = Feed.video(Feed.H264_720P);
  private static final Track AUDIO = Feed.audio(Feed.AAC_48K);

  @TempDir Path root;
  private Studio studio;
  private SessionFiles files;
  private final ToldOutput output = new ToldOutput();
  private final List<String> told = output.told;
  private long nowNanos = 5;
  private DiskRetry retry;

  @BeforeEach
  void open() throws Exception {
    studio = new Studio(root);
    files = studio.session(Studio.plan(FileFormat.MP4, FileFormat.HLS, FileFormat.FLV, FileFormat.AAC));
    retry = new DiskRetry(output, files, () -> nowNanos);
  }

  @AfterEach
  void close() {
    studio.close();
  }

  @Test
  void failure_makesAGap_thatEndsAfterAPause_picturesWithAKeyFrame() {
    video(0, true);
    output.failed = true;
    video(40, false);
    audio(50);
    pass(DiskRetry.PAUSE_FIRST);
    video(1_050, false);
    audio(1_060);
    video(1_090, true);
    video(1_130, false);
    assertThat(told).containsExactly("v0!", "break", "a1060", "v1090!", "v1130");
    assertThat(studio.parts.metrics().gaps.sum()).isOne();
    assertThat(studio.parts.metrics().droppedSamples.sum()).isEqualTo(3);
  }

  @Test
  void failureAfterFailure_isMetWithLongerPauses_upToABound() {
    List<Long> pausesSeconds = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      output.failed = true;
      long pauseSeconds = 0;
      int before = told.size();
      video(0, true);
      while (told.size() == before + 1) {
        pass(Duration.ofSeconds(1));
        pauseSeconds++;
        video(0, true);
      }
      pausesSeconds.add(pauseSeconds);
    }
    assertThat(pausesSeconds).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    pass(DiskRetry.PAUSE_MAX);
    output.failed = true;
    video(0, true);
    pass(DiskRetry.PAUSE_FIRST);
    told.clear();
    video(0, true);
    assertThat(told).as("after a while without failures the pause is short again").containsExactly("v0!");
  }

  /** A file that fails as soon as it has begun does not end the gap. */
  @Test
  void gap_isOver_whenTheNewFileHasStoodItsTrial() {
    Runnable tryAgain = () -> {
      pass(DiskRetry.PAUSE_FIRST.multipliedBy(2));
      video(0, true);
    };
    video(0, true);
    output.failed = true;
    video(40, true);
    tryAgain.run();
    output.failed = true;
    video(80, true);
    assertThat(ended()).isZero();
    tryAgain.run();
    pass(DiskRetry.TRIAL);
    video(120, true);
    assertThat(ended()).isOne();
    assertThat(studio.parts.metrics().happened(TimelineKind.FILE_FAILED).sum()).isEqualTo(2);
    assertThat(studio.parts.metrics().gaps.sum()).isOne();
  }

  private long ended() {
    return studio.parts.metrics().happened(TimelineKind.GAP_ENDED).sum();
  }

  @Test
  void cutInAGap_isNone_andTracksAreStillTold() {
    video(0, true);
    output.failed = true;
    retry.cut(sample(VIDEO, 40, true));
    retry.cut(sample(VIDEO, 80, true));
    retry.tracks(List.of(AUDIO));
    retry.end();
    assertThat(told).containsExactly("v0!", "break", "tracks 2", "end");
  }

  /** Every format on a disk that fails for a while: what was written before, and what comes after the pause, is there. */
  @Test
  void recording_onADiskThatFailsForAWhile_goesOn() throws Exception {
    List<Output> outputs = List.of(
        new DiskRetry(new TapeOutput(files), files, () -> nowNanos), new DiskRetry(new FlvOutput(files), files, () -> nowNanos),
        new DiskRetry(new AdtsOutput(files), files, () -> nowNanos));
    Feed feed = new Feed(VIDEO, AUDIO);
    outputs.forEach(output -> output.tracks(feed.tracks()));
    send(feed, 1_500, outputs);
    studio.diskFails = true;
    send(feed, 4_200, outputs);
    pass(DiskRetry.PAUSE_FIRST);
    send(feed, 5_200, outputs);
    studio.diskFails = false;
    pass(DiskRetry.PAUSE_FIRST.multipliedBy(2));
    send(feed, 7_000, outputs);
    outputs.forEach(Output::end);
    files.allLanded().get(20, TimeUnit.SECONDS);

    for (FileFormat format : List.of(FileFormat.MP4, FileFormat.HLS, FileFormat.FLV)) {
      assertThat(studio.recorded(format).pictures()).as(format.label()).doesNotHaveDuplicates().startsWith("v0", "v1")
          .contains("v20", "v150").doesNotContain("v49", "v130", "v149").endsWith("v174");
    }
    for (FileFormat format : FileFormat.values()) {
      assertThat(studio.recorded(format).sounds()).as(format.label()).doesNotHaveDuplicates().startsWith("a0")
          .endsWith(feed.sounds.getLast());
    }
    assertThat(studio.landed(FileFormat.HLS)).hasSize(1);
    assertThat(studio.landed()).hasSize(7);
    assertThat(studio.openRows()).isZero();
    assertThat(studio.spooled()).isEmpty();
    assertThat(studio.parts.metrics().gaps.sum()).as("one for each output: the second failure is within the first gap").isEqualTo(3);
  }

  private void send(Feed feed, long endMs, List<Output> outputs) throws Exception {
    for (long ms = feed.pictures.size() * 40L; ms <= endMs; ms += 200) {
      feed.to(Math.min(ms, endMs), sample -> outputs.forEach(output -> output.write(sample, TapeWriter.timeMs(sample) * 1000)));
      studio.database.writeNow(_ -> null);
      studio.drainDisk();
    }
    feed.to(endMs, sample -> outputs.forEach(output -> output.write(sample, TapeWriter.timeMs(sample) * 1000)));
  }

  private void pass(Duration time) {
    nowNanos += time.toNanos();
  }

  private void video(long ms, boolean sync) {
    retry.write(sample(VIDEO, ms, sync), 0);
  }

  private void audio(long ms) {
    retry.write(sample(AUDIO, ms, true), 0);
  }

  private static Sample sample(Track track, long ms, boolean sync) {
    return new Sample().set(track, ms * track.timescale() / 1000, 0, sync, ByteBuffer.allocate(10), 0, 10);
  }
}
