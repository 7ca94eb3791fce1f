package io.livetape.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything under {@code /console/assets/}, read into memory when the server starts. One hash over all of it is a part of every address,
 * so that browsers may keep what they have got for ever, and scripts name each other by relative addresses. Any thread.
 */
final class Assets {
  static final String PATH = "/console/assets/";

  private static final String ROOT = "/console";

  /** What the replay pages share with the console: the look. */
  private static final List<String> SHARED = List.of("tokens.css", "livetape.svg");

  private static final int HASH_CHARS = 16;

  private final Map<String, Asset> byName;
  private final String hash;

  private Assets(Map<String, Asset> byName) {
    this.byName = byName;
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byName.forEach((name, asset) -> all.writeBytes((name + " " + asset.hash() + "\n").getBytes(StandardCharsets.UTF_8)));
    hash = Hash.hex(all.toByteArray()).substring(0, HASH_CHARS);
  }

  /** Reads them from the class path. */
  static Assets read() {
    try {
      Map<String, Asset> assets = new TreeMap<>();
      URI root = Assets.class.getResource(ROOT).toURI();
      if (root.getScheme().equals("jar")) {
        try (FileSystem jar = FileSystems.newFileSystem(root, Map.of())) {
          readFolder(jar.getPath(ROOT), assets);
        }
      } else {
        readFolder(Path.of(root), assets);
      }
      for (String name : SHARED) {
        try (InputStream in = Assets.class.getResourceAsStream("/web/" + name)) {
          assets.put(name, Asset.of(name, in.readAllBytes()));
        }
      }
      return new Assets(assets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void readFolder(Path folder, Map<String, Asset> assets) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (name.matches(".*\\.(js|css|svg)")) {
          assets.put(name, Asset.of(name, Files.readAllBytes(file)));
        }
      }
    }
  }

  /** The address of one. */
  String address(String name) {
    if (!byName.containsKey(name)) {
      throw new IllegalArgumentException("no asset " + name);
    }
    return PATH + hash + "/" + name;
  }

  /** What is at an address, unless it is of another build. */
  Optional<Asset> at(String path) {
    String prefix = PATH + hash + "/";
    return path.startsWith(prefix) ? Optional.ofNullable(byName.get(path.substring(prefix.length()))) : Optional.empty();
  }

  /** Names, in their order. */
  List<String> names() {
    return List.copyOf(byName.keySet());
  }
}
