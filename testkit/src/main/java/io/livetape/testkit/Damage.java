package io.livetape.testkit;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes broken inputs of good ones: a few changes each, of the kinds that fool parsers. One thread. */
final class Damage {
  private static final int CHANGE_MAX = 4;
  private static final byte[] EDGES = {0, 1, 0x7F, (byte) 0x80, (byte) 0xFF};

  private final List<byte[]> good;
  private final RandomGenerator chance;

  Damage(Collection<byte[]> good, RandomGenerator chance) {
    this.good = good.stream().filter(input -> input.length > 0).toList();
    this.chance = chance;
  }

  /** A damaged copy of one of the good inputs. */
  byte[] next() {
    byte[] input = one().clone();
    for (int changes = chance.nextInt(CHANGE_MAX); changes >= 0 && input.length > 0; changes--) {
      input = change(input);
    }
    return input;
  }

  private byte[] one() {
    return good.get(chance.nextInt(good.size()));
  }

  private byte[] change(byte[] input) {
    int from = chance.nextInt(input.length);
    int to = Math.min(input.length, from + 1 + chance.nextInt(8));
    switch (chance.nextInt(6)) {
      case 0 -> input[from] ^= (byte) (1 << chance.nextInt(8));
      case 1 -> Arrays.fill(input, from, to, EDGES[chance.nextInt(EDGES.length)]);
      case 2 -> input[from] = (byte) chance.nextInt(256);
      case 3 -> {
        return Arrays.copyOf(input, from);
      }
      case 4 -> {
        return joined(input, from, input, to);
      }
      default -> {
        byte[] other = one();
        return joined(input, from, other, chance.nextInt(other.length));
      }
    }
    return input;
  }

  /** The first up to {@code end}, and the second from {@code from} on. */
  private static byte[] joined(byte[] first, int end, byte[] second, int from) {
    byte[] joined = Arrays.copyOf(first, end + second.length - from);
    System.arraycopy(second, from, joined, end, second.length - from);
    return joined;
  }
}
