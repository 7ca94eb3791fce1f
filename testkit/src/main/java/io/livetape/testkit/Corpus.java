package io.livetape.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The committed inputs of one fuzz target, in {@code src/test/resources/fuzz/<target>.txt}: one a line, a name and the bytes in
 * hexadecimal. Names begin with what the input is:
 * <pre>
 *   seed-…      real data, written by the target itself
 *   path-…      found by a fuzz run to reach code that no other input reaches
 *   finding-…   once broke something, and must not again
 * </pre>
 */
final class Corpus {
  private static final Path FOLDER = Path.of("src", "test", "resources", "fuzz");
  private static final int NAME_DIGITS = 12;

  private final Path file;

  Corpus(Path file) {
    this.file = file;
  }

  /** The corpus of a target of the module that the tests are run for. */
  static Corpus of(Class<?> target) {
    return new Corpus(FOLDER.resolve(target.getSimpleName() + ".txt"));
  }

  static String hex(byte[] input) {
    return HexFormat.of().formatHex(input);
  }

  /** By name, in the order of names. */
  Map<String, byte[]> inputs() {
    Map<String, byte[]> inputs = new TreeMap<>();
    for (String line : lines()) {
      int space = line.indexOf(' ');
      inputs.put(line.substring(0, space), HexFormat.of().parseHex(line.substring(space + 1)));
    }
    return inputs;
  }

  /** Adds an input that has no name of its own. @return the name it got */
  String add(String kind, byte[] input) {
    Map<String, byte[]> inputs = inputs();
    String name = kind + "-" + digest(input).substring(0, NAME_DIGITS);
    inputs.put(name, input);
    write(inputs);
    return name;
  }

  /** Puts these seeds in the place of the earlier ones. */
  void seeds(Map<String, byte[]> seeds) {
    Map<String, byte[]> inputs = new LinkedHashMap<>(inputs());
    inputs.keySet().removeIf(name -> name.startsWith("seed-"));
    seeds.forEach((name, input) -> inputs.put("seed-" + name.replace(' ', '-'), input));
    write(inputs);
  }

  @Override
  public String toString() {
    return file.toString();
  }

  private Iterable<String> lines() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : java.util.List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Map<String, byte[]> inputs) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(inputs).forEach((name, input) -> text.append(name).append(' ').append(hex(input)).append('\n'));
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(byte[] input) {
    try {
      return hex(MessageDigest.getInstance("SHA-256").digest(input));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
