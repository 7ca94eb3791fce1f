package io.livetape.rtmp.message;

import io.livetape.rtmp.chunk.MessageSink;
import java.nio.ByteBuffer;

/**
 * An aggregate message: FLV tags in a row, each a message of its own. Their timestamps are moved so that the first has that of the
 * aggregate. Section 7.1.6.
 *
 * <pre>
 *  type (8) | size (24) | timestamp, low 24 bits | its high 8 bits | stream (24) | body | size of header and body (32)
 * </pre>
 */
public final class Aggregate {
  private static final int HEADER_BYTES = 11;
  private static final int TRAILER_BYTES = 4;

  private Aggregate() {}

  /** Hands up the messages inside; they belong to the aggregate's message stream. */
  public static <X extends Exception> void split(int streamId, long timestampMs, ByteBuffer buffer, int offset, int sizeBytes,
      MessageSink<X> sink) throws MalformedMessageException, X {
    int end = offset + sizeBytes;
    int at = offset;
    long firstMs = -1;
    while (at < end) {
      int bodyBytes = end - at < HEADER_BYTES ? sizeBytes : buffer.getInt(at) & 0xFFFFFF;
      if (bodyBytes > end - at - HEADER_BYTES - TRAILER_BYTES) {
        throw new MalformedMessageException("aggregate message ends inside a part, at byte " + (at - offset));
      }
      int tagTime = buffer.getInt(at + 4);
      long partMs = Integer.toUnsignedLong(tagTime >>> 8 | tagTime << 24);
      firstMs = firstMs < 0 ? partMs : firstMs;
      long movedMs = timestampMs + partMs - firstMs & 0xFFFFFFFFL;
      sink.message(buffer.get(at) & 0xFF, streamId, movedMs, buffer, at + HEADER_BYTES, bodyBytes);
      at += HEADER_BYTES + bodyBytes + TRAILER_BYTES;
    }
  }
}
