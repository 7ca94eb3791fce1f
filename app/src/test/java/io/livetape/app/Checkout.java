package io.livetape.app;

import java.nio.file.Files;
import java.nio.file.Path;

/** The source tree that the tests run in. */
public final class Checkout {
  private Checkout() {}

  /** Its root: the nearest folder above that has the launcher. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("livetape"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
