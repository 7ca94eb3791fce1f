package io.livetape.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.PacketHashes;
import io.livetape.vod.RecordedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** What is there after a kill and the recovery from it. One thread. */
final class Aftermath {
  private final LivetapeServer server;
  private final CallbackReceiver receiver;
  private final Source source;
  private List<RecordedFile> files;

  Aftermath(LivetapeServer server, CallbackReceiver receiver, Source source) {
    this.server = server;
    this.receiver = receiver;
    this.source = source;
  }

  /** Waits until nothing is open, in the spool or untold any more. */
  void await() {
    Awaitility.await("recovery").atMost(LivetapeServer.PATIENCE).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
      assertThat(server.data().openFileIds()).as("open files").isEmpty();
      assertThat(server.data().openTapeCount()).as("open tapes").isZero();
      assertThat(server.data().spool()).as("spool").isEmpty();
      assertThat(server.data().eventCount("WAITING") + server.data().eventCount("QUEUED")).as("events to be told").isZero();
      assertThat(server.data().livePushCount()).as("pushes whose end is not told").isZero();
    });
    files = server.data().files();
  }

  List<RecordedFile> files() {
    return files;
  }

  /** Each entry has its blobs, and each blob its entry. */
  void checkStore() {
    TreeSet<String> wanted = new TreeSet<>();
    for (RecordedFile file : files) {
      wanted.addAll(file.blobKeys());
      Stream.ofNullable(file.playlistKey()).filter(key -> !key.isEmpty()).forEach(wanted::add);
    }
    assertThat(server.data().blobs()).as("blobs in the store").containsExactlyElementsOf(wanted);
  }

  /**
   * Each file is announced, and nothing else is.
   *
   * @return how many announcements came more than once
   */
  int checkAnnounced() {
    List<String> announced = receiver.events(100).stream().map(event -> event.path("file_id").asText()).toList();
    assertThat(new TreeSet<>(announced)).as("announced files")
        .containsExactlyElementsOf(new TreeSet<>(files.stream().map(RecordedFile::fileId).toList()));
    return announced.size() - files.size();
  }

  /** The packets of a push in one format, over all its files: the source's, from the first on, in their order, with none missing. */
  PacketHashes packets(PushPlan plan, FileFormat format) throws IOException {
    PacketHashes all = new PacketHashes(Map.of());
    for (RecordedFile file : files) {
      if (file.origin().stream().equals(plan.stream()) && file.format() == format) {
        all = all.then(packets(file));
      }
    }
    for (Map.Entry<String, List<String>> found : all.byType().entrySet()) {
      List<String> sent = source.packets().get(found.getKey()).stream().map(Source.Packet::hash).toList();
      assertThat(found.getValue()).as("%s of %s in %s", found.getKey(), plan.stream(), format)
          .isEqualTo(sent.subList(0, Math.min(found.getValue().size(), sent.size())));
    }
    return all;
  }

  private PacketHashes packets(RecordedFile file) throws IOException {
    switch (file.format()) {
      case MP4 -> assertThat(FilePackets.boxes(server.data().path(file))).containsExactly("ftyp", "mdat", "moov");
      case HLS -> checkPlaylist(file);
      case FLV, AAC -> { }
    }
    return FilePackets.of(file.format(), file.format() == FileFormat.HLS ? server.url(file) : server.data().path(file));
  }

  private void checkPlaylist(RecordedFile file) throws IOException {
    String stored = Files.readString(server.root().resolve("store").resolve(Objects.requireNonNull(file.playlistKey())));
    assertThat(stored).as(file.playlistKey()).startsWith("#EXTM3U").endsWith("#EXT-X-ENDLIST\n");
    assertThat(new ArrayList<>(file.blobKeys())).as("tapes of " + file.fileId()).doesNotHaveDuplicates();
  }
}
