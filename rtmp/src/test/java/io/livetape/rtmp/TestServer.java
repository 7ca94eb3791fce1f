package io.livetape.rtmp;

import static org.awaitility.Awaitility.await;

import io.livetape.live.Audience;
import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.live.LiveStreams;
import io.livetape.live.PlayGate;
import io.livetape.live.Push;
import io.livetape.live.PushGate;
import io.livetape.live.PushListener;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A server on a free port that records every push. */
final class TestServer implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(20);
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  final List<RecordedPush> pushes = new CopyOnWriteArrayList<>();
  final RtmpMetrics metrics = new RtmpMetrics();
  final LiveStreams streams;
  final RtmpServer server;
  volatile PushGate gate = push -> Optional.empty();
  volatile PlayGate playGate = PlayGate.open();
  /** Whether recorders read as viewers do. */
  volatile boolean live;

  TestServer() {
    this(config());
  }

  TestServer(RtmpConfig config) {
    this(config, 1_000);
  }

  TestServer(RtmpConfig config, int viewerMax) {
    this(config, viewerMax, 2, NioIoHandler.newFactory());
  }

  TestServer(RtmpConfig config, int loopCount, IoHandlerFactory ioHandlers) {
    this(config, 1_000, loopCount, ioHandlers);
  }

  private TestServer(RtmpConfig config, int viewerMax, int loopCount, IoHandlerFactory ioHandlers) {
    PushListener listener = new PushListener() {
      @Override
      public void pushBegan(LiveStream stream) {
        RecordedPush push = new RecordedPush(stream, live);
        pushes.add(push);
        stream.attachNow(push);
      }

      @Override
      public void pushEnded(LiveStream stream, EndReason reason) {}
    };
    streams = new LiveStreams(this::refusal, LiveStreams.SameName.REFUSE, 1000, List.of(listener), Audience.of(viewerMax));
    RtmpServices services = new RtmpServices(streams, play -> playGate.refusal(play),
        reason -> reason == EndReason.REFUSED_SIGNATURE ? "18/503" : "", new AtomicLong(100)::incrementAndGet, () -> NOW, metrics);
    try {
      server = new RtmpServer(config, services, loopCount, ioHandlers);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Loopback, a free port, and a short tick. */
  static RtmpConfig config() {
    return RtmpConfig.defaults().withAddress("127.0.0.1", 0).withReadTick(Duration.ofMillis(10));
  }

  String url(String path) {
    return "rtmp://127.0.0.1:" + server.port() + "/" + path;
  }

  RecordedPush push(int index) {
    await().atMost(PATIENCE).until(() -> pushes.size() > index);
    return pushes.get(index);
  }

  RecordedPush endedPush(int index) {
    RecordedPush push = push(index);
    await().atMost(PATIENCE).until(() -> push.end != null);
    return push;
  }

  void awaitClosed(CloseReason reason) {
    await().atMost(PATIENCE).until(() -> metrics.closedCount(reason) > 0);
  }

  private Optional<EndReason> refusal(Push push) {
    return gate.refusal(push);
  }

  @Override
  public void close() {
    server.close();
  }
}
