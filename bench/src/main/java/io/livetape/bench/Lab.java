package io.livetape.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where it is measured.
 *
 * @param root the repository
 * @param work for servers' data; each server's part is deleted after its run unless {@code keep}
 * @param cache where the clip is kept
 * @param serverCore the core that servers are pinned to
 * @param livetapeSettings further {@code key=value} settings for Livetape
 */
record Lab(Path root, Path work, Path cache, int serverCore, boolean keep, List<String> livetapeSettings) {
  Lab {
    livetapeSettings = List.copyOf(livetapeSettings);
  }

  /** An empty folder for one run of a server. */
  Path newFolder(Peer peer) throws IOException {
    return Files.createTempDirectory(work, peer.name().replace('@', '-') + "-");
  }

  /** The run is over. */
  void release(Path folder) throws IOException {
    if (keep) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
