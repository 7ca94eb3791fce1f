package io.livetape.rtmp.chunk;

import java.nio.ByteBuffer;

/**
 * Receives whole messages.
 *
 * @param <X> what the receiver throws when it cannot go on
 */
public interface MessageSink<X extends Exception> {
  /**
   * One message. Its bytes are valid during the call only; read them with absolute calls.
   *
   * @param timestampMs unsigned 32 bits
   * @param buffer holds the body from {@code offset} on
   */
  void message(int typeId, int streamId, long timestampMs, ByteBuffer buffer, int offset, int sizeBytes) throws X;
}
