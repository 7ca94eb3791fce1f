package io.livetape.app.config;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One value as somebody wrote it.
 *
 * @param value a text node for every scalar; arrays and objects as they came
 * @param origin where it was written, for messages: {@code --set}, {@code livetape.yaml, line 12}
 */
record Setting(String key, JsonNode value, String origin) {
  /** Without the value, which may be a secret. */
  @Override
  public String toString() {
    return key + " (from " + origin + ")";
  }
}
