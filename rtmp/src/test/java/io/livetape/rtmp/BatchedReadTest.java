package io.livetape.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.livetape.rtmp.message.ControlMessage.UserControl;
import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.SelectStrategy;
import io.netty.channel.SelectStrategyFactory;
import io.netty.channel.nio.NioIoHandler;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Sockets of streams without live readers are read on the tick and otherwise left alone. A second connection on the same event loop
 * tells, by the answer to its ping, that the loop has been awake after the media arrived.
 */
class BatchedReadTest {
  private static final int FRAME_COUNT = 60;
  private static final Duration TICK = Duration.ofMillis(250);

  private final AtomicLong wakeUps = new AtomicLong();
  private final SelectStrategyFactory counting = () -> {
    SelectStrategy strategy = DefaultSelectStrategyFactory.INSTANCE.newSelectStrategy();
    return (select, hasTasks) -> {
      wakeUps.incrementAndGet();
      return strategy.calculateStrategy(select, hasTasks);
    };
  };

  @Test
  void dataBetweenTicks_isNotRead_untilTheTick() throws Exception {
    try (TestServer server = server(false)) {
      long readCount = readsWhilePushing(server);
      assertThat(readCount).as("reads of %d pings and few ticks", FRAME_COUNT).isBetween((long) FRAME_COUNT, FRAME_COUNT + 15L);
    }
  }

  @Test
  void dataForALiveReader_isReadAtOnce() throws Exception {
    try (TestServer server = server(true)) {
      long readCount = readsWhilePushing(server);
      assertThat(readCount).as("reads of %d pings and most frames", FRAME_COUNT).isGreaterThan(FRAME_COUNT + 20L);
    }
  }

  @Test
  void dataBetweenTicks_wakesNobody() throws Exception {
    try (TestServer server = server(false); RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1"))) {
      Bodies.audio(publisher, 0, Bodies.AAC_CONFIG);
      await().atMost(TestServer.PATIENCE).until(() -> server.push(0).tracks.size() == 1);
      long wakeUpsBefore = wakeUps.get();
      long readsBefore = server.metrics.readCount();
      long began = System.nanoTime();
      int frameCount = 0;
      while (System.nanoTime() - began < 4 * TICK.toNanos()) {
        Bodies.audio(publisher, frameCount, Bodies.AAC_FRAME);
        frameCount++;
        Thread.yield();
      }
      int sentCount = frameCount;
      await().atMost(TestServer.PATIENCE).until(() -> server.push(0).samples.size() == sentCount);

      // Four ticks and ten sweeps a second, each of them one or two rounds of the loop; thousands of frames.
      assertThat(wakeUps.get() - wakeUpsBefore).isLessThan(120);
      assertThat(sentCount).isGreaterThan(1000);
      assertThat(server.metrics.readCount() - readsBefore).isLessThan(sentCount / 10);
    }
  }

  @Test
  void liveReader_thatComesAndGoes_switchesTheMode() throws Exception {
    try (TestServer server = server(false); RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1"))) {
      RecordedPush viewer = new RecordedPush(server.push(0).stream, true);
      viewer.stream.attach(viewer);
      await().atMost(TestServer.PATIENCE).until(() -> viewer.stream.liveReaderCount() == 1);
      Bodies.audio(publisher, 0, Bodies.AAC_CONFIG);
      await().atMost(TICK.dividedBy(2)).until(() -> viewer.tracks.size() == 1);
      viewer.stream.detach(viewer);
      await().atMost(TestServer.PATIENCE).until(() -> viewer.stream.liveReaderCount() == 0);
      Bodies.audio(publisher, 0, Bodies.AAC_FRAME);
      await().atMost(TestServer.PATIENCE).until(() -> server.push(0).samples.size() == 1);
    }
  }

  /** The system's buffers hold a part of a backlog only; reading them once a tick would take forty ticks and more. */
  @Test
  void senderWithABacklog_isReadToTheEndWithoutWaitingForTicks() throws Exception {
    try (TestServer server = server(false)) {
      long began = System.nanoTime();
      try (RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1"))) {
        Bodies.video(publisher, 0, Bodies.AVC_CONFIG);
        for (int i = 0; i < 100; i++) {
          publisher.write(9, i * 40L, Bodies.frame(i % 10 == 0, 500_000));
        }
      }
      RecordedPush push = server.endedPush(0);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(TICK.multipliedBy(10));
      assertThat(push.samples).hasSize(100).allMatch(sample -> sample.sizeBytes() == 500_000 - 5);
    }
  }

  private long readsWhilePushing(TestServer server) throws Exception {
    try (RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1"));
        ScriptedPeer pinging = new ScriptedPeer(server).connect("rtmp://h/live", "live")) {
      Bodies.audio(publisher, 0, Bodies.AAC_CONFIG);
      await().atMost(TestServer.PATIENCE).until(() -> server.push(0).tracks.size() == 1);
      long before = server.metrics.readCount();
      for (int i = 0; i < FRAME_COUNT; i++) {
        Bodies.audio(publisher, i * 20L, Bodies.AAC_FRAME);
        pinging.send(new UserControl(UserControl.PING_REQUEST, i));
        pinging.next();
      }
      await().atMost(TestServer.PATIENCE).until(() -> server.push(0).samples.size() == FRAME_COUNT);
      return server.metrics.readCount() - before;
    }
  }

  private TestServer server(boolean live) {
    RtmpConfig config = TestServer.config().withReadTick(TICK);
    TestServer server = new TestServer(config, 1, NioIoHandler.newFactory(SelectorProvider.provider(), counting));
    server.live = live;
    return server;
  }
}
