package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.mp4.TapeFinisher;
import io.livetape.store.BlobStore;
import io.livetape.testkit.disk.SimulatedDisk;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The blobs of landed files.
 *
 * @param bytes by key
 * @param recorded what is in those that hold media, by the name that they had in the spool
 */
record StoredBlobs(Map<String, byte[]> bytes, Map<String, Recorded> recorded) {
  private static final int PLACEHOLDER_BYTES = 16;

  static StoredBlobs of(Studio studio) throws Exception {
    StoredBlobs blobs = new StoredBlobs(new TreeMap<>(), new TreeMap<>());
    for (Studio.Landed file : studio.landed()) {
      for (String key : file.blobKeys()) {
        Path path = blobs.read(studio.store, key);
        blobs.recorded.put(path.getFileName().toString(), new Recorded().add(path));
      }
      if (!file.playlistKey().isEmpty()) {
        blobs.read(studio.store, file.playlistKey());
      }
    }
    return blobs;
  }

  private Path read(BlobStore store, String key) throws Exception {
    Path path = store.localFile(key).orElseThrow();
    bytes.put(key, Files.readAllBytes(path));
    return path;
  }

  /** Whatever its pages went through, a tape's index is that of its fragments, and it is a plain MP4. */
  void checkTapes() throws Exception {
    for (Map.Entry<String, byte[]> blob : bytes.entrySet()) {
      if (blob.getKey().endsWith(".mp4")) {
        assertThat(finishedAnew(blob.getValue())).as("finished once more, %s", blob.getKey()).isEqualTo(blob.getValue());
      }
    }
  }

  /** {@code ftyp │ free (16)}: with its placeholder back a tape is as good as unfinished. */
  private static byte[] finishedAnew(byte[] tape) throws Exception {
    Path copy = Files.write(new SimulatedDisk().root().resolve("copy.mp4"), tape);
    try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer free = ByteBuffer.allocate(PLACEHOLDER_BYTES).putInt(PLACEHOLDER_BYTES).put("free".getBytes(StandardCharsets.US_ASCII));
      channel.write(free.rewind(), ByteBuffer.wrap(tape).getInt(0));
      TapeFinisher.finish(channel, RecoveredTape.of(channel).totals(), TapeFinisher.Syncer.FORCE);
    }
    return Files.readAllBytes(copy);
  }

  /** Those of a file. */
  static List<String> keys(Studio.Landed file) {
    return file.playlistKey().isEmpty() ? file.blobKeys()
        : Stream.concat(file.blobKeys().stream(), Stream.of(file.playlistKey())).toList();
  }
}
