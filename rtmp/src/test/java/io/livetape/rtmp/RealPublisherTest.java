package io.livetape.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.live.EndReason;
import io.livetape.media.Track;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encoders that people use, against a real socket: what arrives is what they read. */
class RealPublisherTest {
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
  void ffmpeg_pushingAFile_deliversEverySample() throws Exception {
    Tool.run(folder, "ffmpeg", "-v", "error", "-i", clip.path().toString(), "-c", "copy", "-f", "flv", server.url("live/cam1?a=1&b=2"));

    RecordedPush push = server.endedPush(0);
    assertSame(push, clip);
    assertThat(push.end).isEqualTo(EndReason.DELETE_STREAM);
    assertThat(push.stream.push().query()).isEqualTo("a=1&b=2");
    assertThat(push.stream.push().domain()).isEqualTo("127.0.0.1");
  }

  /** As fast as it can, and gone at once: what its system still holds then is lost if we say anything to it. */
  @Test
  void ffmpeg_pushingMuchAtOnce_deliversEverySample() throws Exception {
    Clip noise = Tool.noise(folder);
    Tool.run(folder, "ffmpeg", "-v", "error", "-i", noise.path().toString(), "-c", "copy", "-f", "flv", server.url("live/cam1"));

    RecordedPush push = server.endedPush(0);
    assertThat(push.samples(Track.VIDEO_ID)).hasSameSizeAs(noise.samples()).isEqualTo(noise.samples());
    assertThat(push.end).isEqualTo(EndReason.DELETE_STREAM);
  }

  @Test
  void ffmpeg_killed_endsAsAClosedConnection() throws Exception {
    Process ffmpeg = Tool.start(folder, "ffmpeg", "-v", "error", "-re", "-stream_loop", "-1", "-i", clip.path().toString(), "-c", "copy",
        "-f", "flv",
        server.url("live/cam1"));
    server.push(0);
    ffmpeg.destroyForcibly();
    assertThat(server.endedPush(0).end).isIn(EndReason.PEER_CLOSED, EndReason.CONNECTION_LOST);
  }

  @Test
  void gstreamerRtmp2sink_pushingAFile_deliversEverySample() throws Exception {
    Clip sent = gstreamer("rtmp2sink");
    RecordedPush push = server.endedPush(0);
    assertSame(push, sent);
    assertThat(push.end).isIn(EndReason.DELETE_STREAM, EndReason.CLOSE_STREAM);
  }

  /** librtmp, which OBS uses too. */
  @Test
  void gstreamerRtmpsink_pushingAFile_deliversEverySample() throws Exception {
    Clip sent = gstreamer("rtmpsink");
    RecordedPush push = server.endedPush(0);
    assertSame(push, sent);
    assertThat(push.end).isEqualTo(EndReason.DELETE_STREAM);
  }

  @Test
  void ffmpeg_refused_isToldWhy() throws Exception {
    server.gate = _ -> Optional.of(EndReason.REFUSED_SIGNATURE);
    Process ffmpeg = new ProcessBuilder("ffmpeg", "-v", "error", "-i", clip.path().toString(), "-c", "copy", "-f", "flv",
        server.url("live/cam1"))
        .redirectErrorStream(true).start();
    String said = new String(ffmpeg.getInputStream().readAllBytes());
    assertThat(ffmpeg.waitFor()).isNotZero();
    assertThat(said).contains("txSecret is wrong (18/503)");
    assertThat(server.metrics.refusedCount(EndReason.REFUSED_SIGNATURE)).isEqualTo(1);
  }

  /** Pushes the clip, and writes what it pushes to a file. */
  private Clip gstreamer(String sink) throws Exception {
    Tool.need("gst-launch-1.0");
    Path sent = folder.resolve(sink + ".flv");
    Tool.run(folder, "gst-launch-1.0", "-q", "filesrc", "location=" + clip.path(), "!", "flvdemux", "name=d",
        "d.video", "!", "queue", "!", "m.video", "d.audio", "!", "queue", "!", "m.audio", "flvmux", "name=m", "streamable=true", "!",
        "tee", "name=t",
        "t.", "!", "queue", "!", "filesink", "location=" + sent, "t.", "!", "queue", "!", sink, "location=" + server.url("live/cam1"));
    return Clip.read(sent);
  }

  private static void assertSame(RecordedPush push, Clip sent) throws Exception {
    assertThat(sent.samples()).hasSameSizeAs(clip.samples());
    assertThat(List.of(push.format(Track.VIDEO_ID), push.format(Track.AUDIO_ID))).isEqualTo(sent.formats());
    assertThat(push.samples(Track.VIDEO_ID)).isEqualTo(sent.samples(Track.VIDEO_ID));
    assertThat(push.samples(Track.AUDIO_ID)).isEqualTo(sent.samples(Track.AUDIO_ID));
  }
}
