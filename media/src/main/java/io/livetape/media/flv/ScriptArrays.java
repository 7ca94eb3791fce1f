package io.livetape.media.flv;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Finds arrays of numbers in script data that {@link FlvMetadata} has written (E.4.4). Pure. */
final class ScriptArrays {
  private static final int STRICT_ARRAY = 10;
  private static final int NUMBER = 0;

  private ScriptArrays() {}

  /** The numbers of the first property of this name that is a strict array of numbers; none when there is no such property. */
  static double[] numbers(ByteBuffer script, String name) {
    byte[] key = name.getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at + 2 + key.length + 5 <= script.limit(); at++) {
      if (script.getShort(at) == key.length && matches(script, at + 2, key) && script.get(at + 2 + key.length) == STRICT_ARRAY) {
        return read(script, at + 2 + key.length + 1);
      }
    }
    return new double[0];
  }

  private static boolean matches(ByteBuffer script, int at, byte[] key) {
    for (int i = 0; i < key.length; i++) {
      if (script.get(at + i) != key[i]) {
        return false;
      }
    }
    return true;
  }

  private static double[] read(ByteBuffer script, int at) {
    int count = script.getInt(at);
    if (count < 0 || count > (script.limit() - at - 4) / ScriptData.NUMBER_BYTES) {
      return new double[0];
    }
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      int number = at + 4 + i * ScriptData.NUMBER_BYTES;
      if (script.get(number) != NUMBER) {
        return new double[0];
      }
      numbers[i] = script.getDouble(number + 1);
    }
    return numbers;
  }
}
