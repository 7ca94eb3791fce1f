package io.livetape.live;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many connections a listener has, in all and from one address, and whether it may take one more. Each one that was let in must leave
 * once. Any thread.
 */
public final class Headcount {
  /** The answer to one who wants to come in. */
  public enum Answer { WELCOME, FULL, FULL_OF_THIS_ADDRESS }

  private final int max;
  private final int addressMax;
  private final AtomicInteger all = new AtomicInteger();
  private final ConcurrentMap<Object, Integer> byOrigin = new ConcurrentHashMap<>();

  /**
   * @param max connections at a time
   * @param addressMax of them, from one address
   */
  public Headcount(int max, int addressMax) {
    if (max < 1 || addressMax < 1) {
      throw new IllegalArgumentException("a listener takes at least one connection, not " + max + ", from one address " + addressMax);
    }
    this.max = max;
    this.addressMax = addressMax;
  }

  /** Counts one more if there is room. */
  public Answer enter(InetAddress address) {
    if (all.incrementAndGet() > max) {
      all.decrementAndGet();
      return Answer.FULL;
    }
    if (byOrigin.merge(origin(address), 1, Integer::sum) > addressMax) {
      leave(address);
      return Answer.FULL_OF_THIS_ADDRESS;
    }
    return Answer.WELCOME;
  }

  /** One that was welcome is gone. */
  public void leave(InetAddress address) {
    byOrigin.computeIfPresent(origin(address), (_, count) -> count == 1 ? null : count - 1);
    all.decrementAndGet();
  }

  public int count() {
    return all.get();
  }

  /**
   * What counts as one address: an IPv4 address; of IPv6 the first 64 bits, because whoever has one such address has all that begin alike
   * (RFC 4291, 2.5.1).
   */
  public static Object origin(InetAddress address) {
    return address instanceof Inet6Address ? ByteBuffer.wrap(address.getAddress()).getLong() : address;
  }
}
