package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Clip.Audio;
import io.livetape.testkit.Clip.Video;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.Probe;
import io.livetape.testkit.ToolProcess;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An HLS recording as MPEG-TS, made of its tapes when it is asked for. */
class TransportStreamTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Clip CLIP = Clip.h264Aac(Duration.ofSeconds(6)).withFrames(25, Duration.ofSeconds(1), 2);
  @AutoClose
  private static LivetapeServer server;

  @BeforeAll
  static void start() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    // With cuts of the MP4 side, so that a playlist spans several tapes.
    server = LivetapeServer.start("recording.formats=mp4,hls", "recording.segment-target=1", "recording.interval=3");
  }

  @ParameterizedTest
  @CsvSource({"H264, AAC", "H265, AAC", "NONE, AAC", "H264, NONE"})
  void recording_asTransportStream_decodesToTheSourcesFrames(Video video, Audio audio) {
    Path source = Ffmpeg.make(CLIP.with(video).with(audio));
    String stream = video + "-" + audio;
    Broadcast.of(source).push(server.pushUrl(stream));
    server.awaitFiles(stream, 3);
    String url = url(stream, "ts.m3u8");

    assertThat(server.get(url)).startsWith("#EXTM3U\n#EXT-X-VERSION:3\n").endsWith("#EXT-X-ENDLIST\n")
        .doesNotContain("EXT-X-MAP", "BYTERANGE");
    if (video != Video.NONE) {
      assertThat(Decoding.frames(url, "v")).isNotEmpty().isEqualTo(Decoding.frames(source, "v"));
    }
    if (audio != Audio.NONE) {
      List<String> wanted = Decoding.frames(source, "a");
      // The encoder's first frame, which is not meant to be heard; a transport stream has no place to say so.
      assertThat(Decoding.frames(url, "a").reversed().subList(0, wanted.size())).isEqualTo(wanted.reversed());
      assertThat(Decoding.frames(url, "a")).hasSizeLessThanOrEqualTo(wanted.size() + 1);
    }
    assertThat(Probe.of(segmentUrl(url)).formatName()).isEqualTo("mpegts");
  }

  @Test
  void recording_whileItGrows_isThereAsTransportStreamToo() {
    Path source = Ffmpeg.make(CLIP);
    try (ToolProcess push = Ffmpeg.push(source, server.pushUrl("live"), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
      String playlist = Awaitility.await().atMost(LIMIT).ignoreExceptions()
          .until(() -> followed("/live/live/live.m3u8"), found -> found.statusCode() == 200).uri().toString();
      String url = playlist.replace("playlist.m3u8", "ts.m3u8");
      assertThat(server.get(url)).contains("#EXT-X-PLAYLIST-TYPE:EVENT").doesNotContain("#EXT-X-ENDLIST");
      // ffmpeg follows it to its end.
      List<String> seen = Decoding.frames(url, "v");
      List<String> all = Decoding.frames(source, "v");
      assertThat(seen).isNotEmpty().isEqualTo(all.subList(all.size() - seen.size(), all.size()));
      assertThat(push.await(LIMIT).status()).isZero();
    }
    server.awaitFiles("live", 3);
  }

  @Test
  void codecThatTransportStreamsDoNotCarry_isSaid() throws Exception {
    Broadcast.of(Ffmpeg.make(CLIP.with(Video.AV1))).push(server.pushUrl("av1"));
    server.awaitFiles("av1", 3);
    HttpResponse<String> answer = followed(URI.create(url("av1", "ts.m3u8")).getPath());
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("MPEG-TS does not carry av01.").contains("playlist.m3u8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0.100.ts", "TAPE.0.100.ts", "TAPE.1000.900.ts", "TAPE.5000.6000.ts", "TAPE.0.999999999999999999.ts"})
  void segment_thatDoesNotExist_isNotFound(String name) throws Exception {
    if (server.data().files("bad", FileFormat.HLS).isEmpty()) {
      Broadcast.of(Ffmpeg.make(CLIP)).push(server.pushUrl("bad"));
      server.awaitFiles("bad", 3);
    }
    RecordedFile file = server.data().files("bad", FileFormat.HLS).getFirst();
    String key = file.blobKeys().getFirst();
    String tape = key.substring(key.lastIndexOf('/') + 1, key.lastIndexOf('.'));
    HttpResponse<String> answer = followed(URI.create(url("bad", name.replace("TAPE", tape))).getPath());
    assertThat(answer.statusCode()).isEqualTo(404);
  }

  private static String url(String stream, String name) {
    return server.url(server.data().files(stream, FileFormat.HLS).getFirst()).replace("playlist.m3u8", name);
  }

  private static String segmentUrl(String url) {
    String segment = server.get(url).lines().filter(line -> line.endsWith(".ts")).findFirst().orElseThrow();
    return url.replace("ts.m3u8", segment);
  }

  private static HttpResponse<String> followed(String path) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
      return http.send(HttpRequest.newBuilder(URI.create(server.http(path))).build(), BodyHandlers.ofString());
    }
  }
}
