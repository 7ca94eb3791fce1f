package io.livetape.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.live.LiveStreams;
import io.livetape.live.PlayGate;
import io.livetape.live.PushListener;
import io.livetape.live.StreamReader;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import io.livetape.rtmp.amf.AmfValue;
import io.livetape.rtmp.chunk.ChunkWriter;
import io.livetape.rtmp.message.Command;
import io.livetape.rtmp.message.ControlMessage;
import io.livetape.rtmp.message.MessageType;
import io.livetape.testkit.FuzzContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A whole connection over a real socket: whatever a peer says after the handshake, the server answers and closes it, without an internal
 * error, and passes on only samples that lie in their buffer.
 */
class ConversationFuzzTest extends FuzzContract {
  private static final byte[] HANDSHAKE = handshake();
  private static final Duration CLOSE_MAX = Duration.ofSeconds(10);

  private final RtmpMetrics metrics = new RtmpMetrics();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final RtmpServer server = server();

  @Override
  protected void take(byte[] input) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout((int) CLOSE_MAX.toMillis());
      // Without the state that a proper end leaves behind: a fuzzer would use up the system's ports.
      socket.setSoLinger(true, 0);
      converse(socket, input);
    }
    if (failure.get() != null) {
      throw new AssertionError("a reader was given nonsense", failure.get());
    }
    assertThat(metrics.closedCount(CloseReason.INTERNAL_ERROR)).isZero();
  }

  private static void converse(Socket socket, byte[] input) throws IOException {
    byte[] all = Arrays.copyOf(HANDSHAKE, HANDSHAKE.length + input.length);
    System.arraycopy(input, 0, all, HANDSHAKE.length, input.length);
    try {
      socket.getOutputStream().write(all);
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("the server neither reads nor closes", e);
    } catch (IOException _) {
      // A reset: the server has closed while there was something left to read.
    }
  }

  private RtmpServer server() {
    PushListener listener = new PushListener() {
      @Override
      public void pushBegan(LiveStream stream) {
        stream.attachNow(new CheckingReader());
      }

      @Override
      public void pushEnded(LiveStream stream, EndReason reason) {}
    };
    LiveStreams streams = new LiveStreams(_ -> Optional.empty(), LiveStreams.SameName.TAKE_OVER, 100, List.of(listener));
    RtmpServices services = new RtmpServices(
        streams, PlayGate.open(), _ -> "", new AtomicLong()::incrementAndGet, Instant::now, metrics);
    RtmpConfig config = RtmpConfig.defaults().withAddress("127.0.0.1", 0).withReadTick(Duration.ofMillis(1))
        .withPlaying(new RtmpConfig.Playing(64 * 1024, Duration.ofSeconds(1), Duration.ZERO));
    try {
      return new RtmpServer(config, services);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Notes what it is given that it should not be; what it throws itself the stream would take for its own fault. */
  private final class CheckingReader implements StreamReader {
    @Override
    public void onTrack(Track track) {
      check(() -> assertThat(track.format().codecs()).isNotBlank());
    }

    @Override
    public void onSample(Sample sample) {
      check(() -> {
        assertThat(sample.sizeBytes()).isPositive();
        assertThat(sample.offset() + sample.sizeBytes()).isLessThanOrEqualTo(sample.buffer().capacity());
        assertThat(Math.abs(sample.compositionOffset())).isLessThanOrEqualTo(1 << 23);
        sample.at(sample.sizeBytes() - 1);
      });
    }

    @Override
    public void onEnd(EndReason reason) {}

    @Override
    public boolean live() {
      return true;
    }

    private void check(Runnable checks) {
      try {
        checks.run();
      } catch (RuntimeException | AssertionError e) {
        failure.compareAndSet(null, e);
      }
    }
  }

  /** A socket takes about half a millisecond. */
  @Override
  protected int damagedCount() {
    return 500;
  }

  @Override
  protected Map<String, byte[]> seeds() {
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    seeds.put("publish", new Words().connect("rtmp://h/live", "live").publish("show?record=mp4").media().end().bytes());
    seeds.put("publish aggregates", new Words().connect("rtmp://h/live", "live").publish("show").aggregate().bytes());
    seeds.put("play", new Words().connect("rtmp://h/live", "live").say(1, "play", 4, AmfValue.Nothing.NULL, "show").bytes());
    seeds.put("publish twice", new Words().connect("rtmp://h/live", "live").publish("a").publish("b").end().publish("c").bytes());
    seeds.put("odd", new Words().publish("before-connect").bytes());
    return seeds;
  }

  /** What a peer says, chunk by chunk. */
  private static final class Words {
    private final ChunkWriter writer = new ChunkWriter();
    private final ByteBuffer out = ByteBuffer.allocate(8 * 1024);

    Words connect(String tcUrl, String app) {
      message(2, MessageType.SET_CHUNK_SIZE, 0, new ControlMessage.SetChunkSize(4_096).encode());
      writer.chunkSize(4_096);
      say(0, "connect", 1, AmfValue.object("app", app, "tcUrl", tcUrl));
      return say(0, "createStream", 2, AmfValue.Nothing.NULL);
    }

    Words publish(String name) {
      return say(1, "publish", 3, AmfValue.Nothing.NULL, name, "live");
    }

    Words media() {
      message(4, MessageType.DATA, 1, Command.of("@setDataFrame", 0, "onMetaData", AmfValue.object("width", 320)).encode());
      message(4, MessageType.VIDEO, 1, hex("17000000000142c00dffe100166742c00dda0507ec0440000003004000000c83c50aa801000468ce0fc8"));
      message(4, MessageType.AUDIO, 1, hex("af001190"));
      message(4, MessageType.VIDEO, 1, hex("170100000000000002658800000002418a"));
      message(4, MessageType.AUDIO, 1, hex("af0121"));
      message(2, MessageType.USER_CONTROL, 0, new ControlMessage.UserControl(6, 77).encode());
      message(4, MessageType.VIDEO, 1, hex("9076703039001582020202 0000".replace(" ", "")));
      return message(4, MessageType.VIDEO, 1, hex("9176703039824983420027f016760638241c184a1009005fcd"));
    }

    Words aggregate() {
      message(4, MessageType.AUDIO, 1, hex("af001190"));
      return message(4, MessageType.AGGREGATE, 1, hex("08000003000000000000 00af01210000000e08000003000014000000 00af01220000000e".replace(" ", "")));
    }

    Words end() {
      say(0, "FCUnpublish", 6, AmfValue.Nothing.NULL, "show");
      return say(0, "deleteStream", 7, AmfValue.Nothing.NULL, 1);
    }

    Words say(int streamId, String command, double transactionId, Object... arguments) {
      return message(3, MessageType.COMMAND, streamId, Command.of(command, transactionId, arguments).encode());
    }

    byte[] bytes() {
      return Arrays.copyOf(out.array(), out.position());
    }

    private Words message(int chunkStreamId, int typeId, int streamId, ByteBuffer body) {
      writer.put(out, chunkStreamId, 0, typeId, streamId, body, body.position(), body.remaining());
      return this;
    }

    private static ByteBuffer hex(String digits) {
      return ByteBuffer.wrap(HexFormat.of().parseHex(digits));
    }
  }

  private static byte[] handshake() {
    byte[] c0c1c2 = new byte[1 + 2 * 1536];
    c0c1c2[0] = 3;
    return c0c1c2;
  }
}
