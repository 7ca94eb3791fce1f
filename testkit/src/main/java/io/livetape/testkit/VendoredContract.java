package io.livetape.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What pages take from others, a folder for each: it is what was taken in, byte for byte, and comes with its licence. */
public abstract class VendoredContract {
  private final Path folder;
  private final Pattern names;

  /**
   * @param folder where it lies, with a file {@code SHA256SUMS}
   * @param names of the files that pages load
   */
  protected VendoredContract(Path folder, Pattern names) {
    this.folder = folder;
    this.names = names;
  }

  @Test
  void sums_nameEveryFileAndMatch() throws Exception {
    Map<String, String> sums = Files.readAllLines(folder.resolve("SHA256SUMS")).stream().map(line -> line.split(" {2}"))
        .collect(Collectors.toMap(fields -> fields[1], fields -> fields[0]));

    assertThat(sums.keySet()).isNotEmpty().containsExactlyInAnyOrderElementsOf(files());
    for (String file : files()) {
      assertThat(sha256(folder.resolve(file))).as(file).isEqualTo(sums.get(file));
    }
  }

  @Test
  void file_always_hasItsLicenceBesideIt() throws Exception {
    for (String file : files()) {
      Path licence = folder.resolve(file).resolveSibling("LICENSE");
      assertThat(licence).as("licence of " + file).isNotEmptyFile();
      assertThat(Files.readString(licence)).containsPattern("Copyright|Apache License");
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString())
          .filter(names.asMatchPredicate()).toList();
    }
  }

  private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
