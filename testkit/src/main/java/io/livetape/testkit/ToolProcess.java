package io.livetape.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that a test runs: its output is kept, its time is bounded, and it ends with the test when closed. Any thread.
 */
public final class ToolProcess implements AutoCloseable {
  private static final int OUTPUT_MAX_BYTES = 64 << 20;
  private static final Duration AFTER_KILL = Duration.ofSeconds(10);

  private final List<String> command;
  private final Process process;
  private final Output out;
  private final Output err;

  private ToolProcess(List<String> command, Process process) {
    this.command = command;
    this.process = process;
    this.out = new Output(process.getInputStream());
    this.err = new Output(process.getErrorStream());
  }

  /** How a program ended and what it said. */
  public record Result(int status, String out, String err) {}

  /** Starts a program; one that still runs after the limit is killed. */
  public static ToolProcess start(Duration limit, List<String> command) {
    try {
      ToolProcess tool = new ToolProcess(List.copyOf(command), new ProcessBuilder(command).start());
      tool.process.getOutputStream().close();
      Thread.startVirtualThread(() -> tool.killAfter(limit));
      return tool;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a program to its end, which must come within the limit and with status 0; returns what it wrote to standard output. */
  public static String run(Duration limit, List<String> command) {
    try (ToolProcess tool = start(limit, command)) {
      Result result = tool.await(limit);
      if (result.status() != 0) {
        throw new AssertionError(tool + " ended with status " + result.status() + ": " + result.err());
      }
      return result.out();
    }
  }

  /** Waits for the end, which must come within the time. */
  public Result await(Duration limit) {
    if (!endedWithin(limit)) {
      throw new AssertionError(this + " still runs after " + limit + ": " + err.text());
    }
    out.awaitEnd();
    err.awaitEnd();
    return new Result(process.exitValue(), out.text(), err.text());
  }

  /** Asks the program to end by itself (SIGTERM), as a user would, and waits for it. */
  public Result stop() {
    process.destroy();
    return await(AFTER_KILL);
  }

  /** Ends the program at once (SIGKILL): its connections break without a word. */
  public void kill() {
    process.destroyForcibly();
    endedWithin(AFTER_KILL);
  }

  public boolean alive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** What the program has written to standard error so far. */
  public String errors() {
    return err.text();
  }

  @Override
  public void close() {
    kill();
  }

  @Override
  public String toString() {
    return String.join(" ", command);
  }

  private void killAfter(Duration limit) {
    if (!endedWithin(limit)) {
      process.destroyForcibly();
    }
  }

  private boolean endedWithin(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + this, e);
    }
  }

  /** Takes up one output of the process on a thread of its own, so that a full pipe never stops the program. */
  private static final class Output {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread reader;

    Output(InputStream in) {
      reader = Thread.startVirtualThread(() -> drain(in));
    }

    private void drain(InputStream in) {
      byte[] buffer = new byte[8192];
      try (in) {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          keep(buffer, count);
        }
      } catch (IOException _) {
        // A killed process takes its pipes with it; what came before is kept.
      }
    }

    private void keep(byte[] buffer, int count) {
      synchronized (kept) {
        kept.write(buffer, 0, Math.min(count, OUTPUT_MAX_BYTES - kept.size()));
      }
    }

    private void awaitEnd() {
      try {
        reader.join(AFTER_KILL);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    private String text() {
      synchronized (kept) {
        return kept.toString(StandardCharsets.UTF_8);
      }
    }
  }
}
