package io.livetape.app;

/** A part that counts, and gives its figures names. */
@FunctionalInterface
interface Measured {
  void measure(Metrics metrics);
}
