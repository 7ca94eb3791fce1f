package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A box with a 32-bit size in a file, of which no more than the header has been read; where {@link BoxView} would need too much memory.
 *
 * @param body where its fields begin in the file
 * @param end where it ends
 */
record FileBox(FileChannel file, int type, long body, long end) {
  private static final int HEADER_BYTES = 8;
  private static final int CHILD_MAX = 64;

  /** The box that begins at {@code offset}, which must end by {@code limit}. */
  static FileBox at(FileChannel file, long offset, long limit) throws IOException, MalformedMediaException {
    if (limit - offset < HEADER_BYTES) {
      throw new MalformedMediaException(offset, "no room for a box");
    }
    ByteBuffer header = read(file, offset, HEADER_BYTES);
    long sizeBytes = Integer.toUnsignedLong(header.getInt(0));
    if (sizeBytes < HEADER_BYTES || sizeBytes > limit - offset) {
      throw new MalformedMediaException(offset, FourCc.text(header.getInt(4)) + " of " + sizeBytes + " bytes does not fit");
    }
    return new FileBox(file, header.getInt(4), offset + HEADER_BYTES, offset + sizeBytes);
  }

  List<FileBox> children(String type) throws IOException, MalformedMediaException {
    List<FileBox> children = new ArrayList<>();
    int count = 0;
    for (long at = body; at < end; count++) {
      FileBox child = at(file, at, end);
      if (count == CHILD_MAX) {
        throw malformed("more than " + CHILD_MAX + " boxes in " + FourCc.text(this.type));
      }
      if (child.type == FourCc.of(type)) {
        children.add(child);
      }
      at = child.end;
    }
    return children;
  }

  Optional<FileBox> child(String type) throws IOException, MalformedMediaException {
    return children(type).stream().findFirst();
  }

  /** The first inner box of each type on the way down. */
  FileBox find(String... path) throws IOException, MalformedMediaException {
    FileBox box = this;
    for (String step : path) {
      FileBox outer = box;
      box = outer.child(step).orElseThrow(() -> outer.malformed("no " + step + " in " + FourCc.text(outer.type)));
    }
    return box;
  }

  /** Fields of the body, by their distance from its beginning. */
  ByteBuffer fields(int at, int sizeBytes) throws IOException, MalformedMediaException {
    if (at > end - body - sizeBytes) {
      throw malformed(FourCc.text(type) + " is cut short");
    }
    return read(file, body + at, sizeBytes);
  }

  MalformedMediaException malformed(String message) {
    return new MalformedMediaException(body - HEADER_BYTES, message);
  }

  static ByteBuffer read(FileChannel file, long offset, int sizeBytes) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(sizeBytes);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, offset + bytes.position()) < 0) {
        throw new EOFException("the file became shorter while it was read, at " + (offset + bytes.position()));
      }
    }
    return bytes.flip();
  }
}
