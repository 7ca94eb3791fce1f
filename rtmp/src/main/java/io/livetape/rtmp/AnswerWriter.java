package io.livetape.rtmp;

import io.livetape.rtmp.chunk.ChunkWriter;
import io.livetape.rtmp.message.Command;
import io.livetape.rtmp.message.ControlMessage;
import io.livetape.rtmp.message.MessageType;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;

/** Writes what we say to a peer, its media apart, and knows how much of it still waits for the peer to read. Its event loop only. */
final class AnswerWriter {
  /** A whole conversation has a few KiB, and nobody sends many questions without hearing the answers. */
  static final int WAITING_MAX_BYTES = 64 * 1024;

  private static final int CONTROL_CHUNK_STREAM = 2;
  private static final int COMMAND_CHUNK_STREAM = 3;
  private static final int STATUS_CHUNK_STREAM = 5;

  private final Channel channel;
  private final RtmpMetrics metrics;
  private final ChunkWriter writer = new ChunkWriter();
  private int waitingBytes;

  AnswerWriter(Channel channel, RtmpMetrics metrics) {
    this.channel = channel;
    this.metrics = metrics;
  }

  void send(ControlMessage message) {
    send(CONTROL_CHUNK_STREAM, message.typeId(), 0, message.encode());
    if (message instanceof ControlMessage.SetChunkSize(int sizeBytes)) {
      writer.chunkSize(sizeBytes);
    }
  }

  /** @param streamId the message stream that the command is about; 0 for the connection */
  void send(int streamId, Command command) {
    send(streamId == 0 ? COMMAND_CHUNK_STREAM : STATUS_CHUNK_STREAM, MessageType.COMMAND, streamId, command.encode());
  }

  /** Whether the peer asks and does not read, so that the answers would pile up. */
  boolean unheard() {
    return waitingBytes > WAITING_MAX_BYTES;
  }

  private void send(int chunkStreamId, int typeId, int streamId, ByteBuffer body) {
    int sizeMaxBytes = writer.sizeMaxBytes(body.remaining());
    ByteBuf buffer = channel.alloc().buffer(sizeMaxBytes);
    ByteBuffer out = buffer.internalNioBuffer(0, sizeMaxBytes);
    int start = out.position();
    writer.put(out, chunkStreamId, 0, typeId, streamId, body, body.position(), body.remaining());
    buffer.writerIndex(out.position() - start);
    int sizeBytes = buffer.readableBytes();
    metrics.sentBytes.add(sizeBytes);
    waitingBytes += sizeBytes;
    channel.writeAndFlush(buffer).addListener(_ -> waitingBytes -= sizeBytes);
  }
}
