package io.livetape.testkit.disk;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The disk: its paths work with everything that takes a {@link Path}. Each change is logged, and the log's length is a moment in its
 * life. Any thread.
 */
public final class SimulatedDisk {
  private final Node.Folder root;
  private final Beginning beginning;
  private final List<Change> log = new ArrayList<>();
  private final DiskFileSystem fileSystem = new DiskFileSystem(new DiskProvider(this), Set.of("basic"));
  private Runnable beforeChange = () -> { };

  public SimulatedDisk() {
    this(new Node.Folder());
  }

  /** Everything in it is synced. */
  SimulatedDisk(Node.Folder root) {
    this.root = root;
    beginning = new Beginning(root);
  }

  /** The outermost folder. */
  public Path root() {
    return fileSystem.getPath("/");
  }

  /** How much has happened so far. */
  public synchronized int moment() {
    return log.size();
  }

  /** Those just before and just after something was synced, where promises begin. */
  public synchronized List<Integer> momentsOfSyncs() {
    return IntStream.range(0, log.size()).filter(i -> log.get(i) instanceof Change.Sync).boxed().flatMap(i -> Stream.of(i, i + 1)).toList();
  }

  /** Something to be done before each change from now on, in the thread that makes it; the moment is that before the change. */
  public synchronized void beforeChange(Runnable action) {
    beforeChange = action;
  }

  /** What a power cut at this moment may have left. A disk of its own; this one goes on. */
  public synchronized SimulatedDisk afterPowerCut(int moment, Chance chance) {
    return new SimulatedDisk(new PowerCut(beginning, log.subList(0, moment), chance).left());
  }

  /** What is there when the processes of this moment are dead and the system goes on: everything, and what was not synced still is not. */
  public synchronized SimulatedDisk afterProcessDeath(int moment) {
    return new Replay(beginning).of(log.subList(0, moment));
  }

  synchronized void change(Change change) {
    beforeChange.run();
    log.add(change);
    switch (change) {
      case Change.OfBytes bytes -> bytes.applyTo(bytes.file());
      case Change.OfNames names -> apply(names, Node.Folder::entries);
      case Change.Sync _ -> { }
    }
  }

  /** @param entries gives the names in a folder */
  static void apply(Change.OfNames change, Function<Node.Folder, Map<String, Node>> entries) {
    switch (change) {
      case Change.Enter(Change.Name(Node.Folder folder, String name), Node node) -> entries.apply(folder).put(name, node);
      case Change.Remove(Change.Name(Node.Folder folder, String name)) -> entries.apply(folder).remove(name);
      case Change.Rename(Change.Name from, Change.Name to, Node node) -> {
        entries.apply(from.folder()).remove(from.name());
        entries.apply(to.folder()).put(to.name(), node);
      }
    }
  }

  /** The file or folder of an absolute path. */
  synchronized Node find(Path plain) throws NoSuchFileException {
    Node node = root;
    for (Path name : plain.normalize()) {
      Node next = node instanceof Node.Folder folder ? folder.entries().get(name.toString()) : null;
      if (next == null) {
        throw new NoSuchFileException(plain.toString());
      }
      node = next;
    }
    return node;
  }

  /** Where a path's last name stands, or would stand. */
  synchronized Change.Name name(Path plain) throws IOException {
    Path normal = plain.normalize();
    if (find(normal.getParent()) instanceof Node.Folder folder) {
      return new Change.Name(folder, normal.getFileName().toString());
    }
    throw new NotDirectoryException(normal.getParent().toString());
  }

  synchronized void enter(Path plain, Node node) throws IOException {
    Change.Name name = name(plain);
    if (name.folder().entries().containsKey(name.name())) {
      throw new FileAlreadyExistsException(plain.toString());
    }
    change(new Change.Enter(name, node));
  }

  synchronized void remove(Path plain) throws IOException {
    if (find(plain) instanceof Node.Folder(var entries) && !entries.isEmpty()) {
      throw new DirectoryNotEmptyException(plain.toString());
    }
    change(new Change.Remove(name(plain)));
  }

  /** A file that is there under the new name is replaced. */
  synchronized void rename(Path from, Path to) throws IOException {
    change(new Change.Rename(name(from), name(to), find(from)));
  }

  synchronized List<String> names(Path plain) throws IOException {
    if (find(plain) instanceof Node.Folder folder) {
      return List.copyOf(folder.entries().keySet());
    }
    throw new NotDirectoryException(plain.toString());
  }

  synchronized void write(Node.Bytes file, int at, byte[] bytes) {
    change(new Change.Write(file, at, bytes));
  }

  synchronized int sizeBytes(Node node) {
    return node instanceof Node.Bytes file ? file.sizeBytes() : 0;
  }

  synchronized byte[] read(Node.Bytes file, int at, int lengthMaxBytes) {
    return file.read(at, Math.clamp(file.sizeBytes() - at, 0, lengthMaxBytes));
  }
}
