package io.livetape.vod.task;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where files grow that tasks make, on the disk of the store. Any thread.
 *
 * @param keepFreeBytes what must be left on its disk
 */
public record WorkFolder(Path path, long keepFreeBytes) {
  /** Makes it, and clears what an earlier process has left there: its tasks begin again. */
  public static WorkFolder open(Path path, long keepFreeBytes) throws IOException {
    Files.createDirectories(path);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(path)) {
      for (Path file : left) {
        Files.delete(file);
      }
    }
    return new WorkFolder(path, keepFreeBytes);
  }

  /** @throws IOException if there is no room for so much */
  public void checkRoom(long sizeBytes) throws IOException {
    long freeBytes = Files.getFileStore(path).getUsableSpace();
    if (freeBytes - sizeBytes < keepFreeBytes) {
      throw new IOException("not enough room: " + (sizeBytes >> 20) + " MiB are needed, " + (freeBytes >> 20) + " MiB are free, and "
          + (keepFreeBytes >> 20) + " MiB of them are kept");
    }
  }
}
