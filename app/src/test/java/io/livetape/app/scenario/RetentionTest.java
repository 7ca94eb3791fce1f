package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.Witness;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.RecordedFile.Content;
import io.livetape.vod.RecordedFile.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files whose time is over go, whatever happens meanwhile; and nobody gets them from that moment on. */
@Timeout(120)
class RetentionTest {
  private static final Instant MORNING = Instant.parse("2026-03-30T09:00:00Z");
  private LivetapeServer server;

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void fileWhoseTimeIsOver_isNotFound_andGoesWithTheNextSweep() throws Exception {
    server = LivetapeServer.start("retention.sweep-interval=86400");
    awaitFirstSweep();
    Instant soon = Instant.now().plusSeconds(2);
    add(1, soon, 10_000);
    RecordedFile file = server.data().files().getFirst();
    assertThat(status(server.url(file))).isEqualTo(200);

    Awaitility.await().atMost(LivetapeServer.PATIENCE).until(() -> Instant.now().isAfter(soon));
    assertThat(status(server.url(file))).isEqualTo(404);
    assertThat(status(server.http("/watch/1"))).isEqualTo(404);
    assertThat(server.get(server.http("/healthz"))).isNotEmpty();
    assertThat(server.data().blobs()).hasSize(1);

    server.stop();
    server.startAgain();
    Awaitility.await("swept").atMost(LivetapeServer.PATIENCE).until(() -> server.data().blobs().isEmpty());
    assertThat(server.data().files()).isEmpty();
    assertThat(server.metric("livetape_files_removed_total{reason=\"expired\"}")).isEqualTo(1);
  }

  @Test
  void kill_inTheMiddleOfASweep_leavesNothingThatTheNextStartDoesNotTake() throws Exception {
    server = LivetapeServer.startProcess();
    server.stop();
    int count = 400;
    for (int id = 1; id <= count; id++) {
      add(id, Instant.now(), 1_000);
    }
    add(count + 1, null, 1_000);
    server.startAgain();
    Awaitility.await("some, but not all").atMost(LivetapeServer.PATIENCE).pollInterval(Duration.ofMillis(5))
        .until(() -> server.data().blobs().size() < count);
    server.kill();

    List<String> blobs = server.data().blobs();
    assertThat(blobs.size()).isBetween(2, count);
    assertThat(server.data().freedBlobs().size() + server.data().files().size()).as("each is still known")
        .isGreaterThanOrEqualTo(blobs.size());

    server.startAgain();
    Awaitility.await("the rest").atMost(LivetapeServer.PATIENCE)
        .until(() -> server.data().blobs().size() == 1 && server.data().freedBlobs().isEmpty());
    assertThat(server.data().files()).extracting(RecordedFile::fileId).containsExactly(Integer.toString(count + 1));
    assertThat(status(server.url(server.data().files().getFirst()))).isEqualTo(200);
  }

  @Test
  void sweep_whileAStreamIsRecorded_costsItNothing() throws Exception {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    Path clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4)));
    server = LivetapeServer.start("recording.formats=mp4,hls,flv");
    server.stop();
    for (int id = 1; id <= 1_000; id++) {
      add(id, Instant.now(), 1_000);
    }
    server.startAgain();
    Encoders.ffmpeg(clip, server.pushUrl("lesson"));
    List<RecordedFile> files = server.awaitFiles("lesson", 3);

    for (RecordedFile file : files) {
      PacketHashes.of(server.url(file)).assertSameAs(PacketHashes.of(clip));
    }
    assertThat(server.metric("livetape_record_gaps_total")).isZero();
    Awaitility.await("swept").atMost(LivetapeServer.PATIENCE).until(() -> server.data().files("show").isEmpty());
  }

  @Test
  void fileThatIsDeletedWhileItIsDownloaded_arrivesWhole() throws Exception {
    server = LivetapeServer.start("retention.sweep-interval=1");
    long sizeBytes = 64 << 20;
    add(1, Instant.now().plusSeconds(3), sizeBytes);
    RecordedFile file = server.data().files().getFirst();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> answer = http.send(HttpRequest.newBuilder(URI.create(server.url(file))).build(), BodyHandlers.ofInputStream());
      long readBytes = answer.body().readNBytes(1000).length;
      Awaitility.await("deleted").atMost(LivetapeServer.PATIENCE).until(() -> server.data().blobs().isEmpty());

      readBytes += answer.body().transferTo(OutputStream.nullOutputStream());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(readBytes).isEqualTo(sizeBytes);
    }
    assertThat(status(server.url(file))).isEqualTo(404);
  }

  /** An entry whose bytes somebody has removed by hand. */
  @Test
  void fileWithoutBytes_isNotFound_andCanBeRemoved() throws Exception {
    server = LivetapeServer.start("retention.sweep-interval=1");
    add(1, Instant.now().plusSeconds(2), 1_000);
    RecordedFile file = server.data().files().getFirst();
    Files.delete(server.data().path(file));

    assertThat(status(server.url(file))).isEqualTo(404);
    assertThat(status(URI.create(server.url(file)).resolve("playlist.m3u8").toString())).isEqualTo(404);
    Awaitility.await("swept").atMost(LivetapeServer.PATIENCE)
        .until(() -> server.data().files().isEmpty() && server.data().freedBlobs().isEmpty());
  }

  private void awaitFirstSweep() {
    add(9, Instant.now(), 1);
    server.stop();
    server.startAgain();
    Awaitility.await().atMost(LivetapeServer.PATIENCE).until(() -> server.data().files().isEmpty() && server.data().blobs().isEmpty());
  }

  private void add(long id, Instant expiresAt, long sizeBytes) {
    String key = "tapes/2026-03-30/" + id + ".mp4";
    RecordedFile file = new RecordedFile(Long.toString(id), "1_0", FileFormat.MP4, "n", new Origin("", "live", "show", "", "", ""), MORNING,
        MORNING.plusSeconds(60), new Content(60_000, 0, sizeBytes, 0, 0, "", "aac"), List.of(key), null, MORNING, expiresAt, false,
        FileStatus.NORMAL);
    try {
      Path blob = server.root().resolve("store").resolve(key);
      Files.createDirectories(blob.getParent());
      try (RandomAccessFile bytes = new RandomAccessFile(blob.toFile(), "rw")) {
        bytes.setLength(sizeBytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.data().add(file);
  }

  private static int status(String url) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding()).statusCode();
    }
  }
}
