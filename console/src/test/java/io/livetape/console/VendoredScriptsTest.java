package io.livetape.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Scripts of others are what was taken in, byte for byte, and come with their licences. */
class VendoredScriptsTest {
  private static final Path FOLDER = Path.of("src/main/resources/console/vendor");

  @Test
  void sums_nameEveryScriptAndMatch() throws Exception {
    Map<String, String> sums = Files.readAllLines(FOLDER.resolve("SHA256SUMS")).stream().map(line -> line.split(" {2}"))
        .collect(Collectors.toMap(fields -> fields[1], fields -> fields[0]));

    assertThat(sums.keySet()).containsExactlyInAnyOrderElementsOf(scripts());
    for (String script : scripts()) {
      assertThat(sha256(FOLDER.resolve(script))).as(script).isEqualTo(sums.get(script));
    }
  }

  @Test
  void script_always_hasItsLicenceBesideIt() throws Exception {
    for (String script : scripts()) {
      Path licence = FOLDER.resolve(script).resolveSibling("LICENSE");
      assertThat(licence).as("licence of " + script).isNotEmptyFile();
      assertThat(Files.readString(licence)).containsPattern("Copyright|Apache License");
    }
  }

  private static List<String> scripts() throws IOException {
    try (Stream<Path> all = Files.walk(FOLDER)) {
      return all.filter(Files::isRegularFile).map(file -> FOLDER.relativize(file).toString())
          .filter(name -> name.matches(".*\\.(m?js|css)")).toList();
    }
  }

  private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
