package io.livetape.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Folders whose names survive a power cut. Syncing a file keeps its bytes; its name is kept by syncing the folder that it stands in, and
 * that folder's name by syncing the next (fsync(2), and {@code fsync} in POSIX.1-2024).
 */
public final class DurableFolder {
  private DurableFolder() {}

  /**
   * Makes a folder, and those that it stands in, where they are missing. Its name survives a power cut even if an earlier process made it
   * and died before it could sync it.
   */
  public static Path make(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (!Files.isDirectory(parent)) {
      make(parent);
    }
    Files.createDirectories(folder);
    syncNames(parent);
    return folder;
  }

  /** Makes the names in a folder survive a power cut. */
  public static void syncNames(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
