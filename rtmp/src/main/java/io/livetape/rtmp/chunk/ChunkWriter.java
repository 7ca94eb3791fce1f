package io.livetape.rtmp.chunk;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages to chunks, each with the shortest header that the one before allows. A message may be given in pieces: {@link #begin}, then
 * {@link #append} until its length is reached. One thread, and one message at a time.
 *
 * <p>A type 3 header never begins a message right after a type 0 header: peers disagree about the delta that it then means.
 */
public final class ChunkWriter {
  private static final int HEADER_MAX_BYTES = 3 + 11 + 4;
  private static final int CONTINUATION_MAX_BYTES = 3 + 4;
  private static final int EXTENDED = 0xFFFFFF;

  private final List<Last> streams = new ArrayList<>();
  private int chunkSizeBytes = ChunkReader.CHUNK_SIZE_BYTES;

  private Last current;
  private int chunkLeftBytes;

  /** Takes effect with the next message; the peer must have been told before. */
  public void chunkSize(int sizeBytes) {
    chunkSizeBytes = sizeBytes;
  }

  /** Room that suffices for a message with a body of this size. */
  public int sizeMaxBytes(int bodyBytes) {
    return HEADER_MAX_BYTES + bodyBytes + bodyBytes / chunkSizeBytes * CONTINUATION_MAX_BYTES;
  }

  /** Writes a whole message at the position of {@code out}; the body's own position is not used. */
  public void put(ByteBuffer out, int chunkStreamId, long timestampMs, int typeId, int streamId, ByteBuffer body, int offset,
      int sizeBytes) {
    begin(out, chunkStreamId, timestampMs, typeId, streamId, sizeBytes);
    append(out, body, offset, sizeBytes);
  }

  /** Begins a message with a body of this size. */
  public void begin(ByteBuffer out, int chunkStreamId, long timestampMs, int typeId, int streamId, int bodyBytes) {
    current = stream(chunkStreamId);
    chunkLeftBytes = chunkSizeBytes;
    int format = nextHeader(current, timestampMs & 0xFFFFFFFFL, typeId, streamId, bodyBytes);
    putBasicHeader(out, format, current.id);
    if (format < 3) {
      putU24(out, current.extended ? EXTENDED : (int) current.field);
    }
    if (format < 2) {
      putU24(out, bodyBytes);
      out.put((byte) typeId);
    }
    if (format == 0) {
      out.putInt(Integer.reverseBytes(streamId));
    }
    putExtended(out);
  }

  /** Goes on with the message that was begun. */
  public void append(ByteBuffer out, ByteBuffer from, int offset, int sizeBytes) {
    int done = 0;
    while (done < sizeBytes) {
      if (chunkLeftBytes == 0) {
        putBasicHeader(out, 3, current.id);
        putExtended(out);
        chunkLeftBytes = chunkSizeBytes;
      }
      int part = Math.min(chunkLeftBytes, sizeBytes - done);
      out.put(out.position(), from, offset + done, part).position(out.position() + part);
      chunkLeftBytes -= part;
      done += part;
    }
  }

  /** Chooses the header's type and makes the chunk stream what it is after it. */
  private static int nextHeader(Last last, long timestampMs, int typeId, int streamId, int bodyBytes) {
    long delta = timestampMs - last.timestampMs;
    int format;
    if (!last.used || last.streamId != streamId || delta < 0) {
      format = 0;
    } else if (last.typeId != typeId || last.lengthBytes != bodyBytes) {
      format = 1;
    } else {
      format = last.repeatable && last.field == delta ? 3 : 2;
    }
    last.used = true;
    last.repeatable = format != 0;
    last.field = format == 0 ? timestampMs : delta;
    last.extended = last.field >= EXTENDED;
    last.timestampMs = timestampMs;
    last.typeId = typeId;
    last.streamId = streamId;
    last.lengthBytes = bodyBytes;
    return format;
  }

  private static void putBasicHeader(ByteBuffer out, int format, int id) {
    if (id < 64) {
      out.put((byte) (format << 6 | id));
    } else if (id < 320) {
      out.put((byte) (format << 6)).put((byte) (id - 64));
    } else {
      out.put((byte) (format << 6 | 1)).put((byte) (id - 64)).put((byte) (id - 64 >> 8));
    }
  }

  private void putExtended(ByteBuffer out) {
    if (current.extended) {
      out.putInt((int) current.field);
    }
  }

  private static void putU24(ByteBuffer out, int value) {
    out.put((byte) (value >> 16)).putShort((short) value);
  }

  private Last stream(int id) {
    for (Last stream : streams) {
      if (stream.id == id) {
        return stream;
      }
    }
    Last stream = new Last(id);
    streams.add(stream);
    return stream;
  }

  /** What the last header on one chunk stream said. */
  private static final class Last {
    final int id;
    boolean used;
    /** Whether it stated a delta, which a type 3 header then repeats. */
    boolean repeatable;
    long field;
    boolean extended;
    long timestampMs;
    int typeId;
    int streamId;
    int lengthBytes;

    Last(int id) {
      this.id = id;
    }
  }
}
