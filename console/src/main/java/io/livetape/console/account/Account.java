package io.livetape.console.account;

import java.time.Instant;

/** A user of the console. */
public record Account(String name, String passwordHash, Role role, Instant createdAt) {
  /** Longest name, in characters. */
  public static final int NAME_MAX_CHARS = 64;

  public Account {
    if (!legalName(name)) {
      throw new IllegalArgumentException("illegal user name");
    }
  }

  /** Whether a text can be a user's name. */
  public static boolean legalName(String text) {
    return text.matches("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._@-]{0," + (NAME_MAX_CHARS - 1) + "}");
  }

  @Override
  public String toString() {
    return "Account[" + name + ", " + role.label() + "]";
  }
}
