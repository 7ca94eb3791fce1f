package io.livetape.app.faults;

import io.livetape.testkit.ToolProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A small file system of its own, which takes the right to mount one; without it the running test is skipped. One thread. */
final class Mount implements AutoCloseable {
  private static final Duration TOOL_MAX = Duration.ofSeconds(30);

  private final Path place;
  private final List<Path> rest = new ArrayList<>();

  private Mount(Path place) {
    this.place = place;
  }

  /** In memory, with so much room. */
  static Mount tmpfs(long sizeBytes) throws IOException {
    Mount mount = new Mount(Files.createTempDirectory("livetape-mount"));
    mount.mount("-t", "tmpfs", "-o", "size=" + sizeBytes, "tmpfs");
    return mount;
  }

  /** An ext4 in a file, which becomes read-only with its first error. */
  static Mount ext4(long sizeBytes) throws IOException {
    Mount mount = new Mount(Files.createTempDirectory("livetape-mount"));
    Path image = Files.createTempFile("livetape", ".ext4");
    mount.rest.add(image);
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(sizeBytes);
    }
    mount.need("mkfs.ext4", "-q", "-F", image.toString());
    mount.mountImage();
    return mount;
  }

  private void mountImage() throws IOException {
    mount("-o", "loop,errors=remount-ro", rest.getFirst().toString());
  }

  private void mount(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("mount"));
    command.addAll(List.of(arguments));
    command.add(place.toString());
    need(command.toArray(String[]::new));
  }

  /** Skips the test if this does not work here. */
  private void need(String... command) throws IOException {
    boolean works;
    try (ToolProcess tool = ToolProcess.start(TOOL_MAX, List.of(command))) {
      works = tool.await(TOOL_MAX).status() == 0;
    } catch (UncheckedIOException _) {
      works = false;
    }
    if (!works) {
      remove();
      Assumptions.abort("needs the right to mount file systems: " + String.join(" ", command) + " does not work here");
    }
  }

  Path place() {
    return place;
  }

  /** From now on whatever writes to it waits. */
  void freeze() {
    ToolProcess.run(TOOL_MAX, List.of("fsfreeze", "--freeze", place.toString()));
  }

  void thaw() {
    ToolProcess.run(TOOL_MAX, List.of("fsfreeze", "--unfreeze", place.toString()));
  }

  /** Makes an ext4 find itself damaged: from now on it is read-only. */
  void fail() throws IOException {
    String device = ToolProcess.run(TOOL_MAX, List.of("findmnt", "-n", "-o", "SOURCE", place.toString())).strip();
    Files.writeString(Path.of("/sys/fs/ext4", Path.of(device).getFileName().toString(), "trigger_fs_error"), "1");
  }

  /** Repairs an ext4 that nobody uses any more, as an operator would. */
  void repair() throws IOException {
    ToolProcess.run(TOOL_MAX, List.of("umount", place.toString()));
    try (ToolProcess check = ToolProcess.start(TOOL_MAX, List.of("e2fsck", "-f", "-y", rest.getFirst().toString()))) {
      check.await(TOOL_MAX);
    }
    mountImage();
  }

  @Override
  public void close() throws IOException {
    ToolProcess.run(TOOL_MAX, List.of("umount", place.toString()));
    remove();
  }

  private void remove() throws IOException {
    Files.deleteIfExists(place);
    for (Path file : rest) {
      Files.deleteIfExists(file);
    }
  }
}
