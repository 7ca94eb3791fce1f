package io.livetape.callback;

import java.io.IOException;
import java.net.URI;

/** Says whether an address may be posted to. Asked before each attempt, on a platform thread, since it may look the name up. */
@FunctionalInterface
public interface EndpointCheck {
  /**
   * @throws RefusedEndpointException when it may not: the event is parked at once
   * @throws IOException when that cannot be said now, as when the name is not found: a failed attempt like any other
   */
  void check(URI endpoint) throws IOException;
}
