package io.livetape.api;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether addresses of a domain must be signed, and with what. Both keys are valid at any time, so that they can be changed without
 * cutting anybody off.
 *
 * @param backup empty for none
 * @param delta how much longer than its address says a signature is valid
 */
public record AuthKeys(boolean enabled, String master, String backup, Duration delta) {
  public static final AuthKeys OFF = new AuthKeys(false, "", "", Duration.ZERO);

  List<String> keys() {
    return Stream.of(master, backup).filter(key -> !key.isEmpty()).toList();
  }

  @Override
  public String toString() {
    return "AuthKeys[" + (enabled ? "on, " : "off, ") + keys().size() + "]";
  }
}
