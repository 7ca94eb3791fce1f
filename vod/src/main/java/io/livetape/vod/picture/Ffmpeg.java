package io.livetape.vod.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The {@code ffmpeg} command, in a process of its own each time, which has the lowest priority and ends soon, or is ended. One thread;
 * {@link #close} may come from another, and ends what is running.
 */
public final class Ffmpeg implements AutoCloseable {
  /** 8K; more is not decoded, whatever a file says of itself. */
  public static final int PIXELS_MAX = 7680 * 4320;

  private static final Duration VERSION_LIFE_MAX = Duration.ofSeconds(20);
  private static final int VERSION_MAX_BYTES = 64 << 10;
  private static final Duration FEED_WAIT = Duration.ofSeconds(5);

  private final String command;
  private volatile Process running;
  private volatile boolean closed;

  /** @param command a name in the path, or a path */
  public Ffmpeg(String command) {
    this.command = command;
  }

  /** What a process is given to read, piece by piece. */
  @FunctionalInterface
  public interface Feed {
    /** The next bytes, valid until the next call; null at the end. */
    ByteBuffer next() throws IOException;
  }

  /** Why it cannot be run; empty when it can. Takes a moment. */
  public String fault() {
    try {
      run(List.of("-version"), () -> null, VERSION_MAX_BYTES, VERSION_LIFE_MAX);
      return "";
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  /**
   * What it writes to its standard output.
   *
   * @param outMaxBytes what it writes beyond is not read, and ends it
   * @throws IOException if it fails, lives too long, or could not be fed
   */
  public byte[] run(List<String> arguments, Feed feed, int outMaxBytes, Duration lifeMax) throws IOException {
    Process process = start(arguments);
    // Ending it ends the reading, too.
    process.onExit().orTimeout(lifeMax.toMillis(), TimeUnit.MILLISECONDS).exceptionally(_ -> process.destroyForcibly());
    Feeding feeding = new Feeding(feed, process.getOutputStream());
    try {
      InputStream out = process.getInputStream();
      byte[] bytes = out.readNBytes(outMaxBytes);
      out.close();
      int status = process.waitFor();
      feeding.await();
      if (status != 0) {
        throw new IOException(command + " ended with status " + status);
      }
      return bytes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of("nice", "-n", "19", command));
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().retainAll(List.of("PATH", "LD_LIBRARY_PATH"));
    Process process = builder.start();
    running = process;
    if (closed) {
      process.destroyForcibly();
    }
    return process;
  }

  /** Writes while the other end is read, or both processes could wait for each other. Owns a thread, which ends with the process. */
  private static final class Feeding {
    private final Feed feed;
    private final OutputStream into;
    private final Thread thread;
    private volatile IOException fault;

    Feeding(Feed feed, OutputStream into) {
      this.feed = feed;
      this.into = into;
      thread = Thread.ofPlatform().name("ffmpeg-feed").daemon().start(this::run);
    }

    private void run() {
      try (WritableByteChannel channel = Channels.newChannel(into)) {
        for (ByteBuffer bytes = next(); bytes != null; bytes = next()) {
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        }
      } catch (IOException _) {
        // It reads no more, because it has enough or has ended: its status tells.
      }
    }

    private ByteBuffer next() {
      try {
        return feed.next();
      } catch (IOException e) {
        fault = e;
        return null;
      }
    }

    /** @throws IOException if what it was to be given could not be read */
    void await() throws IOException, InterruptedException {
      thread.join(FEED_WAIT);
      if (fault != null) {
        throw fault;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    Process process = running;
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
