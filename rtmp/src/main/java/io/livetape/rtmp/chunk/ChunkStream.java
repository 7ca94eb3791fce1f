package io.livetape.rtmp.chunk;

import java.nio.ByteBuffer;

/** What a reader remembers of one chunk stream: its last header and the message that is under way. */
final class ChunkStream {
  private static final int FIRST_BYTES = 1024;
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  final int id;
  int typeId;
  int streamId;
  int lengthBytes;
  /** The timestamp or delta as the last header stated it. */
  long field;
  /** Whether the last header stated it in the extended form. */
  boolean extended;
  /** Of the last message, unsigned 32 bits. */
  long timestampMs;

  /** Whether a message has begun and is not whole. */
  boolean open;
  int receivedBytes;
  ByteBuffer body = NONE;

  ChunkStream(int id) {
    this.id = id;
  }

  /** How large the body's memory must become to take this many bytes more: doubled, but never above the message's length. */
  int capacityFor(int moreBytes) {
    int needed = receivedBytes + moreBytes;
    int doubled = Math.max(FIRST_BYTES, 2 * body.capacity());
    return needed <= body.capacity() ? body.capacity() : Math.min(lengthBytes, Math.max(needed, doubled));
  }

  void grow(int capacityBytes) {
    ByteBuffer larger = ByteBuffer.allocate(capacityBytes);
    larger.put(0, body, 0, receivedBytes);
    body = larger;
  }

  /** Takes bytes from the buffer's position, which moves on. */
  void append(ByteBuffer in, int sizeBytes) {
    body.put(receivedBytes, in, in.position(), sizeBytes);
    in.position(in.position() + sizeBytes);
    receivedBytes += sizeBytes;
  }

  void closeMessage() {
    open = false;
    receivedBytes = 0;
  }

  void releaseBody() {
    body = NONE;
  }
}
