package io.livetape.app.config;

/** A text that never shows itself in logs and messages. Empty when none is configured. */
public record Secret(String value) {
  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    return value.isEmpty() ? "" : "***";
  }
}
