package io.livetape.rtmp.chunk;

/**
 * What a chunk reader accepts from one peer.
 *
 * @param messageMaxBytes the longest message
 * @param heldMaxBytes memory for unfinished messages of all chunk streams together
 * @param chunkStreamMax chunk streams; encoders use three to six
 */
public record ChunkLimits(int messageMaxBytes, int heldMaxBytes, int chunkStreamMax) {
  /** A message's length has 24 bits. */
  public static final int MESSAGE_MAX_BYTES = 0xFFFFFF;
  public static final int CHUNK_STREAM_MAX = 64;

  public ChunkLimits {
    if (messageMaxBytes < 1024 || messageMaxBytes > MESSAGE_MAX_BYTES) {
      throw new IllegalArgumentException("message limit must be 1024.." + MESSAGE_MAX_BYTES + " bytes, was " + messageMaxBytes);
    }
    if (heldMaxBytes < messageMaxBytes) {
      throw new IllegalArgumentException("unfinished messages need room for one of " + messageMaxBytes + " bytes, was " + heldMaxBytes);
    }
    if (chunkStreamMax < 1) {
      throw new IllegalArgumentException("chunk streams must be at least 1, was " + chunkStreamMax);
    }
  }

  /** Limits for messages of this size: two of the longest may be unfinished at once. */
  public static ChunkLimits ofMessageMax(int messageMaxBytes) {
    return new ChunkLimits(messageMaxBytes, 2 * messageMaxBytes, CHUNK_STREAM_MAX);
  }
}
