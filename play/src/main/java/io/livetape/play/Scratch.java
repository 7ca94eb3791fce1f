package io.livetape.play;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for files that are made to be sent once. Any thread. */
final class Scratch {
  private static final Logger log = LoggerFactory.getLogger(Scratch.class);

  private Scratch() {}

  /** Makes the folder, and clears what an earlier process may have left there. */
  static Path open(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
      left.forEach(Scratch::delete);
    }
    return folder;
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("[replay] {} could not be removed: {}; the next start does", file.getFileName(), e.toString());
    }
  }
}
