package io.livetape.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path parent;

  @Test
  void folder_isMadeForItsOwnerAlone() throws IOException {
    DataFolder.open(parent.resolve("a/b"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent.resolve("a/b")))).isEqualTo("rwx------");
  }

  @Test
  void folderThatIsThere_keepsItsMode() throws IOException {
    Path folder = Files.createDirectory(parent.resolve("shared"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
    DataFolder.open(folder);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwxr-x---");
  }

  @Test
  void fileInItsPlace_isAnError() throws IOException {
    Path file = Files.createFile(parent.resolve("data"));
    assertThatThrownBy(() -> DataFolder.open(file)).isInstanceOf(IOException.class);
  }

  @Test
  void lock_isForOneServerAtATime() throws IOException {
    DataFolder data = DataFolder.open(parent.resolve("data"));
    assertThat(data.served()).isFalse();
    try (FileChannel _ = data.lock()) {
      assertThat(data.served()).isTrue();
      assertThatThrownBy(data::lock).isInstanceOf(IOException.class).hasMessageContaining("another server uses the data folder");
    }
    assertThat(data.served()).isFalse();
    data.lock().close();
  }

  @Test
  void everything_isInTheFolder() throws IOException {
    Path root = parent.resolve("data");
    DataFolder data = DataFolder.open(root);
    assertThat(java.util.List.of(data.root(), data.database(), data.spool(), data.store(), data.serverFacts()))
        .allMatch(path -> path.startsWith(root)).doesNotHaveDuplicates();
  }
}
