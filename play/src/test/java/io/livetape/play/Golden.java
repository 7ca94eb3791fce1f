package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Pages as they are meant to be, one file each. With {@code -Dlivetape.goldens=write} they are written anew, to be read before a commit.
 */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/goldens");

  private Golden() {}

  static void check(String name, String page) throws IOException {
    Path file = FOLDER.resolve(name);
    if ("write".equals(System.getProperty("livetape.goldens"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, page);
    }
    assertThat(page).isEqualTo(Files.readString(file));
  }
}
