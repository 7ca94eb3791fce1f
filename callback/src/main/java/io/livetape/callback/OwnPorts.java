package io.livetape.callback;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Refuses the ports on which this server itself listens, at any address of this machine, besides what another check refuses: a server that
 * can be made to call itself lets callers do what only it may.
 *
 * @param ports as they are when somebody asks
 */
public record OwnPorts(EndpointCheck others, Supplier<Set<Integer>> ports) implements EndpointCheck {
  @Override
  public List<InetAddress> addresses(URI endpoint) throws IOException {
    List<InetAddress> addresses = others.addresses(endpoint);
    int port = endpoint.getPort() >= 0 ? endpoint.getPort() : endpoint.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    if (ports.get().contains(port)) {
      for (InetAddress address : addresses) {
        if (ours(address)) {
          throw new RefusedEndpointException("port " + port + " of " + address.getHostAddress() + " is this server itself");
        }
      }
    }
    return addresses;
  }

  private static boolean ours(InetAddress address) throws IOException {
    return address.isLoopbackAddress() || address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
  }
}
