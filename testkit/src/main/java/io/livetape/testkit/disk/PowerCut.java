package io.livetape.testkit.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Works out what a power cut leaves: everything synced, and of the rest what chance keeps. One thread, used once. */
final class PowerCut {
  private static final int PAGE_BYTES = 4096;

  private final Beginning beginning;
  private final List<Change> log;
  private final Chance chance;
  private final Map<Node.Folder, Map<String, Node>> names = new IdentityHashMap<>();
  private final Map<Node.Bytes, Contents> contents = new IdentityHashMap<>();

  /** A file's synced bytes, and what was done to them since. */
  private record Contents(Node.Bytes synced, List<Change.OfBytes> since) {}

  PowerCut(Beginning beginning, List<Change> log, Chance chance) {
    this.beginning = beginning;
    this.log = log;
    this.chance = chance;
  }

  /** The outermost folder as the next process finds it; nothing in it belongs to the disk that was cut off. */
  Node.Folder left() {
    followNames();
    followBytes();
    return copy(beginning.root());
  }

  private void followNames() {
    Set<Change> synced = syncedNames();
    Set<Change.Name> lost = new HashSet<>();
    for (Change change : log) {
      if (change instanceof Change.OfNames ofNames) {
        boolean possible = ofNames.names().stream().noneMatch(lost::contains);
        if (synced.contains(ofNames) || possible && chance.kept(1) == 1) {
          SimulatedDisk.apply(ofNames, this::entries);
        } else {
          lost.addAll(ofNames.names());
        }
      }
    }
  }

  /** The changes of names that a sync made sure of, and those without which they could not have happened. */
  private Set<Change> syncedNames() {
    Set<Change> synced = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Node> folders = new HashSet<>();
    Set<Change.Name> needed = new HashSet<>();
    for (Change change : log.reversed()) {
      if (change instanceof Change.Sync(Node.Folder folder)) {
        folders.add(folder);
      } else if (change instanceof Change.OfNames ofNames
          && ofNames.names().stream().anyMatch(name -> folders.contains(name.folder()) || needed.contains(name))) {
        synced.add(ofNames);
        needed.addAll(ofNames.names());
      }
    }
    return synced;
  }

  private Map<String, Node> entries(Node.Folder folder) {
    return names.computeIfAbsent(folder, _ -> new TreeMap<>(beginning.entries(folder)));
  }

  private void followBytes() {
    for (Change change : log) {
      if (change instanceof Change.OfBytes ofBytes) {
        contents(ofBytes.file()).since.add(ofBytes);
      } else if (change instanceof Change.Sync(Node.Bytes file)) {
        Contents now = contents(file);
        now.since.forEach(one -> one.applyTo(now.synced));
        now.since.clear();
      }
    }
  }

  private Contents contents(Node.Bytes file) {
    return contents.computeIfAbsent(file, _ -> new Contents(Node.Bytes.of(beginning.bytes(file)), new ArrayList<>()));
  }

  private Node.Folder copy(Node.Folder folder) {
    Node.Folder copy = new Node.Folder();
    entries(folder).forEach((name, node) -> copy.entries().put(name, switch (node) {
      case Node.Folder inner -> copy(inner);
      case Node.Bytes file -> left(contents(file));
    }));
    return copy;
  }

  /** Each page as it was after some of the changes, and the size as it was after some. Uses up what is known of the file. */
  private Node.Bytes left(Contents file) {
    int count = file.since.size();
    int[] keptOfPage = new int[pageCount(file)];
    Arrays.setAll(keptOfPage, _ -> chance.kept(count));
    int keptOfSize = chance.kept(count);
    Node.Bytes left = new Node.Bytes();
    int sizeBytes = 0;
    for (int done = 0; done <= count; done++) {
      if (done > 0) {
        file.since.get(done - 1).applyTo(file.synced);
      }
      copyPages(file.synced, left, keptOfPage, done);
      sizeBytes = keptOfSize == done ? file.synced.sizeBytes() : sizeBytes;
    }
    left.cut(sizeBytes);
    return left;
  }

  private static int pageCount(Contents file) {
    int endMax = file.since.stream().mapToInt(Change.OfBytes::endOffset).reduce(file.synced.sizeBytes(), Math::max);
    return Math.ceilDiv(endMax, PAGE_BYTES);
  }

  private static void copyPages(Node.Bytes from, Node.Bytes to, int[] keptOfPage, int kept) {
    for (int page = 0; page < keptOfPage.length; page++) {
      if (keptOfPage[page] == kept) {
        to.write(page * PAGE_BYTES, from.read(page * PAGE_BYTES, PAGE_BYTES));
      }
    }
  }
}
