package io.livetape.testkit.disk;

import java.util.IdentityHashMap;
import java.util.Map;

/** What a disk held before its first change, kept apart from what became of it. */
final class Beginning {
  private final Node.Folder root;
  private final Map<Node.Folder, Map<String, Node>> entries = new IdentityHashMap<>();
  private final Map<Node.Bytes, byte[]> bytes = new IdentityHashMap<>();

  Beginning(Node.Folder root) {
    this.root = root;
    keep(root);
  }

  private void keep(Node node) {
    switch (node) {
      case Node.Folder folder -> {
        entries.put(folder, Map.copyOf(folder.entries()));
        folder.entries().values().forEach(this::keep);
      }
      case Node.Bytes file -> bytes.put(file, file.read(0, file.sizeBytes()));
    }
  }

  Node.Folder root() {
    return root;
  }

  /** None, for a folder that was made later. */
  Map<String, Node> entries(Node.Folder folder) {
    return entries.getOrDefault(folder, Map.of());
  }

  /** None, for a file that was made later. */
  byte[] bytes(Node.Bytes file) {
    return bytes.getOrDefault(file, new byte[0]);
  }
}
