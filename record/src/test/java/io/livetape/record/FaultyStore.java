package io.livetape.record;

import io.livetape.store.BlobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A store whose writes fail before they are done, or after: done, but the caller never hears of it. */
record FaultyStore(BlobStore real, Faults faults) implements BlobStore {
  @Override
  public void take(String key, Path file) throws IOException {
    fail("before take of " + key);
    real.take(key, file);
    fail("after take of " + key);
  }

  @Override
  public void put(String key, byte[] bytes) throws IOException {
    fail("before put of " + key);
    real.put(key, bytes);
    fail("after put of " + key);
  }

  @Override
  public byte[] read(String key, long offset, int length) throws IOException {
    return real.read(key, offset, length);
  }

  @Override
  public Optional<Long> sizeBytes(String key) throws IOException {
    return real.sizeBytes(key);
  }

  @Override
  public void delete(String key) throws IOException {
    real.delete(key);
  }

  @Override
  public void deleteAll(List<String> keys) throws IOException {
    real.deleteAll(keys);
  }

  @Override
  public Optional<Path> localFile(String key) {
    return real.localFile(key);
  }

  private void fail(String effect) throws IOException {
    if (faults.hit(effect)) {
      throw new IOException("made to fail " + effect);
    }
  }
}
