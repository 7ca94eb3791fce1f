package io.livetape.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store must do; each implementation runs it. */
abstract class BlobStoreContract {
  @TempDir Path spool;
  private BlobStore store;

  abstract BlobStore create() throws IOException;

  @BeforeEach
  void open() throws IOException {
    store = create();
  }

  @Test
  void take_finishedFile_isReadableAndSourceIsGone() throws IOException {
    Path file = file("hello world");
    store.take("tapes/2026/a.mp4", file);
    assertThat(file).doesNotExist();
    assertThat(store.sizeBytes("tapes/2026/a.mp4")).contains(11L);
    assertThat(store.read("tapes/2026/a.mp4", 6, 100)).isEqualTo(bytes("world"));
  }

  @Test
  void take_repeatedAfterSuccess_changesNothing() throws IOException {
    Path file = file("once");
    store.take("a.mp4", file);
    store.take("a.mp4", file);
    assertThat(store.read("a.mp4", 0, 10)).isEqualTo(bytes("once"));
  }

  @Test
  void take_missingFileAndBlob_fails() {
    assertThatThrownBy(() -> store.take("a.mp4", spool.resolve("missing"))).isInstanceOf(IOException.class);
  }

  @Test
  void put_sameKeyTwice_replaces() throws IOException {
    store.put("x/list.m3u8", "one".getBytes(UTF_8));
    store.put("x/list.m3u8", "second".getBytes(UTF_8));
    assertThat(store.read("x/list.m3u8", 0, 100)).isEqualTo(bytes("second"));
  }

  @Test
  void read_range_givesThatRange() throws IOException {
    store.put("a", "0123456789".getBytes(UTF_8));
    assertThat(store.read("a", 3, 4)).isEqualTo(bytes("3456"));
    assertThat(store.read("a", 10, 4)).isEmpty();
  }

  @Test
  void read_missing_saysSo() throws IOException {
    assertThatThrownBy(() -> store.read("none", 0, 1)).isInstanceOf(NoSuchFileException.class);
    assertThat(store.sizeBytes("none")).isEmpty();
  }

  @Test
  void delete_presentAndMissing_bothFine() throws IOException {
    store.put("a", new byte[1]);
    store.delete("a");
    store.delete("a");
    assertThat(store.sizeBytes("a")).isEmpty();
  }

  @Test
  void deleteAll_someOfThemMissing_removesTheRest() throws IOException {
    store.put("tapes/1/a", new byte[1]);
    store.put("tapes/2/b", new byte[1]);
    store.put("tapes/2/c", new byte[1]);
    store.deleteAll(List.of("tapes/1/a", "tapes/2/missing", "none/here", "tapes/2/b"));
    assertThat(store.sizeBytes("tapes/1/a")).isEmpty();
    assertThat(store.sizeBytes("tapes/2/b")).isEmpty();
    assertThat(store.sizeBytes("tapes/2/c")).contains(1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "a//b", "../a", "a/../b", ".hidden", "A", "a b", "a\\b", "a\u0000", "ä"})
  void key_illegal_isRefused(String key) {
    assertThatThrownBy(() -> store.put(key, new byte[1])).isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(spool.resolve("file"), text);
  }
}
