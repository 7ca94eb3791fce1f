package io.livetape.console.account;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often somebody may try to sign in: a few times at once and then now and then, for each address (of IPv6 for each /64) and for
 * everybody together. Whoever gets in has used up nothing. Any thread.
 */
final class LoginLimits {
  static final int PER_ADDRESS_TRIES = 5;
  static final Duration PER_ADDRESS_PAUSE = Duration.ofSeconds(30);
  static final int TOGETHER_TRIES = 50;
  static final Duration TOGETHER_PAUSE = Duration.ofSeconds(2);

  /** Addresses that are remembered; beyond that the one that tried longest ago is forgotten. */
  private static final int ADDRESS_MAX = 10_000;

  private final Map<String, Tries> byAddress = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
      return size() > ADDRESS_MAX;
    }
  };
  private Tries together = new Tries(TOGETHER_TRIES, Instant.EPOCH);

  /** What is left, and since when. */
  private record Tries(double left, Instant at) {
    Tries now(int most, Duration pause, Instant now) {
      double gained = Math.max(0, Duration.between(at, now).toMillis()) / (double) pause.toMillis();
      return new Tries(Math.min(most, left + gained), now);
    }

    Optional<Duration> wait(Duration pause) {
      return left >= 1 ? Optional.empty() : Optional.of(Duration.ofMillis(Math.round((1 - left) * pause.toMillis())));
    }

    Tries less() {
      return new Tries(left - 1, at);
    }
  }

  /** Takes a try; if there is none, says how long to wait for one. */
  synchronized Optional<Duration> take(String address, Instant now) {
    String key = network(address);
    Tries own = byAddress.getOrDefault(key, new Tries(PER_ADDRESS_TRIES, now)).now(PER_ADDRESS_TRIES, PER_ADDRESS_PAUSE, now);
    Tries all = together.now(TOGETHER_TRIES, TOGETHER_PAUSE, now);
    Optional<Duration> wait = own.wait(PER_ADDRESS_PAUSE).or(() -> all.wait(TOGETHER_PAUSE));
    byAddress.put(key, wait.isPresent() ? own : own.less());
    together = wait.isPresent() ? all : all.less();
    return wait;
  }

  /** Gives back the try of somebody who got in. */
  synchronized void giveBack(String address) {
    byAddress.computeIfPresent(network(address), (_, tries) -> new Tries(tries.left + 1, tries.at));
    together = new Tries(together.left + 1, together.at);
  }

  /** @param address as text, without a name to look up */
  private static String network(String address) {
    try {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      return bytes.length == 16 ? Arrays.toString(Arrays.copyOf(bytes, 8)) : address;
    } catch (IllegalArgumentException _) {
      return address;
    }
  }
}
