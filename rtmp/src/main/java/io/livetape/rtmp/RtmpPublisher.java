package io.livetape.rtmp;

import io.livetape.media.flv.FlvTags;
import io.livetape.rtmp.amf.Amf0Writer;
import io.livetape.rtmp.amf.AmfValue;
import io.livetape.rtmp.chunk.ChunkLimits;
import io.livetape.rtmp.chunk.ChunkReader;
import io.livetape.rtmp.chunk.ChunkWriter;
import io.livetape.rtmp.chunk.MalformedChunkException;
import io.livetape.rtmp.chunk.MessageTooLargeException;
import io.livetape.rtmp.message.Command;
import io.livetape.rtmp.message.ControlMessage;
import io.livetape.rtmp.message.ControlMessage.UserControl;
import io.livetape.rtmp.message.MalformedMessageException;
import io.livetape.rtmp.message.MessageType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * A blocking publisher on a plain socket: for demonstrations, tests and load. Owns its socket and a virtual thread that reads the server's
 * messages. {@link #write} and {@link #close} may be called from any thread, one at a time.
 */
public final class RtmpPublisher implements AutoCloseable {
  /** How long the server may take for the connection and for each answer. */
  public static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  private static final int HANDSHAKE_BYTES = 1536;
  private static final int CHUNK_SIZE_BYTES = 4096;
  private static final int CONTROL_CHUNK_STREAM = 2;
  private static final int COMMAND_CHUNK_STREAM = 3;
  private static final int MEDIA_CHUNK_STREAM = 4;
  private static final AmfValue NULL = AmfValue.Nothing.NULL;
  /** In the queue of answers: there will be no more. */
  private static final Command CLOSED = Command.of("closed", 0);

  private final Socket socket;
  private final ReentrantLock lock = new ReentrantLock();
  private final ChunkWriter writer = new ChunkWriter();
  private ByteBuffer out = ByteBuffer.allocate(64 * 1024);
  private final BlockingQueue<Command> answers = new LinkedBlockingQueue<>();
  private Thread reading;
  private volatile IOException failure;

  private final String name;
  private int streamId;
  private int transactionCount;

  private RtmpPublisher(Socket socket, String name) {
    this.socket = socket;
    this.name = name;
  }

  /**
   * Connects and publishes.
   *
   * @param url {@code rtmp[s]://host[:port]/app/name[?query]}
   * @throws PublishRefusedException the server does not want this push
   */
  public static RtmpPublisher connect(String url) throws IOException {
    SocketFactory sockets = url.startsWith("rtmps:") ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
    return connect(url, sockets);
  }

  /** As {@link #connect(String)}, with the trust that the caller's socket factory has. */
  public static RtmpPublisher connect(String url, SocketFactory sockets) throws IOException {
    URI uri = URI.create(url.replace("|", "%7C"));
    String path = uri.getRawPath();
    int slash = path.lastIndexOf('/');
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    int port = uri.getPort() >= 0 ? uri.getPort() : url.startsWith("rtmps:") ? 443 : RtmpConfig.PORT;
    Socket socket = sockets.createSocket();
    RtmpPublisher publisher = new RtmpPublisher(socket, path.substring(slash + 1) + query);
    try {
      socket.connect(new InetSocketAddress(uri.getHost(), port), (int) ANSWER_TIMEOUT.toMillis());
      socket.setTcpNoDelay(true);
      publisher.begin(path.substring(1, Math.max(1, slash)), url.substring(0, url.indexOf('/', url.indexOf("://") + 3)));
      return publisher;
    } catch (IOException e) {
      publisher.abort();
      throw e;
    }
  }

  /**
   * Sends one FLV tag body; blocks while the network is slower.
   *
   * @param tagType {@link FlvTags#AUDIO}, {@link FlvTags#VIDEO} or {@link FlvTags#SCRIPT}
   * @param timestampMs its low 32 bits are sent
   * @throws PublishRefusedException the server has ended the push
   */
  public void write(int tagType, long timestampMs, ByteBuffer body) throws IOException {
    if (tagType == FlvTags.SCRIPT) {
      ByteBuffer command = Amf0Writer.write(List.of(new AmfValue.Text("@setDataFrame")));
      ByteBuffer whole = ByteBuffer.allocate(command.remaining() + body.remaining()).put(command).put(body.duplicate()).flip();
      send(MEDIA_CHUNK_STREAM, streamId, timestampMs, MessageType.DATA, whole);
    } else {
      send(MEDIA_CHUNK_STREAM, streamId, timestampMs, tagType, body);
    }
  }

  /** Ends the push as encoders do, and the connection. */
  @Override
  public void close() {
    try {
      command(Command.of("FCUnpublish", ++transactionCount, NULL, name));
      command(Command.of("deleteStream", ++transactionCount, NULL, streamId));
      socket.shutdownOutput();
      reading.join(ANSWER_TIMEOUT);
    } catch (IOException _) {
      // the connection is gone already, which is what is wanted
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    closeSocket();
  }

  /** Tears the connection down as a crash would: with a reset and no word. */
  public void abort() {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException _) {
      // closed already
    }
    closeSocket();
  }

  private void begin(String app, String server) throws IOException {
    socket.setSoTimeout((int) ANSWER_TIMEOUT.toMillis());
    shakeHands();
    socket.setSoTimeout(0);
    reading = Thread.ofVirtual().name("rtmp-publisher").start(this::read);
    send(new ControlMessage.SetChunkSize(CHUNK_SIZE_BYTES));
    writer.chunkSize(CHUNK_SIZE_BYTES);
    AmfValue about = AmfValue.object("app", app, "type", "nonprivate", "flashVer", "FMLE/3.0 (compatible; Livetape)",
        "tcUrl", server + "/" + app);
    call(Command.of("connect", ++transactionCount, about));
    command(Command.of("releaseStream", ++transactionCount, NULL, name));
    command(Command.of("FCPublish", ++transactionCount, NULL, name));
    streamId = (int) call(Command.of("createStream", ++transactionCount, NULL)).argument(1).numberOr(1);
    send(COMMAND_CHUNK_STREAM, streamId, 0, MessageType.COMMAND, Command.of("publish", ++transactionCount, NULL, name, "live").encode());
    Command status = await(answer -> answer.name().equals("onStatus"));
    AmfValue info = status.argument(1);
    if (!info.property("code").textOr("").equals("NetStream.Publish.Start")) {
      throw refusal(info);
    }
  }

  /** The simple handshake; what the server echoes says nothing that matters here. */
  private void shakeHands() throws IOException {
    byte[] c0c1 = new byte[1 + HANDSHAKE_BYTES];
    ThreadLocalRandom.current().nextBytes(c0c1);
    ByteBuffer.wrap(c0c1).put(0, (byte) 3).putInt(1, 0).putInt(5, 0);
    socket.getOutputStream().write(c0c1);
    InputStream in = socket.getInputStream();
    byte[] answer = in.readNBytes(1 + 2 * HANDSHAKE_BYTES);
    if (answer.length < 1 + 2 * HANDSHAKE_BYTES || answer[0] != 3) {
      throw new IOException("the server does not speak RTMP");
    }
    socket.getOutputStream().write(answer, 1, HANDSHAKE_BYTES);
  }

  private Command call(Command command) throws IOException {
    command(command);
    Command answer = await(candidate -> candidate.transactionId() == command.transactionId());
    if (answer.name().equals("_error")) {
      throw refusal(answer.argument(1));
    }
    return answer;
  }

  private void command(Command command) throws IOException {
    send(COMMAND_CHUNK_STREAM, 0, 0, MessageType.COMMAND, command.encode());
  }

  private Command await(Predicate<Command> wanted) throws IOException {
    long deadline = System.nanoTime() + ANSWER_TIMEOUT.toNanos();
    try {
      while (true) {
        Command answer = answers.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (answer == null) {
          throw new SocketTimeoutException("no answer from the server");
        } else if (answer == CLOSED) {
          throw failure;
        } else if (wanted.test(answer)) {
          return answer;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the server", e);
    }
  }

  private void send(ControlMessage message) throws IOException {
    send(CONTROL_CHUNK_STREAM, 0, 0, message.typeId(), message.encode());
  }

  private void send(int chunkStreamId, int messageStreamId, long timestampMs, int typeId, ByteBuffer body) throws IOException {
    lock.lock();
    try {
      int sizeMaxBytes = writer.sizeMaxBytes(body.remaining());
      out = out.capacity() < sizeMaxBytes ? ByteBuffer.allocate(2 * sizeMaxBytes) : out.clear();
      writer.put(out, chunkStreamId, timestampMs, typeId, messageStreamId, body, body.position(), body.remaining());
      throwFailure();
      socket.getOutputStream().write(out.array(), 0, out.position());
    } catch (IOException e) {
      throwFailure();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /** What the server said tells more than what the socket says after it. */
  private void throwFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  private void read() {
    ChunkReader reader = new ChunkReader(ChunkLimits.ofMessageMax(ChunkLimits.MESSAGE_MAX_BYTES));
    byte[] bytes = new byte[16 * 1024];
    try {
      InputStream in = socket.getInputStream();
      for (int size = in.read(bytes); size >= 0; size = in.read(bytes)) {
        reader.read(ByteBuffer.wrap(bytes, 0, size), this::message);
      }
      fail(new EOFException("the server closed the connection"));
    } catch (IOException e) {
      fail(e);
    } catch (MalformedChunkException | MalformedMessageException | MessageTooLargeException e) {
      fail(new IOException("the server sent something malformed", e));
    }
  }

  private void message(int typeId, int messageStreamId, long timestampMs, ByteBuffer buffer, int offset, int sizeBytes)
      throws MalformedMessageException {
    switch (typeId) {
      case MessageType.USER_CONTROL -> userControl(ControlMessage.decode(typeId, buffer, offset, sizeBytes));
      case MessageType.COMMAND, MessageType.COMMAND_AMF3 -> answer(Command.decode(typeId, buffer, offset, sizeBytes));
      default -> { }
    }
  }

  private void userControl(ControlMessage message) {
    if (message instanceof UserControl(int event, long value) && event == UserControl.PING_REQUEST) {
      try {
        send(new UserControl(UserControl.PING_RESPONSE, value));
      } catch (IOException e) {
        fail(e);
      }
    }
  }

  private void answer(Command command) {
    AmfValue info = command.argument(1);
    if (command.name().equals("onStatus") && info.property("level").textOr("").equals("error")) {
      fail(refusal(info));
    } else if (failure == null) {
      answers.add(command);
    }
  }

  /** The first failure counts: what follows a refusal is the connection's end. */
  private void fail(IOException e) {
    if (failure == null) {
      failure = e;
      answers.add(CLOSED);
    }
  }

  private static PublishRefusedException refusal(AmfValue info) {
    return new PublishRefusedException(info.property("code").textOr("?"), info.property("description").textOr(""));
  }

  private void closeSocket() {
    try {
      socket.close();
    } catch (IOException _) {
      // nothing more can be done about it
    }
  }
}
