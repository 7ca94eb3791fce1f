package io.livetape.api;

import java.util.List;
import java.util.Locale;

/** How bad it is what event 341 tells of (contract 4.4). */
enum ExceptionLevel {
  INFO, WARNING, ERROR;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** @param levels those that a template names; none: it wants all of them. What it calls an alarm is a warning here. */
  boolean wanted(List<String> levels) {
    return levels.isEmpty() || levels.contains(label()) || this == WARNING && levels.contains("alarm");
  }
}
