package io.livetape.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A long-running program on one core, its outputs in a file. Ends with its owner, and no later than this JVM. */
final class Child implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final Duration STOP_MAX = Duration.ofSeconds(60);
  private static final long POLL_MS = 20;

  private final String name;
  private final Process process;
  private final Path log;
  private final Thread atExit;

  Child(String name, int core, List<String> command, Map<String, String> environment, Path log) throws IOException {
    this.name = name;
    this.log = log;
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(core)));
    pinned.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(pinned).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    process = builder.start();
    process.getOutputStream().close();
    atExit = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  long pid() {
    return process.pid();
  }

  /** Something that may not be true yet. */
  interface Condition {
    boolean met() throws IOException;
  }

  /** Waits for what the program does when it is ready. */
  void awaitReady(Condition condition) throws IOException {
    long deadline = System.nanoTime() + START_MAX.toNanos();
    try {
      while (!condition.met()) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IOException(name + " does not start: " + Files.readString(log));
        }
        Thread.sleep(POLL_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** For programs that cannot choose a port by themselves. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static boolean answers(InetSocketAddress address) {
    try (SocketChannel channel = SocketChannel.open()) {
      return channel.connect(address);
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(name + " did not end within " + STOP_MAX.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
