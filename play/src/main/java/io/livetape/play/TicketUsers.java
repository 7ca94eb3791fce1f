package io.livetape.play;

import io.livetape.live.Headcount;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * From where addresses are used of which few viewers may make use. Of these the newest are remembered; one that is forgotten because there
 * are too many may be used from as many places again. Any thread.
 */
final class TicketUsers {
  static final int TICKETS_MAX = 10_000;
  static final int PLACES_MAX = 100_000;

  private final Map<String, Set<Object>> places = new LinkedHashMap<>(16, 0.75f, true);
  private int placeCount;

  /** False when it is used from as many other places as may be. */
  synchronized boolean enter(String sign, String from, int max) {
    Set<Object> known = places.computeIfAbsent(sign, _ -> new HashSet<>());
    Object place = place(from);
    if (known.contains(place)) {
      return true;
    }
    if (known.size() >= max) {
      return false;
    }
    known.add(place);
    placeCount++;
    forget();
    return true;
  }

  private void forget() {
    Iterator<Set<Object>> oldest = places.values().iterator();
    while (places.size() > TICKETS_MAX || placeCount > PLACES_MAX && places.size() > 1) {
      placeCount -= oldest.next().size();
      oldest.remove();
    }
  }

  private static Object place(String from) {
    try {
      return Headcount.origin(InetAddress.getByName(from));
    } catch (UnknownHostException _) {
      return from;
    }
  }
}
