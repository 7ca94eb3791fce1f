package io.livetape.rtmp.chunk;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Chunks to messages. Takes bytes as they come, in any pieces; a message that lies wholly inside one chunk and one piece is handed
 * up where it is, others are gathered in memory that grows with the data, never by the length that a peer states, and is used again.
 *
 * <p>Set Chunk Size and Abort (5.4.1, 5.4.2) are acted on here, because they concern the bytes behind them; they are handed up too.
 * After an exception the reader is of no further use. One thread.
 */
public final class ChunkReader {
  /** What both sides begin with. */
  public static final int CHUNK_SIZE_BYTES = 128;

  private static final int SET_CHUNK_SIZE = 1;
  private static final int ABORT = 2;
  private static final int HEADER_MAX_BYTES = 3 + 11 + 4;
  private static final int[] MESSAGE_HEADER_BYTES = {11, 7, 3, 0};
  private static final int EXTENDED = 0xFFFFFF;
  private static final int INCOMPLETE = -1;
  /** A buffer above this goes when its message is whole, so that one huge key frame does not stay for the connection's life. */
  private static final int KEEP_MAX_BYTES = 1024 * 1024;

  private ChunkLimits limits;
  private int chunkSizeBytes = CHUNK_SIZE_BYTES;
  private ChunkStream[] streams = new ChunkStream[4];
  private int streamCount;
  private int heldBytes;
  private long readBytes;
  private ByteBuffer piece;
  private int pieceStart;

  /** The chunk whose data is being read, or null while a header is awaited. */
  private ChunkStream current;
  private int chunkLeftBytes;

  /** The beginning of a header that was cut by the end of a piece. */
  private final ByteBuffer carry = ByteBuffer.allocate(HEADER_MAX_BYTES);

  // The header that is being read.
  private int format;
  private int chunkStreamId;
  private ChunkStream known;
  private long field;
  private boolean extended;
  private int lengthBytes;
  private int typeId;
  private int streamId;

  public ChunkReader(ChunkLimits limits) {
    this.limits = limits;
    carry.limit(0);
  }

  /** From the next message on, because the peer is trusted with more than before. */
  public void limits(ChunkLimits next) {
    limits = next;
  }

  /** Bytes taken since the reader was made. */
  public long readBytes() {
    return readBytes;
  }

  /** Takes everything from the buffer's position to its limit. */
  public <X extends Exception> void read(ByteBuffer in, MessageSink<X> sink) throws MalformedChunkException, MessageTooLargeException, X {
    piece = in;
    pieceStart = in.position();
    try {
      while (current != null || header(in)) {
        if (!data(in, sink)) {
          return;
        }
      }
    } finally {
      readBytes += in.position() - pieceStart;
      piece = null;
    }
  }

  private boolean header(ByteBuffer in) throws MalformedChunkException, MessageTooLargeException {
    if (carry.hasRemaining()) {
      return carriedHeader(in);
    }
    int sizeBytes = parseHeader(in);
    if (sizeBytes == INCOMPLETE) {
      carry.clear().put(in).flip();
      return false;
    }
    in.position(in.position() + sizeBytes);
    begin();
    return true;
  }

  /**
   * Completes a header of which a part was kept. Usually it ends in the new piece; when it turns out that a timestamp was not repeated,
   * up to three of the kept bytes are data, which {@link #data} then takes first.
   */
  private boolean carriedHeader(ByteBuffer in) throws MalformedChunkException, MessageTooLargeException {
    int keptBytes = carry.remaining();
    int addedBytes = Math.min(in.remaining(), HEADER_MAX_BYTES - keptBytes);
    carry.compact().put(keptBytes, in, in.position(), addedBytes).position(0).limit(keptBytes + addedBytes);
    int sizeBytes = parseHeader(carry);
    if (sizeBytes == INCOMPLETE) {
      in.position(in.position() + addedBytes);
      return false;
    }
    in.position(in.position() + Math.max(0, sizeBytes - keptBytes));
    carry.position(Math.min(sizeBytes, keptBytes)).limit(keptBytes);
    begin();
    return true;
  }

  /** Reads a header at the buffer's position into the fields above; gives its size, or {@code INCOMPLETE}. Moves nothing. */
  private int parseHeader(ByteBuffer in) throws MalformedChunkException {
    int at = in.position();
    if (at == in.limit()) {
      return INCOMPLETE;
    }
    int first = in.get(at) & 0xFF;
    format = first >> 6;
    chunkStreamId = first & 63;
    int basicBytes = chunkStreamId > 1 ? 1 : 2 + chunkStreamId;
    int headerBytes = basicBytes + MESSAGE_HEADER_BYTES[format];
    if (in.remaining() < headerBytes) {
      return INCOMPLETE;
    }
    if (basicBytes > 1) {
      chunkStreamId = 64 + (in.get(at + 1) & 0xFF) + (basicBytes == 3 ? (in.get(at + 2) & 0xFF) << 8 : 0);
    }
    known = find(chunkStreamId);
    if (known == null && format > 1) {
      throw malformed("chunk stream " + chunkStreamId + " begins with a header of type " + format);
    }
    return parseMessageHeader(in, at + basicBytes, headerBytes);
  }

  private int parseMessageHeader(ByteBuffer in, int at, int headerBytes) throws MalformedChunkException {
    if (format == 3) {
      return continuationBytes(in, headerBytes);
    }
    if (known != null && known.open) {
      throw malformed("chunk stream " + chunkStreamId + " begins a message inside another");
    }
    field = u24(in, at);
    extended = field == EXTENDED;
    if (format < 2) {
      lengthBytes = u24(in, at + 3);
      typeId = in.get(at + 6) & 0xFF;
    }
    streamId = format == 0 ? Integer.reverseBytes(in.getInt(at + 7)) : 0;
    if (!extended) {
      return headerBytes;
    }
    if (in.limit() < in.position() + headerBytes + 4) {
      return INCOMPLETE;
    }
    field = Integer.toUnsignedLong(in.getInt(in.position() + headerBytes));
    return headerBytes + 4;
  }

  /**
   * The size of a type 3 header. The specification (5.3.1.3) wants an extended timestamp repeated in it; many encoders do not repeat
   * it, others repeat the absolute time. So the next bytes are compared with what could stand there, and wait while too few are seen.
   */
  private int continuationBytes(ByteBuffer in, int headerBytes) {
    if (!known.extended) {
      return headerBytes;
    }
    int at = in.position() + headerBytes;
    int seenBytes = Math.min(4, in.limit() - at);
    long absolute = known.open ? known.timestampMs : known.timestampMs + known.field;
    if (!beginsWith(in, at, seenBytes, known.field) && !beginsWith(in, at, seenBytes, absolute)) {
      return headerBytes;
    }
    return seenBytes == 4 ? headerBytes + 4 : INCOMPLETE;
  }

  private static boolean beginsWith(ByteBuffer in, int at, int sizeBytes, long timestamp) {
    for (int i = 0; i < sizeBytes; i++) {
      if (in.get(at + i) != (byte) (timestamp >> 24 - 8 * i)) {
        return false;
      }
    }
    return true;
  }

  /** Makes the header that was read the current chunk's. */
  private void begin() throws MalformedChunkException, MessageTooLargeException {
    ChunkStream stream = known == null ? add(chunkStreamId) : known;
    if (!stream.open) {
      beginMessage(stream);
    }
    current = stream;
    chunkLeftBytes = Math.min(chunkSizeBytes, stream.lengthBytes - stream.receivedBytes);
  }

  /** A type 3 header that begins a message repeats the last delta; after a type 0 header that is its timestamp (5.3.1.2.4). */
  private void beginMessage(ChunkStream stream) throws MessageTooLargeException {
    if (format < 3) {
      stream.field = field;
      stream.extended = extended;
    }
    if (format < 2) {
      stream.lengthBytes = lengthBytes;
      stream.typeId = typeId;
    }
    if (format == 0) {
      stream.streamId = streamId;
      stream.timestampMs = field;
    } else {
      stream.timestampMs = stream.timestampMs + stream.field & 0xFFFFFFFFL;
    }
    if (stream.lengthBytes > limits.messageMaxBytes()) {
      throw new MessageTooLargeException("message of " + stream.lengthBytes + " bytes, at most " + limits.messageMaxBytes());
    }
    stream.open = true;
  }

  /** Takes data of the current chunk; false when the piece is used up. */
  private <X extends Exception> boolean data(ByteBuffer in, MessageSink<X> sink)
      throws MalformedChunkException, MessageTooLargeException, X {
    ChunkStream stream = current;
    boolean inOneChunk = chunkLeftBytes == stream.lengthBytes && stream.receivedBytes == 0;
    if (inOneChunk && !carry.hasRemaining() && in.remaining() >= chunkLeftBytes) {
      int offset = in.position();
      in.position(offset + chunkLeftBytes);
      finish(stream, sink, in, offset);
      return true;
    }
    take(stream, carry);
    take(stream, in);
    if (chunkLeftBytes > 0) {
      return false;
    }
    current = null;
    if (stream.receivedBytes == stream.lengthBytes) {
      finish(stream, sink, stream.body, 0);
      releaseLarge(stream);
    }
    return true;
  }

  private void take(ChunkStream stream, ByteBuffer from) throws MessageTooLargeException {
    int sizeBytes = Math.min(chunkLeftBytes, from.remaining());
    if (sizeBytes == 0) {
      return;
    }
    int capacityBytes = stream.capacityFor(sizeBytes);
    if (capacityBytes > stream.body.capacity()) {
      hold(stream, capacityBytes);
    }
    stream.append(from, sizeBytes);
    chunkLeftBytes -= sizeBytes;
  }

  private void hold(ChunkStream stream, int capacityBytes) throws MessageTooLargeException {
    int moreBytes = capacityBytes - stream.body.capacity();
    if (heldBytes + moreBytes > limits.heldMaxBytes()) {
      releaseIdle();
    }
    if (heldBytes + moreBytes > limits.heldMaxBytes()) {
      throw new MessageTooLargeException("unfinished messages of more than " + limits.heldMaxBytes() + " bytes");
    }
    heldBytes += moreBytes;
    stream.grow(capacityBytes);
  }

  private void releaseIdle() {
    for (int i = 0; i < streamCount; i++) {
      if (!streams[i].open) {
        release(streams[i]);
      }
    }
  }

  private void releaseLarge(ChunkStream stream) {
    if (stream.body.capacity() > KEEP_MAX_BYTES) {
      release(stream);
    }
  }

  private void release(ChunkStream stream) {
    heldBytes -= stream.body.capacity();
    stream.releaseBody();
  }

  private <X extends Exception> void finish(ChunkStream stream, MessageSink<X> sink, ByteBuffer buffer, int offset)
      throws MalformedChunkException, X {
    current = null;
    stream.closeMessage();
    switch (stream.typeId) {
      case SET_CHUNK_SIZE -> setChunkSize(controlValue(stream, buffer, offset));
      case ABORT -> abort(controlValue(stream, buffer, offset));
      default -> { }
    }
    sink.message(stream.typeId, stream.streamId, stream.timestampMs, buffer, offset, stream.lengthBytes);
  }

  private int controlValue(ChunkStream stream, ByteBuffer buffer, int offset) throws MalformedChunkException {
    if (stream.lengthBytes < 4) {
      throw malformed("control message of " + stream.lengthBytes + " bytes");
    }
    return buffer.getInt(offset);
  }

  /** A chunk larger than any message is as good as one of the largest message's size. */
  private void setChunkSize(int sizeBytes) throws MalformedChunkException {
    if (sizeBytes < 1) {
      throw malformed("chunk size must be 1..2^31-1, was " + Integer.toUnsignedString(sizeBytes));
    }
    chunkSizeBytes = Math.min(sizeBytes, ChunkLimits.MESSAGE_MAX_BYTES);
  }

  private void abort(int id) {
    ChunkStream stream = find(id);
    if (stream != null) {
      stream.closeMessage();
    }
  }

  private ChunkStream find(int id) {
    for (int i = 0; i < streamCount; i++) {
      if (streams[i].id == id) {
        return streams[i];
      }
    }
    return null;
  }

  private ChunkStream add(int id) throws MalformedChunkException {
    if (streamCount == limits.chunkStreamMax()) {
      throw malformed("more than " + limits.chunkStreamMax() + " chunk streams");
    }
    if (streamCount == streams.length) {
      streams = Arrays.copyOf(streams, 2 * streamCount);
    }
    streams[streamCount] = new ChunkStream(id);
    return streams[streamCount++];
  }

  private static int u24(ByteBuffer in, int at) {
    return (in.get(at) & 0xFF) << 16 | in.getShort(at + 1) & 0xFFFF;
  }

  private MalformedChunkException malformed(String message) {
    return new MalformedChunkException(readBytes + piece.position() - pieceStart, message);
  }
}
