package io.livetape.rtmp;

import io.livetape.rtmp.amf.AmfValue;
import io.livetape.rtmp.chunk.ChunkLimits;
import io.livetape.rtmp.chunk.ChunkReader;
import io.livetape.rtmp.chunk.ChunkWriter;
import io.livetape.rtmp.message.Command;
import io.livetape.rtmp.message.ControlMessage;
import io.livetape.rtmp.message.MessageType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Queue;

/** A peer that says exactly what a test tells it, and reads what it is answered. */
final class ScriptedPeer implements AutoCloseable {
  static final AmfValue NULL = AmfValue.Nothing.NULL;

  /** A message as it came. */
  record Received(int typeId, int streamId, long timestampMs, byte[] body) {}

  final Socket socket;
  private final ChunkWriter writer = new ChunkWriter();
  private final ChunkReader reader = new ChunkReader(ChunkLimits.ofMessageMax(1 << 20));
  private final Queue<Received> received = new ArrayDeque<>();

  ScriptedPeer(TestServer server) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), server.server.port());
      socket.setSoTimeout((int) TestServer.PATIENCE.toMillis());
      socket.setTcpNoDelay(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ScriptedPeer shakeHands() throws IOException {
    byte[] c0c1 = new byte[1537];
    c0c1[0] = 3;
    raw(c0c1);
    byte[] answer = socket.getInputStream().readNBytes(3073);
    raw(java.util.Arrays.copyOfRange(answer, 1, 1537));
    return this;
  }

  /** Handshake, connect and createStream: message stream 1 is there. */
  ScriptedPeer connect(String tcUrl, String app) throws Exception {
    shakeHands();
    send(0, Command.of("connect", 1, AmfValue.object("app", app, "tcUrl", tcUrl)));
    await("_result");
    send(0, Command.of("createStream", 2, NULL));
    await("_result");
    return this;
  }

  ScriptedPeer publish(String name) throws Exception {
    connect("rtmp://127.0.0.1/live", "live");
    send(1, Command.of("publish", 3, NULL, name, "live"));
    return this;
  }

  void raw(byte... bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  void raw(String hex) throws IOException {
    raw(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  void send(int streamId, Command command) throws IOException {
    ByteBuffer body = command.encode();
    message(3, 0, MessageType.COMMAND, streamId, body);
  }

  void send(ControlMessage message) throws IOException {
    message(2, 0, message.typeId(), 0, message.encode());
    if (message instanceof ControlMessage.SetChunkSize(int sizeBytes)) {
      writer.chunkSize(sizeBytes);
    }
  }

  void message(int chunkStreamId, long timestampMs, int typeId, int streamId, ByteBuffer body) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(writer.sizeMaxBytes(body.remaining()));
    writer.put(out, chunkStreamId, timestampMs, typeId, streamId, body, 0, body.remaining());
    socket.getOutputStream().write(out.array(), 0, out.position());
  }

  void message(int typeId, long timestampMs, String hex) throws IOException {
    message(4, timestampMs, typeId, 1, ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", ""))));
  }

  /** The next message, or null when the server has closed the connection. */
  Received next() throws Exception {
    InputStream in = socket.getInputStream();
    byte[] bytes = new byte[4096];
    while (received.isEmpty()) {
      int size = in.read(bytes);
      if (size < 0) {
        return null;
      }
      reader.read(ByteBuffer.wrap(bytes, 0, size), (type, stream, time, buffer, offset, length) -> {
        byte[] body = new byte[length];
        buffer.get(offset, body);
        received.add(new Received(type, stream, time, body));
      });
    }
    return received.remove();
  }

  /** The next command, whatever else comes before it. */
  Command nextCommand() throws Exception {
    Received message = next();
    while (message.typeId() != MessageType.COMMAND) {
      message = next();
    }
    return Command.decode(MessageType.COMMAND, ByteBuffer.wrap(message.body()), 0, message.body().length);
  }

  /** The next command of this name. */
  Command await(String name) throws Exception {
    Command command = nextCommand();
    while (!command.name().equals(name)) {
      command = nextCommand();
    }
    return command;
  }

  /** The code of the next onStatus. */
  String status() throws Exception {
    return await("onStatus").argument(1).property("code").textOr("");
  }

  /** Whether the server closes the connection, after whatever it still says. */
  boolean closedByServer() throws Exception {
    try {
      while (next() != null) {
        // what it still says
      }
      return true;
    } catch (SocketException _) {
      return true; // a reset closes as well
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
