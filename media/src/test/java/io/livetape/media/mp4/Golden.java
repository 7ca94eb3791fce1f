package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text files that say what the writers write. {@code -Dgoldens.rewrite=true} rewrites them; then read the diff. */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/goldens/mp4");

  private Golden() {}

  static void check(String name, String actual) throws IOException {
    Path file = FOLDER.resolve(name + ".txt");
    if (Boolean.getBoolean("goldens.rewrite")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, actual);
    }
    assertThat(file).as("no golden: run once with -Dgoldens.rewrite=true").exists();
    assertThat(actual).isEqualTo(Files.readString(file));
  }
}
