package io.livetape.bench;

import io.livetape.rtmp.amf.AmfValue;
import io.livetape.rtmp.chunk.ChunkLimits;
import io.livetape.rtmp.chunk.ChunkReader;
import io.livetape.rtmp.chunk.ChunkWriter;
import io.livetape.rtmp.chunk.MalformedChunkException;
import io.livetape.rtmp.chunk.MessageTooLargeException;
import io.livetape.rtmp.message.Command;
import io.livetape.rtmp.message.ControlMessage;
import io.livetape.rtmp.message.MalformedMessageException;
import io.livetape.rtmp.message.MessageType;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * The conversation of a push, but for its media: handshake and commands up to the server's consent, answers to pings, and the end.
 * While it begins, the channel blocks; afterwards it may be in either mode. One thread.
 */
final class PublishHandshake {
  private static final int HANDSHAKE_BYTES = 1536;
  private static final int CONTROL_CHUNK_STREAM = 2;
  private static final int COMMAND_CHUNK_STREAM = 3;
  private static final AmfValue NULL = AmfValue.Nothing.NULL;

  private final SocketChannel channel;
  private final String app;
  private final String name;
  private final ChunkWriter writer = new ChunkWriter();
  private final ChunkReader reader = new ChunkReader(ChunkLimits.ofMessageMax(64 * 1024));
  private final ByteBuffer in = ByteBuffer.allocateDirect(8 * 1024);
  private int transactionCount;
  private boolean publishing;
  private final Deque<Command> commands = new ArrayDeque<>();

  PublishHandshake(SocketChannel channel, String app, String name) {
    this.channel = channel;
    this.app = app;
    this.name = name;
  }

  /** Returns when the server wants the media. */
  void begin() throws IOException {
    shakeHands();
    send(CONTROL_CHUNK_STREAM, MessageType.SET_CHUNK_SIZE, new ControlMessage.SetChunkSize(WireStream.CHUNK_BYTES).encode());
    writer.chunkSize(WireStream.CHUNK_BYTES);
    command("connect", AmfValue.object("app", app, "type", "nonprivate", "flashVer", "FMLE/3.0 (compatible; Livetape bench)",
        "tcUrl", "rtmp://127.0.0.1/" + app));
    awaitResult();
    command("releaseStream", NULL, name);
    command("FCPublish", NULL, name);
    command("createStream", NULL);
    int messageStream = (int) awaitResult().argument(1).numberOr(0);
    if (messageStream != WireStream.MESSAGE_STREAM) {
      throw new IOException("the media is prepared for message stream 1, but the server gave " + messageStream);
    }
    ByteBuffer publish = Command.of("publish", ++transactionCount, NULL, name, "live").encode();
    send(COMMAND_CHUNK_STREAM, MessageType.COMMAND, WireStream.MESSAGE_STREAM, publish);
    Command status = await(command -> command.name().equals("onStatus"));
    if (!status.argument(1).property("code").textOr("").equals("NetStream.Publish.Start")) {
      throw new IOException("the server refuses " + name + ": " + status);
    }
    publishing = true;
  }

  /** Says goodbye as encoders do. The channel must have room for some hundred bytes. */
  void end() throws IOException {
    command("FCUnpublish", NULL, name);
    command("deleteStream", NULL, WireStream.MESSAGE_STREAM);
  }

  /**
   * Reads what the server has sent, if anything, and answers pings.
   *
   * @throws IOException the server has ended the push
   */
  void listen() throws IOException {
    in.clear();
    int count = channel.read(in);
    if (count < 0) {
      throw new EOFException("the server closed the connection");
    }
    take();
  }

  private void shakeHands() throws IOException {
    byte[] hello = new byte[1 + HANDSHAKE_BYTES];
    ThreadLocalRandom.current().nextBytes(hello);
    ByteBuffer c0c1 = ByteBuffer.wrap(hello).put(0, (byte) 3).putInt(1, 0).putInt(5, 0);
    write(c0c1);
    ByteBuffer answer = ByteBuffer.allocate(1 + 2 * HANDSHAKE_BYTES);
    while (answer.hasRemaining()) {
      if (channel.read(answer) < 0) {
        throw new EOFException("the server closed the connection during the handshake");
      }
    }
    write(answer.flip().position(1).limit(1 + HANDSHAKE_BYTES));
  }

  private void command(String command, Object... arguments) throws IOException {
    send(COMMAND_CHUNK_STREAM, MessageType.COMMAND, Command.of(command, ++transactionCount, arguments).encode());
  }

  private void send(int chunkStream, int typeId, ByteBuffer body) throws IOException {
    send(chunkStream, typeId, 0, body);
  }

  private void send(int chunkStream, int typeId, int messageStream, ByteBuffer body) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(writer.sizeMaxBytes(body.remaining()));
    writer.put(out, chunkStream, 0, typeId, messageStream, body, body.position(), body.remaining());
    write(out.flip());
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private Command awaitResult() throws IOException {
    int wanted = transactionCount;
    Command answer = await(command -> command.transactionId() == wanted);
    if (!answer.name().equals("_result")) {
      throw new IOException("the server refuses " + name + ": " + answer);
    }
    return answer;
  }

  private Command await(Predicate<Command> wanted) throws IOException {
    while (true) {
      while (commands.isEmpty()) {
        listen();
      }
      Command command = commands.remove();
      if (wanted.test(command)) {
        return command;
      }
    }
  }

  private void take() throws IOException {
    try {
      reader.read(in.flip(), this::message);
    } catch (MalformedChunkException | MessageTooLargeException e) {
      throw new IOException("the server sent something malformed", e);
    }
  }

  private void message(int typeId, int streamId, long timestampMs, ByteBuffer body, int offset, int sizeBytes) throws IOException {
    try {
      message(typeId, body, offset, sizeBytes);
    } catch (MalformedMessageException e) {
      throw new IOException("the server sent something malformed", e);
    }
  }

  private void message(int typeId, ByteBuffer body, int offset, int sizeBytes) throws MalformedMessageException, IOException {
    if (typeId == MessageType.COMMAND) {
      Command command = Command.decode(typeId, body, offset, sizeBytes);
      if (publishing && command.argument(1).property("level").textOr("").equals("error")) {
        throw new IOException("the server ended the push: " + command);
      }
      commands.add(command);
    } else if (typeId == MessageType.USER_CONTROL
        && ControlMessage.decode(typeId, body, offset, sizeBytes) instanceof ControlMessage.UserControl(int event, long value)
        && event == ControlMessage.UserControl.PING_REQUEST) {
      send(CONTROL_CHUNK_STREAM, MessageType.USER_CONTROL,
          new ControlMessage.UserControl(ControlMessage.UserControl.PING_RESPONSE, value).encode());
    }
  }
}
