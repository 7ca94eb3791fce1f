package io.livetape.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Values in rising order, and what to say of them. */
final class Spread {
  private final double[] values;

  private Spread(double[] values) {
    this.values = values;
  }

  static Spread of(DoubleStream values) {
    return new Spread(values.sorted().toArray());
  }

  static Spread of(Collection<Double> values) {
    return of(values.stream().mapToDouble(Double::doubleValue));
  }

  boolean isEmpty() {
    return values.length == 0;
  }

  /** The least value that this share of all does not exceed; NaN where there are none. */
  double quantile(double share) {
    return isEmpty() ? Double.NaN : values[Math.max(0, (int) Math.ceil(values.length * share) - 1)];
  }

  double min() {
    return quantile(0);
  }

  /** Of an even number of values the mean of the two in the middle. */
  double median() {
    return isEmpty() ? Double.NaN : (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
  }

  double max() {
    return quantile(1);
  }

  /** For a table: {@code min / median / max}, or the value alone where there is one. */
  String text(int decimals) {
    return switch (values.length) {
      case 0 -> "–";
      case 1 -> number(values[0], decimals);
      default -> number(min(), decimals) + " / " + number(median(), decimals) + " / " + number(max(), decimals);
    };
  }

  /** For a table of times: {@code median / 99 % / max}. */
  String tail(int decimals) {
    return isEmpty() ? "–" : number(median(), decimals) + " / " + number(quantile(0.99), decimals) + " / " + number(max(), decimals);
  }

  static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
