package io.livetape.testkit.disk;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The same changes once more, on a disk of their own; what was not synced is not synced there either. One thread, used once. */
final class Replay {
  private final Beginning beginning;
  private final Map<Node, Node> copies = new IdentityHashMap<>();

  Replay(Beginning beginning) {
    this.beginning = beginning;
  }

  SimulatedDisk of(List<Change> log) {
    SimulatedDisk disk = new SimulatedDisk(folder(beginning.root()));
    log.forEach(change -> disk.change(copy(change)));
    return disk;
  }

  private Change copy(Change change) {
    return switch (change) {
      case Change.Write(Node.Bytes file, int at, byte[] bytes) -> new Change.Write(file(file), at, bytes);
      case Change.Cut(Node.Bytes file, int sizeBytes) -> new Change.Cut(file(file), sizeBytes);
      case Change.Enter(Change.Name name, Node node) -> new Change.Enter(copy(name), copy(node));
      case Change.Remove(Change.Name name) -> new Change.Remove(copy(name));
      case Change.Rename(Change.Name from, Change.Name to, Node node) -> new Change.Rename(copy(from), copy(to), copy(node));
      case Change.Sync(Node node) -> new Change.Sync(copy(node));
    };
  }

  private Change.Name copy(Change.Name name) {
    return new Change.Name(folder(name.folder()), name.name());
  }

  private Node copy(Node node) {
    return switch (node) {
      case Node.Folder folder -> folder(folder);
      case Node.Bytes file -> file(file);
    };
  }

  private Node.Bytes file(Node.Bytes file) {
    return (Node.Bytes) copies.computeIfAbsent(file, _ -> Node.Bytes.of(beginning.bytes(file)));
  }

  private Node.Folder folder(Node.Folder folder) {
    if (copies.get(folder) instanceof Node.Folder known) {
      return known;
    }
    Node.Folder copy = new Node.Folder();
    copies.put(folder, copy);
    beginning.entries(folder).forEach((name, node) -> copy.entries().put(name, copy(node)));
    return copy;
  }
}
