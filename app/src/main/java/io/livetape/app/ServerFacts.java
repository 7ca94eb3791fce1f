package io.livetape.app;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What the newest server of a data folder listens on, kept in the folder for the commands that work beside it or after it. No secrets.
 *
 * @param rtmpPort the port really bound
 * @param httpUrl what replay addresses begin with
 */
record ServerFacts(int rtmpPort, int httpPort, String httpUrl) {
  private static final ObjectMapper JSON = new ObjectMapper();

  void write(Path file) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Empty when no server has run on the folder, or a power cut has left nothing readable: the next server writes it anew. */
  static Optional<ServerFacts> read(Path file) throws IOException {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), ServerFacts.class));
    } catch (NoSuchFileException | JacksonException _) {
      return Optional.empty();
    }
  }
}
