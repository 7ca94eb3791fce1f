package io.livetape.rtmp;

import io.livetape.live.EndReason;
import io.livetape.live.PublisherConnection;
import io.livetape.rtmp.chunk.ChunkLimits;
import io.livetape.rtmp.chunk.ChunkReader;
import io.livetape.rtmp.chunk.MalformedChunkException;
import io.livetape.rtmp.chunk.MessageSink;
import io.livetape.rtmp.chunk.MessageTooLargeException;
import io.livetape.rtmp.handshake.MalformedHandshakeException;
import io.livetape.rtmp.handshake.ServerHandshake;
import io.livetape.rtmp.message.Aggregate;
import io.livetape.rtmp.message.Command;
import io.livetape.rtmp.message.ControlMessage;
import io.livetape.rtmp.message.MalformedMessageException;
import io.livetape.rtmp.message.MessageType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.nio.AbstractNioChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket: bytes in, messages to its session, answers out, and the reason for its end. Belongs to its event loop; only
 * {@link #disconnect} and {@link #thread} are for other threads.
 */
final class RtmpConnection extends ChannelInboundHandlerAdapter implements PublisherConnection {
  private static final Logger LOG = LoggerFactory.getLogger(RtmpConnection.class);
  /** Without a push nothing is said that needs more, and nobody has shown yet that he may. */
  private static final ChunkLimits STRANGER_LIMITS = new ChunkLimits(32 * 1024, 32 * 1024, 16);
  /** Nor does all the way to a push or play, from the first byte on. */
  private static final int STRANGER_MAX_BYTES = 128 * 1024;
  /** How long a peer that was told why it has to go may take to read it. Closing at once would destroy what is on its way. */
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private enum Phase { HANDSHAKE, OPEN, DRAINING, CLOSED }

  private final RtmpConfig config;
  private final RtmpMetrics metrics;
  private final RtmpLoop loop;
  private final SocketChannel channel;
  private final String logPrefix;
  private final RtmpSession session;
  private final MessageSink<MalformedMessageException> sink = this::message;
  private final Executor thread = this::onLoop;
  private final ChunkReader reader;
  private final AnswerWriter answers;

  private Phase phase = Phase.HANDSHAKE;
  private ServerHandshake handshake = new ServerHandshake(ThreadLocalRandom.current());
  private long receivedBytes;
  private long acknowledgedBytes;
  private long windowBytes;
  private final long openedNanos = System.nanoTime();
  private long lastReadNanos = openedNanos;
  private long lastPingNanos = openedNanos;
  private long drainStartNanos;
  /** Whether it has pushed or played, or does. */
  private boolean settled;

  RtmpConnection(RtmpConfig config, RtmpServices services, RtmpLoop loop, SocketChannel channel) {
    this.config = config;
    this.metrics = services.metrics();
    this.loop = loop;
    this.channel = channel;
    this.logPrefix = logPrefix(channel);
    this.session = new RtmpSession(config, services, this);
    this.reader = new ChunkReader(STRANGER_LIMITS);
    this.answers = new AnswerWriter(channel, metrics);
    this.windowBytes = config.windowBytes();
  }

  String userIp() {
    return channel.remoteAddress().getAddress().getHostAddress();
  }

  SocketChannel channel() {
    return channel;
  }

  /** What every log line about this connection begins with. */
  String logPrefix() {
    return logPrefix;
  }

  static String logPrefix(SocketChannel channel) {
    return "[rtmp " + channel.remoteAddress().getAddress().getHostAddress() + ":" + channel.remoteAddress().getPort() + "]";
  }

  // ---- what the peer does

  @Override
  public void channelActive(ChannelHandlerContext context) {
    metrics.opened.increment();
    metrics.open.increment();
    loop.add(this);
    loop.lobby().enter(this, channel.remoteAddress().getAddress()).ifPresent(RtmpConnection::crowdedOut);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf data = (ByteBuf) message;
    try {
      metrics.reads.increment();
      metrics.receivedBytes.add(data.readableBytes());
      receivedBytes += data.readableBytes();
      lastReadNanos = System.nanoTime();
      receive(loop.receiveBuffer().bytes(data));
      if (!settled && receivedBytes > STRANGER_MAX_BYTES && phase != Phase.DRAINING) {
        close(CloseReason.TALKATIVE, "");
      }
    } finally {
      data.release();
    }
  }

  /**
   * What a system still holds for a publisher that has closed its socket is thrown away when anything is sent to it (RFC 1122, section
   * 4.2.2.13). So nothing is, while there is more to read.
   */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (phase == Phase.OPEN && receivedBytes - acknowledgedBytes >= windowBytes && receiveHandle().drained()) {
      acknowledgedBytes = receivedBytes;
      send(new ControlMessage.Acknowledgement(receivedBytes));
    }
    context.fireChannelReadComplete();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    close(CloseReason.PEER_CLOSED, "");
    loop.remove(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    switch (cause) {
      case IOException e -> close(CloseReason.CONNECTION_LOST, String.valueOf(e.getMessage()));
      case DecoderException _ -> close(CloseReason.HANDSHAKE_MALFORMED, "TLS failed");
      default -> {
        LOG.error("{} failed; the connection is closed", logPrefix, cause);
        close(CloseReason.INTERNAL_ERROR, "");
      }
    }
  }

  private void receive(ByteBuffer in) {
    try {
      if (phase == Phase.HANDSHAKE) {
        shakeHands(in);
      }
      if (phase == Phase.OPEN) {
        reader.read(in, sink);
      }
    } catch (MalformedHandshakeException e) {
      close(CloseReason.HANDSHAKE_MALFORMED, e.getMessage());
    } catch (MalformedChunkException | MalformedMessageException e) {
      close(CloseReason.MALFORMED, e.getMessage());
    } catch (MessageTooLargeException e) {
      close(CloseReason.MESSAGE_TOO_LARGE, e.getMessage());
    }
  }

  private void shakeHands(ByteBuffer in) throws MalformedHandshakeException {
    ByteBuffer answer = handshake.read(in);
    if (answer.hasRemaining()) {
      metrics.sentBytes.add(answer.remaining());
      channel.writeAndFlush(Unpooled.wrappedBuffer(answer));
    }
    if (handshake.done()) {
      handshake = null;
      phase = Phase.OPEN;
      session.opened();
    }
  }

  private void message(int typeId, int streamId, long timestampMs, ByteBuffer buffer, int offset, int sizeBytes)
      throws MalformedMessageException {
    if (phase != Phase.OPEN) {
      return; // an earlier message of the same read ended the connection
    }
    metrics.messages.increment();
    switch (typeId) {
      case MessageType.AUDIO, MessageType.VIDEO -> session.media(typeId, timestampMs, buffer, offset, sizeBytes);
      case MessageType.AGGREGATE -> Aggregate.split(streamId, timestampMs, buffer, offset, sizeBytes, this::aggregated);
      case MessageType.DATA, MessageType.DATA_AMF3 -> session.data(Command.values(typeId, buffer, offset, sizeBytes));
      case MessageType.COMMAND, MessageType.COMMAND_AMF3 -> session.command(Command.decode(typeId, buffer, offset, sizeBytes), streamId);
      case MessageType.USER_CONTROL, MessageType.WINDOW_ACK_SIZE -> control(ControlMessage.decode(typeId, buffer, offset, sizeBytes));
      default -> { } // the chunk reader has acted on 1 and 2; the others say nothing that we need
    }
  }

  /** An aggregate holds media and data only; one inside another would be a way to make us recurse. */
  private void aggregated(int typeId, int streamId, long timestampMs, ByteBuffer buffer, int offset, int sizeBytes)
      throws MalformedMessageException {
    if (typeId != MessageType.AGGREGATE) {
      message(typeId, streamId, timestampMs, buffer, offset, sizeBytes);
    }
  }

  private void control(ControlMessage message) {
    switch (message) {
      case ControlMessage.UserControl(int event, long value) when event == ControlMessage.UserControl.PING_REQUEST ->
          send(new ControlMessage.UserControl(ControlMessage.UserControl.PING_RESPONSE, value));
      case ControlMessage.WindowAckSize(long sizeBytes) when sizeBytes > 0 -> windowBytes = sizeBytes;
      default -> { }
    }
  }

  // ---- what we do

  /** A push or play begins: it has a reason to be here. */
  void settle() {
    settled = true;
    loop.lobby().leave(this);
  }

  /** A push begins, which may send messages as long as the configuration allows. */
  void takeMedia() {
    settle();
    reader.limits(ChunkLimits.ofMessageMax(config.messageMaxBytes()));
  }

  boolean settled() {
    return settled;
  }

  /** It has waited longest, and others want in. Any thread. */
  private void crowdedOut() {
    onLoop(() -> {
      if (!settled) {
        close(CloseReason.CROWDED_OUT, "");
      }
    });
  }

  void send(ControlMessage message) {
    answers.send(message);
    closeIfUnheard();
  }

  /** @param streamId the message stream that the command is about; 0 for the connection */
  void send(int streamId, Command command) {
    answers.send(streamId, command);
    closeIfUnheard();
  }

  private void closeIfUnheard() {
    if (answers.unheard()) {
      close(CloseReason.DEAF, "");
    }
  }

  /** Whether it is neither closed nor about to be. */
  boolean open() {
    return phase == Phase.OPEN;
  }

  /** Asks the peer for a sign of life when it has been silent, and then not too often. */
  void pingIfSilent(long nowNanos) {
    long intervalNanos = config.timeouts().ping().toNanos();
    if (silentNanos(nowNanos) > intervalNanos && nowNanos - lastPingNanos > intervalNanos) {
      lastPingNanos = nowNanos;
      send(new ControlMessage.UserControl(ControlMessage.UserControl.PING_REQUEST, TimeUnit.NANOSECONDS.toMillis(nowNanos) & 0xFFFFFFFFL));
    }
  }

  long silentNanos(long nowNanos) {
    return nowNanos - lastReadNanos;
  }

  /** Ends the connection now. The first reason counts. */
  void close(CloseReason reason, String detail) {
    finish(reason, detail);
    phase = Phase.CLOSED;
    channel.close();
  }

  /** Ends the connection when the peer has read what it was sent, or has not for too long. The first reason counts. */
  void closeWhenRead(CloseReason reason, String detail) {
    if (config.tls().isPresent() && phase == Phase.OPEN) {
      finish(reason, detail);
      phase = Phase.CLOSED;
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    } else if (phase == Phase.OPEN) {
      finish(reason, detail);
      phase = Phase.DRAINING;
      drainStartNanos = System.nanoTime();
      readOnArrival();
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> channel.shutdownOutput());
    }
  }

  private void finish(CloseReason reason, String detail) {
    if (phase == Phase.DRAINING || phase == Phase.CLOSED) {
      return;
    }
    session.end(reason.endReason());
    loop.lobby().leave(this);
    metrics.closed(reason);
    if (settled) {
      loop.closeLog().guest(logPrefix, reason, detail);
    } else {
      loop.closeLog().stranger(logPrefix, reason, detail);
    }
  }

  /** Called by the loop every now and then. */
  void sweep(long nowNanos) {
    switch (phase) {
      case HANDSHAKE -> {
        if (nowNanos - openedNanos > config.timeouts().handshake().toNanos()) {
          close(CloseReason.HANDSHAKE_TIMEOUT, "");
        }
      }
      case OPEN -> session.sweep(nowNanos);
      case DRAINING -> {
        if (nowNanos - drainStartNanos > DRAIN.toNanos()) {
          close(CloseReason.PEER_CLOSED, "");
        }
      }
      case CLOSED -> { }
    }
  }

  /** The server stops. */
  void stop() {
    session.stop();
    close(CloseReason.SERVER_STOPPING, "");
  }

  // ---- reading

  /** Reads a batched socket, as far as one round goes. Called by the loop. */
  void readNow() {
    ((AbstractNioChannel) channel).unsafe().read();
    if (receiveHandle().filled()) {
      loop.readAgainSoon(this);
    }
  }

  private ReceiveBuffer.ReceiveHandle receiveHandle() {
    return (ReceiveBuffer.ReceiveHandle) channel.unsafe().recvBufAllocHandle();
  }

  @Override
  public void readAtOnce(boolean atOnce) {
    if (atOnce) {
      readOnArrival();
    } else if (phase == Phase.OPEN) {
      channel.config().setAutoRead(false);
      loop.batch(this);
    }
  }

  /** Reads whenever something arrives, as commands need it. */
  void readOnArrival() {
    loop.unbatch(this);
    channel.config().setAutoRead(true);
  }

  @Override
  public Executor thread() {
    return thread;
  }

  /** Once the loop has ended with the server, nobody owns the stream any more, and whoever calls may as well do it. */
  private void onLoop(Runnable task) {
    try {
      channel.eventLoop().execute(task);
    } catch (RejectedExecutionException _) {
      task.run();
    }
  }

  @Override
  public void disconnect(EndReason reason) {
    onLoop(() -> session.disconnect(reason));
  }
}
