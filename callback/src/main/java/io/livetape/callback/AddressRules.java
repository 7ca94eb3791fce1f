package io.livetape.callback;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Keeps callbacks away from addresses that no receiver has: whoever may set a callback address could otherwise make this server post to
 * places that only it can reach. Each address that a name stands for must pass: it is in an allowed network, or in no denied one.
 */
public record AddressRules(List<Network> allowed, List<Network> denied) implements EndpointCheck {
  /** Never a receiver: this host in disguise, link-local networks (where most clouds have their metadata), other metadata, groups. */
  public static final List<Network> NEVER_RECEIVERS = Stream.of(
      "0.0.0.0/8", "::/128",
      "169.254.0.0/16", "fe80::/10",
      "100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254",
      "224.0.0.0/4", "255.255.255.255", "ff00::/8").map(Network::parse).toList();

  /** Loopback and private networks pass: a receiver beside the recorder is the usual case. */
  public static final AddressRules DEFAULT = new AddressRules(List.of(), NEVER_RECEIVERS);

  /** IPv4 addresses behind a translator (RFC 6052, section 2.1): the last four bytes are the address that is reached. */
  private static final Network TRANSLATED = Network.parse("64:ff9b::/96");

  /** The old IPv4-compatible form (RFC 4291, section 2.5.5.1), embedded the same way; holds {@code ::} and {@code ::1} too. */
  private static final Network COMPATIBLE = Network.parse("::/96");

  public AddressRules {
    allowed = List.copyOf(allowed);
    denied = List.copyOf(denied);
  }

  @Override
  public List<InetAddress> addresses(URI endpoint) throws IOException {
    String scheme = endpoint.getScheme() == null ? "" : endpoint.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new RefusedEndpointException("not an http or https address");
    }
    if (endpoint.getHost() == null) {
      throw new RefusedEndpointException("no host in the address");
    }
    InetAddress[] addresses = InetAddress.getAllByName(endpoint.getHost());
    for (InetAddress address : addresses) {
      check(address);
      check(embedded(address));
    }
    return List.of(addresses);
  }

  private void check(InetAddress address) throws RefusedEndpointException {
    if (allowed.stream().anyMatch(network -> network.contains(address))) {
      return;
    }
    for (Network network : denied) {
      if (network.contains(address)) {
        throw new RefusedEndpointException(address.getHostAddress() + " is in the denied network " + network);
      }
    }
  }

  private static InetAddress embedded(InetAddress address) throws UnknownHostException {
    boolean embeds = TRANSLATED.contains(address) || COMPATIBLE.contains(address) && !address.isLoopbackAddress();
    return embeds ? Inet4Address.getByAddress(Arrays.copyOfRange(address.getAddress(), 12, 16)) : address;
  }
}
