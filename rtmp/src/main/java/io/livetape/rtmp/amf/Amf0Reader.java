package io.livetape.rtmp.amf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads AMF 0 values one after the other from a part of a buffer. Nothing is allocated by a length or count that a peer states:
 * only by what is there, and within the limits below.
 *
 * <pre>
 *  value    marker (8) | by marker: double (64) · boolean (8) · string · properties · count (32) values… · date (64) zone (16)
 *  string   length (16) | UTF-8
 *  property string (name) | value;   a list of them ends with 00 00 09
 * </pre>
 *
 * AMF 0 specification, section 2.
 */
public final class Amf0Reader {
  /** Objects and arrays inside each other; real commands use three levels. */
  public static final int DEPTH_MAX = 16;
  /** Values in one message; metadata with a key-frame index never comes from a live encoder. */
  public static final int VALUE_COUNT_MAX = 1024;
  /** Also the most that the short form can state. */
  public static final int STRING_MAX_BYTES = 65_535;

  private static final int NUMBER = 0x00;
  private static final int BOOLEAN = 0x01;
  private static final int STRING = 0x02;
  private static final int OBJECT = 0x03;
  private static final int NULL = 0x05;
  private static final int UNDEFINED = 0x06;
  private static final int ECMA_ARRAY = 0x08;
  private static final int OBJECT_END = 0x09;
  private static final int STRICT_ARRAY = 0x0A;
  private static final int DATE = 0x0B;
  private static final int LONG_STRING = 0x0C;
  private static final int UNSUPPORTED = 0x0D;
  private static final int XML_DOCUMENT = 0x0F;
  private static final int TYPED_OBJECT = 0x10;
  private static final int AVMPLUS = 0x11;

  private final ByteBuffer buffer;
  private final int start;
  private final int end;
  private int at;
  private int valueCount;

  /** The buffer's own position and limit are not used. */
  public Amf0Reader(ByteBuffer buffer, int offset, int sizeBytes) {
    this.buffer = buffer;
    this.start = offset;
    this.at = offset;
    this.end = offset + sizeBytes;
  }

  public boolean hasNext() {
    return at < end;
  }

  /** The next value. */
  public AmfValue next() throws MalformedAmfException {
    return value(1);
  }

  /** All values up to the end. */
  public List<AmfValue> rest() throws MalformedAmfException {
    List<AmfValue> values = new ArrayList<>();
    while (hasNext()) {
      values.add(next());
    }
    return values;
  }

  private AmfValue value(int depth) throws MalformedAmfException {
    if (depth > DEPTH_MAX) {
      throw malformed("nested deeper than " + DEPTH_MAX);
    }
    if (++valueCount > VALUE_COUNT_MAX) {
      throw malformed("more than " + VALUE_COUNT_MAX + " values");
    }
    int marker = u8();
    return switch (marker) {
      case NUMBER -> new AmfValue.Number(number());
      case BOOLEAN -> new AmfValue.Bool(u8() != 0);
      case STRING -> new AmfValue.Text(string());
      case LONG_STRING, XML_DOCUMENT -> new AmfValue.Text(longString());
      case OBJECT -> new AmfValue.Obj(properties(depth));
      case TYPED_OBJECT -> typedObject(depth);
      case ECMA_ARRAY -> ecmaArray(depth);
      case STRICT_ARRAY -> strictArray(depth);
      case DATE -> date();
      case NULL -> AmfValue.Nothing.NULL;
      case UNDEFINED, UNSUPPORTED -> AmfValue.Nothing.UNDEFINED;
      case AVMPLUS -> amf3Scalar();
      default -> throw malformed("unsupported marker " + marker);
    };
  }

  private Map<String, AmfValue> properties(int depth) throws MalformedAmfException {
    Map<String, AmfValue> properties = new LinkedHashMap<>();
    while (true) {
      String name = string();
      if (name.isEmpty() && peek() == OBJECT_END) {
        at++;
        return properties;
      }
      properties.put(name, value(depth + 1));
    }
  }

  private AmfValue typedObject(int depth) throws MalformedAmfException {
    string();
    return new AmfValue.Obj(properties(depth));
  }

  /** The stated count is a hint that peers get wrong; the end marker is what counts. */
  private AmfValue ecmaArray(int depth) throws MalformedAmfException {
    u32();
    return new AmfValue.EcmaArray(properties(depth));
  }

  private AmfValue strictArray(int depth) throws MalformedAmfException {
    long count = u32();
    if (count > VALUE_COUNT_MAX) {
      throw malformed("array of " + count + " values");
    }
    List<AmfValue> values = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      values.add(value(depth + 1));
    }
    return new AmfValue.StrictArray(values);
  }

  /** The time zone behind a date is reserved and should be 0 (section 2.13). */
  private AmfValue date() throws MalformedAmfException {
    double epochMs = number();
    skip(2);
    return new AmfValue.Date(epochMs);
  }

  /** What an encoder that speaks AMF 3 puts where AMF 0 would do; section 3 of the AMF 3 specification. */
  private AmfValue amf3Scalar() throws MalformedAmfException {
    int marker = u8();
    return switch (marker) {
      case 0 -> AmfValue.Nothing.UNDEFINED;
      case 1 -> AmfValue.Nothing.NULL;
      case 2 -> new AmfValue.Bool(false);
      case 3 -> new AmfValue.Bool(true);
      case 4 -> new AmfValue.Number(u29() << 3 >> 3);
      case 5 -> new AmfValue.Number(number());
      case 6 -> amf3String();
      default -> throw malformed("unsupported AMF 3 marker " + marker);
    };
  }

  /** Its length is shifted left by one; a lowest bit of 0 would be a reference to an earlier string. */
  private AmfValue amf3String() throws MalformedAmfException {
    int head = u29();
    if ((head & 1) == 0) {
      throw malformed("AMF 3 string references are not supported");
    }
    return new AmfValue.Text(utf8(head >> 1));
  }

  /** Seven bits a byte while the highest bit is set, eight in the fourth (AMF 3, 1.3.1). */
  private int u29() throws MalformedAmfException {
    int value = 0;
    for (int i = 0; i < 3; i++) {
      int next = u8();
      value = value << 7 | next & 0x7F;
      if (next < 0x80) {
        return value;
      }
    }
    return value << 8 | u8();
  }

  private String string() throws MalformedAmfException {
    need(2);
    int sizeBytes = buffer.getShort(at) & 0xFFFF;
    at += 2;
    return utf8(sizeBytes);
  }

  private String longString() throws MalformedAmfException {
    return utf8(u32());
  }

  private String utf8(long sizeBytes) throws MalformedAmfException {
    if (sizeBytes > STRING_MAX_BYTES) {
      throw malformed("string of " + sizeBytes + " bytes");
    }
    need((int) sizeBytes);
    byte[] bytes = new byte[(int) sizeBytes];
    buffer.get(at, bytes);
    at += bytes.length;
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private double number() throws MalformedAmfException {
    need(8);
    double value = buffer.getDouble(at);
    at += 8;
    return value;
  }

  private long u32() throws MalformedAmfException {
    need(4);
    long value = Integer.toUnsignedLong(buffer.getInt(at));
    at += 4;
    return value;
  }

  private int u8() throws MalformedAmfException {
    need(1);
    return buffer.get(at++) & 0xFF;
  }

  private int peek() throws MalformedAmfException {
    need(1);
    return buffer.get(at) & 0xFF;
  }

  private void skip(int sizeBytes) throws MalformedAmfException {
    need(sizeBytes);
    at += sizeBytes;
  }

  private void need(int sizeBytes) throws MalformedAmfException {
    if (end - at < sizeBytes) {
      throw malformed("ends early");
    }
  }

  private MalformedAmfException malformed(String message) {
    return new MalformedAmfException(at - start, message);
  }
}
