package io.livetape.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.testkit.disk.Chance;
import io.livetape.testkit.disk.SimulatedDisk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderBlobStoreTest extends BlobStoreContract {
  @TempDir Path root;

  @Override
  BlobStore create() throws IOException {
    return new FolderBlobStore(root);
  }

  @Test
  void put_done_leavesNoPartialFile() throws IOException {
    create().put("x/a", new byte[10]);
    try (var files = Files.list(root.resolve("x"))) {
      assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("a");
    }
  }

  @Test
  void put_failed_leavesNoPartialFile() throws IOException {
    Files.createDirectories(root.resolve("x/a/in-the-way"));
    assertThatThrownBy(() -> create().put("x/a", new byte[10])).isInstanceOf(IOException.class);
    try (var files = Files.list(root.resolve("x"))) {
      assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("a");
    }
  }

  @Test
  void halfWrittenBlob_ofAProcessThatDied_isRemovedByTheNext() throws IOException {
    create();
    Path half = Files.writeString(root.resolve(".partial/8f3a"), "half");
    create();
    assertThat(half).doesNotExist();
  }

  @Test
  void take_done_survivesAPowerCut() throws IOException {
    SimulatedDisk disk = new SimulatedDisk();
    FolderBlobStore store = new FolderBlobStore(disk.root().resolve("data/store"));
    store.take("tapes/2026-11-21/a.mp4", synced(disk, "whole"));
    assertThat(afterPowerCut(disk, "tapes/2026-11-21/a.mp4")).hasContent("whole");
  }

  @Test
  void put_done_survivesAPowerCut() throws IOException {
    SimulatedDisk disk = new SimulatedDisk();
    FolderBlobStore store = new FolderBlobStore(disk.root().resolve("data/store"));
    store.put("m3u8/2026-11-21/a.m3u8", "whole".getBytes(UTF_8));
    assertThat(afterPowerCut(disk, "m3u8/2026-11-21/a.m3u8")).hasContent("whole");
  }

  /** The process that moved it, into folders that it made, died before it had synced anything. */
  @Test
  void take_repeatedByTheNextProcess_survivesAPowerCut() throws IOException {
    SimulatedDisk disk = new SimulatedDisk();
    Path day = Files.createDirectories(disk.root().resolve("data/store/tapes/2026-11-21"));
    Path file = synced(disk, "whole");
    Files.move(file, day.resolve("a.mp4"), StandardCopyOption.ATOMIC_MOVE);
    FolderBlobStore store = new FolderBlobStore(disk.root().resolve("data/store"));
    DurableFolder.syncNames(disk.root());
    store.take("tapes/2026-11-21/a.mp4", file);
    assertThat(afterPowerCut(disk, "tapes/2026-11-21/a.mp4")).hasContent("whole");
  }

  private static Path synced(SimulatedDisk disk, String text) throws IOException {
    Path file = Files.writeString(Files.createDirectories(disk.root().resolve("spool")).resolve("file"), text);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    }
    return file;
  }

  private static Path afterPowerCut(SimulatedDisk disk, String key) {
    return disk.afterPowerCut(disk.moment(), Chance.NOTHING).root().resolve("data/store").resolve(key);
  }
}
