package io.livetape.live;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * The connections of a listener that have not said yet what they want. When there are too many, the one that has waited longest has to
 * go: an encoder or a browser is through in a moment, and who sits here for seconds has nothing to say. An address that takes more than its share makes room itself, so
 * that a flood from a few addresses does not push out the others. Any thread.
 *
 * @param <C> a connection, compared by identity
 */
public final class Lobby<C> {
  /** One address may have this part of the places before its own connections go first. */
  private static final int SHARE_DIVISOR = 16;

  private final int max;
  private final int shareMax;
  /** Where each comes from, in the order in which they came. */
  private final SequencedMap<C, Object> origins = new LinkedHashMap<>();
  private final Map<Object, SequencedSet<C>> waitingOf = new HashMap<>();

  /** @param max connections that may wait at a time */
  public Lobby(int max) {
    this.max = max;
    shareMax = Math.max(1, max / SHARE_DIVISOR);
  }

  /** Lets one in. @return the connection that has to go to make room, which is out of here by then */
  public synchronized Optional<C> enter(C connection, InetAddress address) {
    Object origin = Headcount.origin(address);
    origins.put(connection, origin);
    SequencedSet<C> alike = waitingOf.computeIfAbsent(origin, _ -> new LinkedHashSet<>());
    alike.add(connection);
    if (origins.size() <= max) {
      return Optional.empty();
    }
    C longest = alike.size() > shareMax ? alike.getFirst() : origins.firstEntry().getKey();
    leave(longest);
    return Optional.of(longest);
  }

  /** It has said what it wants, or is gone. Again is nothing. */
  public synchronized void leave(C connection) {
    Object origin = origins.remove(connection);
    if (origin != null) {
      SequencedSet<C> alike = waitingOf.get(origin);
      alike.remove(connection);
      if (alike.isEmpty()) {
        waitingOf.remove(origin);
      }
    }
  }

  /** How many wait. */
  public synchronized int count() {
    return origins.size();
  }
}
