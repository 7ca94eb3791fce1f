package io.livetape.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a thread has taken from the Java heap, as HotSpot counts it. */
final class Allocation {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /** Bytes since this thread began, whether or not they are still in use. */
  static long ofThisThread() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
