package io.livetape.callback;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/** Says whether and where an endpoint may be posted to. Asked before each attempt, on a platform thread, since it may look the name up. */
@FunctionalInterface
public interface EndpointCheck {
  /**
   * The addresses that the endpoint's name stands for, in the order in which to try them. Only these are connected to, so that a name
   * cannot stand for another address by then.
   *
   * @throws RefusedEndpointException when it may not be posted to: the event is parked at once
   * @throws IOException when that cannot be said now, as when the name is not found: a failed attempt like any other
   */
  List<InetAddress> addresses(URI endpoint) throws IOException;
}
