package io.livetape.api.fcgi;

import java.util.Set;

/**
 * Whose calls are taken.
 *
 * @param ids the account's numbers, as text
 * @param key empty: no call is taken
 */
public record FcgiAccount(Set<String> ids, String key) {
  public FcgiAccount {
    ids = Set.copyOf(ids);
  }

  @Override
  public String toString() {
    return "FcgiAccount" + ids;
  }
}
