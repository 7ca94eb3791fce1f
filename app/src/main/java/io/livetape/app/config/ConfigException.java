package io.livetape.app.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with everything that is wrong with it. */
public final class ConfigException extends Exception {
  /**
   * One thing that is wrong.
   *
   * @param key the full key; empty when a whole source is unreadable
   * @param value what was given, {@code ***} for a secret
   * @param problem what is allowed, or what to do
   * @param origin where it was written
   */
  public record Problem(String key, String value, String problem, String origin) {
    @Override
    public String toString() {
      return key.isEmpty() ? origin + ": " + problem : key + " = " + value + ": " + problem + " (from " + origin + ")";
    }
  }

  private final transient List<Problem> problems;

  ConfigException(List<Problem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  private static String message(List<Problem> problems) {
    String head = problems.size() == 1 ? "the configuration has an error" : "the configuration has " + problems.size() + " errors";
    return head + problems.stream().map(problem -> "\n  " + problem).collect(Collectors.joining());
  }

  public List<Problem> problems() {
    return problems;
  }
}
