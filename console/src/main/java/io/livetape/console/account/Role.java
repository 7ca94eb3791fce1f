package io.livetape.console.account;

import java.util.Locale;

/** What a user may do; each role may also do what those before it may. */
public enum Role {
  /** Look at everything but secrets. */
  VIEWER,
  /** Change everything but settings, users and keys. */
  OPERATOR,
  /** Everything. */
  ADMIN;

  public boolean atLeast(Role other) {
    return compareTo(other) >= 0;
  }

  /** {@code viewer}, {@code operator}, {@code admin}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of a {@link #label}. */
  public static Role of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
