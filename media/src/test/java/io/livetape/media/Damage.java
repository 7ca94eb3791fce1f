package io.livetape.media;

import static org.assertj.core.api.Assertions.assertThat;

/** What every parser of outside bytes must bear: input that ends early, and input with bytes overwritten. */
public final class Damage {
  private Damage() {}

  /** A parser under test. */
  @FunctionalInterface
  public interface Parser {
    Object parse(Bytes input) throws MalformedMediaException;
  }

  /** Each shorter form, each byte set to FF and each bit turned gives a value or {@link MalformedMediaException}, nothing else. */
  public static void isBorne(Bytes whole, Parser parser) {
    for (int size = 0; size < whole.sizeBytes(); size++) {
      valueOrMalformed(Bytes.copyOf(whole.buffer(), 0, size), parser);
    }
    for (int i = 0; i < whole.sizeBytes(); i++) {
      valueOrMalformed(with(whole, i, 0xFF), parser);
      for (int bit = 0; bit < 8; bit++) {
        valueOrMalformed(with(whole, i, whole.at(i) ^ 1 << bit), parser);
      }
    }
  }

  private static void valueOrMalformed(Bytes input, Parser parser) {
    try {
      assertThat(parser.parse(input)).isNotNull();
    } catch (MalformedMediaException e) {
      assertThat(e.offset()).as("offset of: %s", e.getMessage()).isBetween(0L, (long) input.sizeBytes());
    }
  }

  private static Bytes with(Bytes whole, int index, int value) {
    byte[] changed = whole.toArray();
    changed[index] = (byte) value;
    return Bytes.copyOf(changed);
  }
}
