package io.livetape.app.config;

import java.util.List;

/** Values that a section refuses at its construction. */
final class InvalidSection extends IllegalArgumentException {
  /** One refused component, by the name it has in the record. */
  record Violation(String component, String allowed) {}

  private final transient List<Violation> violations;

  InvalidSection(List<Violation> violations) {
    super(violations.toString());
    this.violations = List.copyOf(violations);
  }

  List<Violation> violations() {
    return violations;
  }
}
