package io.livetape.media.flv;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The few AMF0 values that metadata needs (AMF 0 specification, section 2), written at a buffer's position. */
final class ScriptData {
  static final int NUMBER_BYTES = 9;

  private static final byte NUMBER = 0;
  private static final byte BOOLEAN = 1;
  private static final byte STRING = 2;
  private static final byte OBJECT = 3;
  private static final byte ECMA_ARRAY = 8;
  private static final byte OBJECT_END = 9;
  private static final byte STRICT_ARRAY = 10;

  private final ByteBuffer out;

  ScriptData(ByteBuffer out) {
    this.out = out;
  }

  ScriptData string(String text) {
    out.put(STRING);
    return key(text);
  }

  /** A property's name; its value follows. */
  ScriptData key(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    out.putShort((short) bytes.length).put(bytes);
    return this;
  }

  ScriptData number(double value) {
    out.put(NUMBER).putDouble(value);
    return this;
  }

  ScriptData bool(boolean value) {
    out.put(BOOLEAN).put((byte) (value ? 1 : 0));
    return this;
  }

  /** Begins an associative array; its count is a hint that every reader ignores. */
  ScriptData ecmaArray(int count) {
    out.put(ECMA_ARRAY).putInt(count);
    return this;
  }

  ScriptData object() {
    out.put(OBJECT);
    return this;
  }

  /** Ends an object or an associative array. */
  ScriptData end() {
    out.putShort((short) 0).put(OBJECT_END);
    return this;
  }

  ScriptData strictArray(int count) {
    out.put(STRICT_ARRAY).putInt(count);
    return this;
  }

  /** A string of spaces. */
  ScriptData blank(int sizeBytes) {
    out.put(STRING).putShort((short) sizeBytes);
    for (int i = 0; i < sizeBytes; i++) {
      out.put((byte) ' ');
    }
    return this;
  }
}
