package io.livetape.rtmp.message;

import java.nio.ByteBuffer;

/**
 * Messages about the connection itself, sent on chunk stream 2 and message stream 0.
 *
 * <pre>
 *  1 2 3 5   value (32)
 *  6         value (32) | limit type (8)
 *  4         event (16) | value (32)
 * </pre>
 */
public sealed interface ControlMessage {

  /** The largest chunk the sender will use from now on. Section 5.4.1. */
  record SetChunkSize(int sizeBytes) implements ControlMessage {}

  /** The message under way on this chunk stream will not be finished. Section 5.4.2. */
  record Abort(int chunkStreamId) implements ControlMessage {}

  /** Bytes received so far, modulo 2^32. Section 5.4.3. */
  record Acknowledgement(long receivedBytes) implements ControlMessage {}

  /** The sender wants an acknowledgement after this many bytes. Section 5.4.4. */
  record WindowAckSize(long sizeBytes) implements ControlMessage {}

  /** The receiver shall not have more than this unacknowledged. Section 5.4.5. */
  record SetPeerBandwidth(long sizeBytes, int limitType) implements ControlMessage {
    public static final int DYNAMIC = 2;
  }

  /**
   * An event of section 7.1.7.
   *
   * @param value the message stream of the stream events, the sender's time of the ping events; 0 for events without one
   */
  record UserControl(int event, long value) implements ControlMessage {
    public static final int STREAM_BEGIN = 0;
    public static final int STREAM_EOF = 1;
    public static final int PING_REQUEST = 6;
    public static final int PING_RESPONSE = 7;
  }

  /** Reads a body of one of the types 1 to 6. What stands behind the fields above is not looked at. */
  static ControlMessage decode(int typeId, ByteBuffer buffer, int offset, int sizeBytes) throws MalformedMessageException {
    if (typeId == MessageType.USER_CONTROL) {
      return userControl(buffer, offset, sizeBytes);
    }
    long value = u32(typeId, buffer, offset, sizeBytes);
    return switch (typeId) {
      case MessageType.SET_CHUNK_SIZE -> new SetChunkSize((int) value);
      case MessageType.ABORT -> new Abort((int) value);
      case MessageType.ACKNOWLEDGEMENT -> new Acknowledgement(value);
      case MessageType.WINDOW_ACK_SIZE -> new WindowAckSize(value);
      case MessageType.SET_PEER_BANDWIDTH -> new SetPeerBandwidth(value, sizeBytes > 4 ? buffer.get(offset + 4) : 0);
      default -> throw new IllegalArgumentException("not a control message: " + typeId);
    };
  }

  private static ControlMessage userControl(ByteBuffer buffer, int offset, int sizeBytes) throws MalformedMessageException {
    if (sizeBytes < 2) {
      throw new MalformedMessageException("user control message of " + sizeBytes + " bytes");
    }
    int event = buffer.getShort(offset) & 0xFFFF;
    boolean valueNeeded = event <= UserControl.PING_RESPONSE;
    return new UserControl(event, valueNeeded ? u32(MessageType.USER_CONTROL, buffer, offset + 2, sizeBytes - 2) : 0);
  }

  private static long u32(int typeId, ByteBuffer buffer, int offset, int sizeBytes) throws MalformedMessageException {
    if (sizeBytes < 4) {
      throw new MalformedMessageException("control message of type " + typeId + " ends early");
    }
    return Integer.toUnsignedLong(buffer.getInt(offset));
  }

  default int typeId() {
    return switch (this) {
      case SetChunkSize _ -> MessageType.SET_CHUNK_SIZE;
      case Abort _ -> MessageType.ABORT;
      case Acknowledgement _ -> MessageType.ACKNOWLEDGEMENT;
      case WindowAckSize _ -> MessageType.WINDOW_ACK_SIZE;
      case SetPeerBandwidth _ -> MessageType.SET_PEER_BANDWIDTH;
      case UserControl _ -> MessageType.USER_CONTROL;
    };
  }

  default ByteBuffer encode() {
    return switch (this) {
      case SetChunkSize(int sizeBytes) -> u32(sizeBytes);
      case Abort(int chunkStreamId) -> u32(chunkStreamId);
      case Acknowledgement(long receivedBytes) -> u32(receivedBytes);
      case WindowAckSize(long sizeBytes) -> u32(sizeBytes);
      case SetPeerBandwidth(long sizeBytes, int limitType) -> ByteBuffer.allocate(5).putInt((int) sizeBytes).put((byte) limitType).flip();
      case UserControl(int event, long value) -> ByteBuffer.allocate(6).putShort((short) event).putInt((int) value).flip();
    };
  }

  private static ByteBuffer u32(long value) {
    return ByteBuffer.allocate(4).putInt((int) value).flip();
  }
}
