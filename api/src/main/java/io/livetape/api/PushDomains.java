package io.livetape.api;

import java.util.List;
import java.util.Optional;

/**
 * The push domains and their keys. Any thread.
 *
 * @param domains empty: every host is accepted, with the keys of {@code any}
 * @param any the keys for hosts that have none of their own
 */
public record PushDomains(List<Domain> domains, Keys any) {
  /** Both are valid at any time, so that keys can be changed without cutting anybody off. */
  public record Keys(String master, String backup) {
    List<String> all() {
      return backup.isEmpty() ? List.of(master) : List.of(master, backup);
    }

    @Override
    public String toString() {
      return "Keys[" + all().size() + "]";
    }
  }

  /** @param name lower case, without port */
  public record Domain(String name, Keys keys) {}

  public PushDomains {
    domains = List.copyOf(domains);
  }

  /** The keys of a host, or empty when pushes to it are refused. */
  public Optional<Keys> keysOf(String host) {
    if (domains.isEmpty()) {
      return Optional.of(any);
    }
    return domains.stream().filter(domain -> domain.name().equals(host)).map(Domain::keys).findFirst();
  }

  /** The host to print in push addresses. */
  public Domain first() {
    return domains.isEmpty() ? new Domain("127.0.0.1", any) : domains.getFirst();
  }
}
