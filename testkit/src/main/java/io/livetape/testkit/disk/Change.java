package io.livetape.testkit.disk;

import java.util.List;

/** One entry of a disk's log. */
sealed interface Change {

  /** Changes bytes; kept page by page. */
  sealed interface OfBytes extends Change {
    Node.Bytes file();

    void applyTo(Node.Bytes any);

    /** Behind the last byte that it concerns. */
    int endOffset();
  }

  record Write(Node.Bytes file, int at, byte[] bytes) implements OfBytes {
    @Override
    public void applyTo(Node.Bytes any) {
      any.write(at, bytes);
    }

    @Override
    public int endOffset() {
      return at + bytes.length;
    }
  }

  record Cut(Node.Bytes file, int sizeBytes) implements OfBytes {
    @Override
    public void applyTo(Node.Bytes any) {
      any.cut(sizeBytes);
    }

    @Override
    public int endOffset() {
      return sizeBytes;
    }
  }

  /** A name in a folder. */
  record Name(Node.Folder folder, String name) {}

  /** Changes names; kept as a whole. */
  sealed interface OfNames extends Change {
    List<Name> names();
  }

  record Enter(Name name, Node node) implements OfNames {
    @Override
    public List<Name> names() {
      return List.of(name);
    }
  }

  record Remove(Name name) implements OfNames {
    @Override
    public List<Name> names() {
      return List.of(name);
    }
  }

  record Rename(Name from, Name to, Node node) implements OfNames {
    @Override
    public List<Name> names() {
      return List.of(from, to);
    }
  }

  record Sync(Node node) implements Change {}
}
