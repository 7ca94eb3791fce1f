package io.livetape.api.transport;

import java.sql.SQLException;
import java.util.Optional;

/** The keys that calls are signed with. Asked for each call, so that a revoked key is refused at once. Blocks; any thread. */
@FunctionalInterface
public interface KeyRing {
  Optional<Key> find(String secretId) throws SQLException;

  /** A valid key; {@code name} says whose it is. */
  record Key(String name, String secretKey) {
    @Override
    public String toString() {
      return "Key[" + name + "]";
    }
  }
}
