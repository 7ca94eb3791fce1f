package io.livetape.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Reads from {@code /proc} what a process uses. Threads that have ended count with what was last seen of them: they are looked at twice
 * a second. Any thread.
 */
final class ProcessMeter implements AutoCloseable {
  private static final long LOOK_MS = 500;
  private static final long TICK_NANOS = 10_000_000;

  private record ThreadUse(String name, long cpuNanos, long switchCount) {}

  private final Path process;
  private final int core;
  private final Map<String, ThreadUse> threads = new HashMap<>();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("meter").daemon().factory());

  /** @param core the one that the process is pinned to */
  ProcessMeter(long pid, int core) {
    this.process = Path.of("/proc", Long.toString(pid));
    this.core = core;
    looking.scheduleWithFixedDelay(this::look, 0, LOOK_MS, TimeUnit.MILLISECONDS);
  }

  /** Everything up to now. */
  Use read() throws IOException {
    look();
    Map<String, Long> byName = new TreeMap<>();
    long switchCount;
    synchronized (threads) {
      threads.values().forEach(thread -> byName.merge(thread.name(), thread.cpuNanos(), Long::sum));
      switchCount = threads.values().stream().mapToLong(ThreadUse::switchCount).sum();
    }
    Map<String, Long> io = numbers(process.resolve("io"));
    Map<String, Long> status = numbers(process.resolve("status"));
    long cpuNanos = byName.values().stream().mapToLong(Long::longValue).sum();
    return new Use(System.nanoTime(), byName, status.get("VmRSS"), io.get("wchar"), io.get("syscw"), switchCount,
        coreBusyNanos() - cpuNanos);
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }

  private void look() {
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(process.resolve("task"))) {
      for (Path task : tasks) {
        look(task);
      }
    } catch (IOException _) {
      // The process has ended; what was seen last stays.
    }
  }

  private void look(Path task) {
    try {
      // Nanoseconds on a processor, nanoseconds waiting for one, number of turns.
      String schedule = Files.readString(task.resolve("schedstat"));
      long cpuNanos = Long.parseLong(schedule.substring(0, schedule.indexOf(' ')));
      String name = Files.readString(task.resolve("comm")).strip().replaceAll("[-#0-9]+$", "");
      long switchCount = numbers(task.resolve("status")).getOrDefault("voluntary_ctxt_switches", 0L);
      synchronized (threads) {
        threads.put(task.getFileName().toString(), new ThreadUse(name, cpuNanos, switchCount));
      }
    } catch (IOException _) {
      // This thread has ended.
    }
  }

  /** The numbers of a file with lines of the form {@code name: number unit}. */
  private static Map<String, Long> numbers(Path file) throws IOException {
    Map<String, Long> numbers = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split(":?\\s+");
      if (parts.length > 1 && parts[1].matches("\\d+")) {
        numbers.put(parts[0], Long.parseLong(parts[1]));
      }
    }
    return numbers;
  }

  /** User, nice, system, interrupt and soft interrupt time of the core, which the kernel counts in hundredths of a second. */
  private long coreBusyNanos() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/stat"))) {
      if (line.startsWith("cpu" + core + " ")) {
        String[] fields = line.split("\\s+");
        long ticks = 0;
        for (int field : new int[] {1, 2, 3, 6, 7}) {
          ticks += Long.parseLong(fields[field]);
        }
        return ticks * TICK_NANOS;
      }
    }
    return 0;
  }
}
