package io.livetape.media.flv;

import io.livetape.media.MalformedMediaException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Goes from tag to tag through a finished FLV file and reads each audio and video tag whole. Memory is a window and the largest tag. Where
 * {@link FlvScan} asks what can be kept of a file, this wants all of it: what is damaged or cut is refused. One thread.
 */
final class FlvReader {
  private static final int WINDOW_BYTES = 256 << 10;
  private static final int SIGNATURE = 0x464C56;
  private static final int HEADER_MIN_BYTES = 9;

  private final FileChannel file;
  private final long fileBytes;
  private ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).limit(0);
  private long windowOffset;
  private long nextOffset;
  private long offset;
  private int type;
  private int bodyBytes;
  private int bodyIndex;
  private long timestampMs;

  /** @param file open for reading; its position is not used, and it stays the caller's */
  FlvReader(FileChannel file) throws IOException, MalformedMediaException {
    this.file = file;
    fileBytes = file.size();
    if (fileBytes < FlvTags.FILE_HEADER_BYTES || window(0, FlvTags.FILE_HEADER_BYTES).getInt(0) >>> 8 != SIGNATURE) {
      throw new MalformedMediaException(0, "it does not begin with an FLV header");
    }
    int headerBytes = window.getInt(5);
    if (headerBytes < HEADER_MIN_BYTES || headerBytes > fileBytes - FlvTags.PREVIOUS_SIZE_BYTES) {
      throw new MalformedMediaException(5, "FLV header of " + headerBytes + " bytes");
    }
    nextOffset = headerBytes + (long) FlvTags.PREVIOUS_SIZE_BYTES;
  }

  /** Goes on to the next audio or video tag. @return false at the end of the file */
  boolean next() throws IOException, MalformedMediaException {
    while (nextOffset < fileBytes) {
      readTag();
      if (type != FlvTags.SCRIPT) {
        return true;
      }
    }
    offset = nextOffset;
    return false;
  }

  private void readTag() throws IOException, MalformedMediaException {
    offset = nextOffset;
    check(fileBytes - offset >= FlvTags.tagBytes(0), "the file is cut short within a tag");
    int at = at(offset, FlvTags.HEADER_BYTES);
    int word = window.getInt(at);
    type = word >>> 24;
    bodyBytes = word & FlvTags.BODY_MAX_BYTES;
    check(type == FlvTags.AUDIO || type == FlvTags.VIDEO || type == FlvTags.SCRIPT, "no tag begins here: the file is damaged");
    check(fileBytes - offset >= FlvTags.tagBytes(bodyBytes), "the file is cut short within a tag");
    int timestamp = window.getInt(at + 4);
    timestampMs = Integer.toUnsignedLong(timestamp >>> 8 | timestamp << 24);
    nextOffset = offset + FlvTags.tagBytes(bodyBytes);
    if (type != FlvTags.SCRIPT) {
      bodyIndex = at(offset, FlvTags.tagBytes(bodyBytes)) + FlvTags.HEADER_BYTES;
    }
  }

  boolean video() {
    return type == FlvTags.VIDEO;
  }

  long timestampMs() {
    return timestampMs;
  }

  /** Where its tag begins. */
  long offset() {
    return offset;
  }

  /** Holds the body at {@link #bodyIndex}, until the next tag. */
  ByteBuffer buffer() {
    return window;
  }

  int bodyIndex() {
    return bodyIndex;
  }

  int bodyBytes() {
    return bodyBytes;
  }

  /** Where these bytes of the file lie in the window, which is moved there if need be. */
  private int at(long from, int sizeBytes) throws IOException {
    boolean inside = from >= windowOffset && from + sizeBytes <= windowOffset + window.limit();
    if (!inside) {
      window(from, sizeBytes);
    }
    return (int) (from - windowOffset);
  }

  private ByteBuffer window(long from, int sizeBytes) throws IOException {
    if (sizeBytes > window.capacity()) {
      window = ByteBuffer.allocate(Math.max(sizeBytes, 2 * window.capacity()));
    }
    window.clear();
    windowOffset = from;
    while (window.hasRemaining() && file.read(window, from + window.position()) >= 0) {
      // A read may be short.
    }
    window.flip();
    if (window.limit() < sizeBytes) {
      throw new EOFException("the file became shorter while it was read, at byte " + (from + window.limit()));
    }
    return window;
  }

  private void check(boolean good, String fault) throws MalformedMediaException {
    if (!good) {
      throw new MalformedMediaException(offset, fault);
    }
  }
}
