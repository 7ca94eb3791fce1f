package io.livetape.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
