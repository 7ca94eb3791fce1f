package io.livetape.bench;

import io.livetape.rtmp.message.MessageType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One push: sends each message of a {@link WireStream} when it is due. Owned by one thread at a time. */
final class Publisher {
  private static final int SEND_BUFFER_BYTES = 128 * 1024;

  private final String name;
  private final SocketChannel channel;
  private final PublishHandshake conversation;
  private final WireStream wire;
  private final ByteBuffer bytes;

  private long beganNanos;
  private int message;
  private boolean ended;
  private long endedNanos;
  private String failure;

  private Publisher(String name, SocketChannel channel, PublishHandshake conversation, WireStream wire) {
    this.name = name;
    this.channel = channel;
    this.conversation = conversation;
    this.wire = wire;
    bytes = wire.view();
    bytes.limit(0);
  }

  /** Connects and publishes; blocks until the server has agreed. Its clock begins then. */
  static Publisher begin(InetSocketAddress server, String app, String name, WireStream wire) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.connect(server);
      PublishHandshake conversation = new PublishHandshake(channel, app, name);
      conversation.begin();
      channel.configureBlocking(false);
      Publisher publisher = new Publisher(name, channel, conversation, wire);
      publisher.beganNanos = System.nanoTime();
      return publisher;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  String name() {
    return name;
  }

  /** Sends what is due, one write for each message, as encoders do. Returns the bytes sent. */
  long send(long nowNanos, LagHistogram lag) {
    long sentBytes = 0;
    try {
      long sinceMs = (nowNanos - beganNanos) / 1_000_000;
      while (message < wire.messageCount() && wire.dueMs(message) <= sinceMs) {
        bytes.limit(wire.endOffset(message));
        sentBytes += channel.write(bytes);
        if (bytes.hasRemaining()) {
          return sentBytes;
        }
        lag.add(sinceMs - wire.dueMs(message));
        message++;
      }
    } catch (IOException e) {
      fail(e);
    }
    return sentBytes;
  }

  /** Takes what the server says. */
  void listen() {
    try {
      conversation.listen();
    } catch (IOException e) {
      fail(e);
    }
  }

  /** Ends the push properly, between two messages. False when the socket still holds a part of one back. */
  boolean end() {
    if (bytes.hasRemaining()) {
      return false;
    }
    ended = true;
    endedNanos = System.nanoTime();
    try {
      conversation.end();
      channel.shutdownOutput();
    } catch (IOException e) {
      fail(e);
    }
    return true;
  }

  boolean running() {
    return !ended;
  }

  /** Empty while all is well; else why the push ended before its time. */
  String failure() {
    return failure == null ? "" : failure;
  }

  long beganNanos() {
    return beganNanos;
  }

  /** On {@link System#nanoTime}'s scale, just before the first byte of the goodbye. */
  long endedNanos() {
    return endedNanos;
  }

  int pictureCount() {
    return wire.frameCount(MessageType.VIDEO, message);
  }

  int soundCount() {
    return wire.frameCount(MessageType.AUDIO, message);
  }

  private void fail(IOException e) {
    failure = name + ": " + e.getMessage();
    ended = true;
    endedNanos = System.nanoTime();
    close();
  }

  /** Closes the socket. Not done at the end of the push: what the server sent and nobody read would turn the end into a reset. */
  void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // gone anyway
    }
  }
}
