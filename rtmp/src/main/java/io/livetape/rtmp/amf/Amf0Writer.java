package io.livetape.rtmp.amf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes AMF 0 values one after the other; the inverse of {@link Amf0Reader}. For commands and metadata, not for media. */
public final class Amf0Writer {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** The values as one run of bytes. */
  public static ByteBuffer write(List<AmfValue> values) {
    Amf0Writer writer = new Amf0Writer();
    values.forEach(writer::value);
    return ByteBuffer.wrap(writer.out.toByteArray());
  }

  private void value(AmfValue value) {
    switch (value) {
      case AmfValue.Number(double number) -> marker(0x00).longNumber(Double.doubleToRawLongBits(number));
      case AmfValue.Bool(boolean bool) -> marker(0x01).marker(bool ? 1 : 0);
      case AmfValue.Text(String text) -> text(text);
      case AmfValue.Obj(Map<String, AmfValue> properties) -> marker(0x03).properties(properties);
      case AmfValue.EcmaArray(Map<String, AmfValue> properties) -> marker(0x08).number(properties.size(), 4).properties(properties);
      case AmfValue.StrictArray(List<AmfValue> values) -> {
        marker(0x0A).number(values.size(), 4);
        values.forEach(this::value);
      }
      case AmfValue.Date(double epochMs) -> marker(0x0B).longNumber(Double.doubleToRawLongBits(epochMs)).number(0, 2);
      case AmfValue.Nothing nothing -> marker(nothing == AmfValue.Nothing.NULL ? 0x05 : 0x06);
    }
  }

  private void properties(Map<String, AmfValue> properties) {
    properties.forEach((name, value) -> {
      byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
      number(utf8.length, 2).bytes(utf8);
      value(value);
    });
    number(0, 2).marker(0x09);
  }

  private void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length <= Amf0Reader.STRING_MAX_BYTES) {
      marker(0x02).number(utf8.length, 2).bytes(utf8);
    } else {
      marker(0x0C).number(utf8.length, 4).bytes(utf8);
    }
  }

  private Amf0Writer marker(int marker) {
    out.write(marker);
    return this;
  }

  private Amf0Writer number(int value, int sizeBytes) {
    for (int shift = 8 * (sizeBytes - 1); shift >= 0; shift -= 8) {
      out.write(value >> shift);
    }
    return this;
  }

  private Amf0Writer longNumber(long value) {
    return number((int) (value >> 32), 4).number((int) value, 4);
  }

  private void bytes(byte[] bytes) {
    out.writeBytes(bytes);
  }
}
