package io.livetape.bench;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a process had used up to an instant, or between two.
 *
 * @param atNanos the instant on {@link System#nanoTime}'s scale, or the time between
 * @param cpuNanosByThread by the kernel's thread names, without their numbers
 * @param residentKib memory in use at the (later) instant
 * @param writtenBytes given to write calls, of files and sockets
 * @param writeCallCount such calls
 * @param switchCount how often a thread went to sleep by itself
 * @param otherCoreNanos processor time of the server's core that went to anyone but the process
 */
record Use(
    long atNanos, Map<String, Long> cpuNanosByThread, long residentKib, long writtenBytes, long writeCallCount, long switchCount,
    long otherCoreNanos) {

  Use {
    cpuNanosByThread = Map.copyOf(cpuNanosByThread);
  }

  Use since(Use earlier) {
    Map<String, Long> cpuNanos = new TreeMap<>(cpuNanosByThread);
    earlier.cpuNanosByThread.forEach((thread, nanos) -> cpuNanos.merge(thread, -nanos, Long::sum));
    return new Use(atNanos - earlier.atNanos, cpuNanos, residentKib, writtenBytes - earlier.writtenBytes,
        writeCallCount - earlier.writeCallCount, switchCount - earlier.switchCount, otherCoreNanos - earlier.otherCoreNanos);
  }

  long cpuNanos() {
    return cpuNanosByThread.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Time of the JVM's compilers. */
  long compilerNanos() {
    return cpuNanosWhere("C1 ") + cpuNanosWhere("C2 ");
  }

  /** Time of the JVM's collectors; the serial one works on the VM thread. */
  long collectorNanos() {
    return cpuNanosWhere("GC ") + cpuNanosWhere("G1 ") + cpuNanosWhere("VM Thread");
  }

  private long cpuNanosWhere(String prefix) {
    return cpuNanosByThread.entrySet().stream().filter(entry -> entry.getKey().startsWith(prefix)).mapToLong(Map.Entry::getValue).sum();
  }
}
