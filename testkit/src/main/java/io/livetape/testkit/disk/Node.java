package io.livetape.testkit.disk;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A file or a folder, which may have a name or have lost it. Guarded by its disk. */
sealed interface Node {

  /** The names in a folder. Two folders with the same names are two. */
  record Folder(Map<String, Node> entries) implements Node {
    Folder() {
      this(new TreeMap<>());
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** The bytes of a file. */
  final class Bytes implements Node {
    private byte[] bytes = new byte[4096];
    private int sizeBytes;

    static Bytes of(byte[] bytes) {
      Bytes file = new Bytes();
      file.write(0, bytes);
      return file;
    }

    int sizeBytes() {
      return sizeBytes;
    }

    void write(int at, byte[] more) {
      int end = at + more.length;
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
      }
      System.arraycopy(more, 0, bytes, at, more.length);
      sizeBytes = Math.max(sizeBytes, end);
    }

    /** What is cut off reads as zeros if the file grows again. */
    void cut(int newSizeBytes) {
      if (newSizeBytes < sizeBytes) {
        Arrays.fill(bytes, newSizeBytes, sizeBytes, (byte) 0);
        sizeBytes = newSizeBytes;
      }
    }

    /** As many bytes as there are, zeros behind them. */
    byte[] read(int at, int lengthBytes) {
      byte[] out = new byte[lengthBytes];
      int count = Math.clamp(sizeBytes - at, 0, lengthBytes);
      System.arraycopy(bytes, Math.min(at, bytes.length), out, 0, count);
      return out;
    }
  }
}
