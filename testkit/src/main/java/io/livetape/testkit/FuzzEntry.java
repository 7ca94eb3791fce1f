package io.livetape.testkit;

import java.lang.reflect.Constructor;

/** Where Jazzer comes in: it calls {@link #fuzzerTestOneInput} for each input. The target's class is in a system property. */
public final class FuzzEntry {
  static final String TARGET = "livetape.fuzz.target";

  private static final FuzzContract CONTRACT = target();

  private FuzzEntry() {}

  /** Throws what the target throws, which Jazzer takes for a finding. */
  public static void fuzzerTestOneInput(byte[] input) {
    CONTRACT.borne("input", input);
  }

  private static FuzzContract target() {
    try {
      Constructor<?> constructor = Class.forName(System.getProperty(TARGET)).getDeclaredConstructor();
      constructor.setAccessible(true);
      return (FuzzContract) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no fuzz target " + System.getProperty(TARGET), e);
    }
  }
}
