package io.livetape.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.livetape.live.EndReason;
import io.livetape.media.Track;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Players that people use: they get what is pushed. */
class RealViewerTest {
  @TempDir
  static Path folder;

  private static Clip clip;

  private final TestServer server = new TestServer();

  @BeforeAll
  static void makeClip() throws Exception {
    clip = Tool.clip(folder);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void ffmpeg_playing_getsEveryFrame() throws Exception {
    Path out = folder.resolve("ffmpeg.flv");
    watch("ffmpeg", "-v", "error", "-y", "-i", server.url("live/cam1"), "-c", "copy", "-f", "flv", out.toString());
    assertSameFrames(out);
  }

  @Test
  void rtmpdump_playing_getsEveryFrame() throws Exception {
    Tool.need("rtmpdump");
    Path out = folder.resolve("rtmpdump.flv");
    watch("rtmpdump", "-q", "--live", "-r", server.url("live/cam1"), "-o", out.toString());
    assertSameFrames(out);
  }

  /** Pushes the clip once the program has its place, and waits for its end. */
  private void watch(String... command) throws Exception {
    RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1"));
    Process program = Tool.start(folder, command);
    try {
      await().atMost(TestServer.PATIENCE).until(() -> server.push(0).stream.liveReaderCount() == 1);
      for (Clip.Tag tag : clip.tags()) {
        publisher.write(tag.type(), tag.timestampMs(), tag.body());
      }
      publisher.close();
      assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      program.destroyForcibly();
    }
    assertThat(server.push(0).end).isEqualTo(EndReason.DELETE_STREAM);
  }

  private static void assertSameFrames(Path out) throws Exception {
    for (int trackId : new int[] {Track.VIDEO_ID, Track.AUDIO_ID}) {
      assertThat(Clip.read(out).samples(trackId)).extracting(Seen::checksum)
          .isEqualTo(clip.samples(trackId).stream().map(Seen::checksum).toList());
    }
  }
}
