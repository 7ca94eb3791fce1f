package io.livetape.api.transport;

import java.util.List;
import java.util.function.Function;

/**
 * A product of the cloud as far as it is served here: its actions under a version that no other product has (contract 1.1).
 *
 * @param valueErrorCode the code for a value that is out of range, from the path of its parameter
 */
public record Product(String name, String version, Function<String, String> valueErrorCode, List<Action<?, ?>> actions) {
  public Product {
    actions = List.copyOf(actions);
    if (actions.stream().map(Action::name).distinct().count() != actions.size()) {
      throw new IllegalArgumentException("an action of " + name + " is listed twice");
    }
  }
}
