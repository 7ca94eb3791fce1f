package io.livetape.media.mp4;

import io.livetape.media.Bytes;
import io.livetape.media.MalformedMediaException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A box with a 32-bit size, found in a buffer; for headers, not for the many boxes of fragments.
 *
 * @param bytes holds the file's bytes from {@code fileOffset} on
 * @param start index of the size field @param body index after the type @param end index after the box
 */
record BoxView(ByteBuffer bytes, long fileOffset, int type, int start, int body, int end) {

  /** Boxes inside one box; our own files have a dozen. */
  private static final int CHILD_MAX = 64;

  /** The box at {@code start}, which must end by {@code limit}. */
  static BoxView at(ByteBuffer bytes, long fileOffset, int start, int limit) throws MalformedMediaException {
    if (limit - start < 8) {
      throw new MalformedMediaException(fileOffset + start, "no room for a box");
    }
    int sizeBytes = bytes.getInt(start);
    int type = bytes.getInt(start + 4);
    if (sizeBytes < 8 || sizeBytes > limit - start) {
      String size = Integer.toUnsignedString(sizeBytes);
      throw new MalformedMediaException(fileOffset + start, FourCc.text(type) + " of " + size + " bytes does not fit");
    }
    return new BoxView(bytes, fileOffset, type, start, start + 8, start + sizeBytes);
  }

  /** This box, if it is of the wanted type. */
  BoxView expect(int wanted) throws MalformedMediaException {
    if (type != wanted) {
      throw malformed("expected " + FourCc.text(wanted) + ", found " + FourCc.text(type));
    }
    return this;
  }

  /** The boxes that follow the first {@code skip} bytes of the body. */
  List<BoxView> children(int skip) throws MalformedMediaException {
    List<BoxView> children = new ArrayList<>();
    for (int at = body + skip; at < end; at = children.getLast().end) {
      if (children.size() == CHILD_MAX) {
        throw malformed("more than " + CHILD_MAX + " boxes in " + FourCc.text(type));
      }
      children.add(at(bytes, fileOffset, at, end));
    }
    return children;
  }

  /** The first inner box of each type on the way down, such as {@code find("mdia", "minf", "stbl")}. */
  BoxView find(String... path) throws MalformedMediaException {
    BoxView box = this;
    for (String step : path) {
      box = box.child(FourCc.of(step), 0);
    }
    return box;
  }

  BoxView child(int wanted, int skip) throws MalformedMediaException {
    for (BoxView child : children(skip)) {
      if (child.type == wanted) {
        return child;
      }
    }
    throw malformed("no " + FourCc.text(wanted) + " in " + FourCc.text(type));
  }

  /** Fields of the body, by their distance from its beginning. */
  int u8(int at) throws MalformedMediaException {
    return bytes.get(field(at, 1)) & 0xFF;
  }

  int u16(int at) throws MalformedMediaException {
    return bytes.getShort(field(at, 2)) & 0xFFFF;
  }

  int i32(int at) throws MalformedMediaException {
    return bytes.getInt(field(at, 4));
  }

  long i64(int at) throws MalformedMediaException {
    return bytes.getLong(field(at, 8));
  }

  Bytes bodyFrom(int at) throws MalformedMediaException {
    return Bytes.copyOf(bytes, field(at, 0), end - body - at);
  }

  Bytes whole() {
    return Bytes.copyOf(bytes, start, end - start);
  }

  int sizeBytes() {
    return end - start;
  }

  MalformedMediaException malformed(String message) {
    return new MalformedMediaException(fileOffset + start, message);
  }

  private int field(int at, int sizeBytes) throws MalformedMediaException {
    if (at > end - body - sizeBytes) {
      throw malformed(FourCc.text(type) + " is cut short");
    }
    return body + at;
  }
}
