package io.livetape.api.transport;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of the memory is for the bodies of calls. Large bodies have a room of their own, so that strangers who fill it do not keep
 * usual calls out, which are small. Any thread.
 */
final class BodyRoom {
  static final int SMALL_MAX_BYTES = 64 << 10;

  private final Room small;
  private final Room large;

  BodyRoom(long smallBytes, long largeBytes) {
    small = new Room(smallBytes);
    large = new Room(largeBytes);
  }

  /** Takes room for a body; false when there is none. */
  boolean take(long bodyBytes) {
    return of(bodyBytes).take(bodyBytes);
  }

  /** Gives back what {@link #take} took. */
  void release(long bodyBytes) {
    of(bodyBytes).heldBytes.addAndGet(-bodyBytes);
  }

  private Room of(long bodyBytes) {
    return bodyBytes <= SMALL_MAX_BYTES ? small : large;
  }

  private record Room(long maxBytes, AtomicLong heldBytes) {
    Room(long maxBytes) {
      this(maxBytes, new AtomicLong());
    }

    boolean take(long bytes) {
      boolean fits = heldBytes.addAndGet(bytes) <= maxBytes;
      if (!fits) {
        heldBytes.addAndGet(-bytes);
      }
      return fits;
    }
  }
}
