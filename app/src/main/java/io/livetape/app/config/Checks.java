package io.livetape.app.config;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Checks the components of one section as it is constructed, and collects what is wrong before it says so. */
final class Checks {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]{1,253}");

  private final List<InvalidSection.Violation> violations = new ArrayList<>();

  private Checks() {}

  /** Begins with the {@link Range} of every component; the values come in the order of the components. */
  static Checks of(Class<? extends Record> section, Object... values) {
    Checks checks = new Checks();
    RecordComponent[] components = section.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      checks.range(components[i], values[i]);
    }
    return checks;
  }

  private void range(RecordComponent component, Object value) {
    Range range = component.getAnnotation(Range.class);
    if (range != null) {
      long measure = measure(component, value);
      that(component.getName(), measure >= range.min() && measure <= range.max(), Keys.allowed(component));
    }
  }

  private static long measure(RecordComponent component, Object value) {
    return switch (value) {
      case Integer number -> number;
      case Long number -> number;
      case Duration span -> component.isAnnotationPresent(Millis.class) ? span.toMillis() : span.toSeconds();
      case ByteSize size -> size.bytes();
      case String text -> text.length();
      case Secret secret -> secret.value().length();
      case List<?> list -> list.size();
      default -> throw new IllegalStateException("no range is known for " + component);
    };
  }

  /** Notes a violation unless the condition holds; {@code allowed} says what would have been right. */
  Checks that(String component, boolean holds, String allowed) {
    if (!holds) {
      violations.add(new InvalidSection.Violation(component, allowed));
    }
    return this;
  }

  Checks host(String component, String value) {
    return that(component, HOST.matcher(value).matches(), "an address or host name to listen on, 0.0.0.0 for every one");
  }

  Checks httpUrlOrEmpty(String component, String value) {
    return that(component, value.isEmpty() || isHttpUrl(value), "empty, or an address that begins with http:// or https://");
  }

  private static boolean isHttpUrl(String text) {
    try {
      URI uri = new URI(text);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
    } catch (java.net.URISyntaxException _) {
      return false;
    }
  }

  /** @throws InvalidSection with every violation, if there is any */
  void done() {
    if (!violations.isEmpty()) {
      throw new InvalidSection(violations);
    }
  }
}
