package io.livetape.console.account;

import java.time.Instant;

/**
 * A browser that is signed in.
 *
 * @param idHash under which it is kept; the id itself is in the browser's cookie alone
 * @param csrf what the console's own pages send with each POST, and no other site can know
 */
public record Session(String idHash, String userName, Role role, String csrf, Instant expiresAt) {
  @Override
  public String toString() {
    return "Session[" + userName + ", " + role.label() + "]";
  }
}
