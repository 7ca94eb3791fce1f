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
 * A box in a file, of which no more than the header has been read; where {@link BoxView} would need too much memory.
 *
 * @param start where it begins in the file
 * @param body where its fields begin
 * @param end where it ends
 * @param open whether it does not say so, and is all that is left
 */
record FileBox(FileChannel file, int type, long start, long body, long end, boolean open) {
  private static final int HEADER_BYTES = 8;
  private static final int LARGE_HEADER_BYTES = 16;
  private static final int CHILD_MAX = 64;

  /** Boxes of the file itself: fragments are many. */
  private static final int OUTER_MAX = 1_000_000;

  /** The {@code moov} of any MP4 or QuickTime file. */
  static FileBox moov(FileChannel file) throws IOException, MalformedMediaException {
    long sizeBytes = file.size();
    long offset = 0;
    for (int count = 0; count < OUTER_MAX && sizeBytes - offset >= HEADER_BYTES; count++) {
      FileBox box = at(file, offset, sizeBytes);
      if (offset == 0 && box.type != FourCc.FTYP) {
        throw new MalformedMediaException(0, "it does not begin with ftyp");
      }
      if (box.type == FourCc.MOOV) {
        return box;
      }
      offset = box.end;
    }
    throw new MalformedMediaException(offset, "there is no moov");
  }

  /** The box that begins at {@code offset}, which must end by {@code limit}; its size (4.2) is one of 32 bits, of 64, or all that is left. */
  static FileBox at(FileChannel file, long offset, long limit) throws IOException, MalformedMediaException {
    if (limit - offset < HEADER_BYTES) {
      throw new MalformedMediaException(offset, "no room for a box");
    }
    ByteBuffer header = read(file, offset, (int) Math.min(LARGE_HEADER_BYTES, limit - offset));
    long sizeBytes = Integer.toUnsignedLong(header.getInt(0));
    boolean large = sizeBytes == 1 && header.limit() == LARGE_HEADER_BYTES;
    boolean open = sizeBytes == 0;
    if (large) {
      sizeBytes = header.getLong(HEADER_BYTES);
    } else if (open) {
      sizeBytes = limit - offset;
    }
    int headerBytes = large ? LARGE_HEADER_BYTES : HEADER_BYTES;
    if (sizeBytes < headerBytes || sizeBytes > limit - offset) {
      throw new MalformedMediaException(offset, FourCc.text(header.getInt(4)) + " of " + sizeBytes + " bytes does not fit");
    }
    return new FileBox(file, header.getInt(4), offset, offset + headerBytes, offset + sizeBytes, open);
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

  /** The {@code trak}s in a {@code moov} that have this handler (8.4.3). */
  List<FileBox> trak(String handler) throws IOException, MalformedMediaException {
    List<FileBox> found = new ArrayList<>();
    for (FileBox trak : children("trak")) {
      if (trak.find("mdia", "hdlr").fields(8, 4).getInt(0) == FourCc.of(handler)) {
        found.add(trak);
      }
    }
    return found;
  }

  /** Of a box that has one. */
  int version() throws IOException, MalformedMediaException {
    return fields(0, 1).get(0);
  }

  /** Of an {@code mvhd} (8.2.2) or {@code mdhd} (8.4.2): behind two times of 32 or 64 bits. */
  int timescale() throws IOException, MalformedMediaException {
    int timescale = fields(version() == 1 ? 20 : 12, 4).getInt(0);
    if (timescale < 1) {
      throw malformed(FourCc.text(type) + " without a timescale");
    }
    return timescale;
  }

  /** All of it, for what is known to be small. */
  BoxView view(int maxBytes) throws IOException, MalformedMediaException {
    if (end - body > maxBytes) {
      throw malformed(FourCc.text(type) + " of " + (end - body) + " bytes");
    }
    return beginning(maxBytes);
  }

  /** As much of it as this. */
  BoxView beginning(int maxBytes) throws IOException {
    int headerBytes = (int) (body - start);
    int sizeBytes = headerBytes + (int) Math.min(maxBytes, end - body);
    return new BoxView(read(file, start, sizeBytes), start, type, 0, headerBytes, sizeBytes);
  }

  /** Fields of the body, by their distance from its beginning. */
  ByteBuffer fields(int at, int sizeBytes) throws IOException, MalformedMediaException {
    if (at > end - body - sizeBytes) {
      throw malformed(FourCc.text(type) + " is cut short");
    }
    return read(file, body + at, sizeBytes);
  }

  MalformedMediaException malformed(String message) {
    return new MalformedMediaException(start, message);
  }

  static ByteBuffer read(FileChannel file, long offset, int sizeBytes) throws IOException {
    return read(file, offset, ByteBuffer.allocate(sizeBytes));
  }

  /** Fills {@code bytes}, and flips it. */
  static ByteBuffer read(FileChannel file, long offset, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (file.read(bytes, offset + bytes.position()) < 0) {
        throw new EOFException("the file became shorter while it was read, at " + (offset + bytes.position()));
      }
    }
    return bytes.flip();
  }
}
