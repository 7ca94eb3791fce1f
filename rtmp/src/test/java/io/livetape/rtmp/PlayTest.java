package io.livetape.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.livetape.media.flv.FlvTags;
import io.livetape.rtmp.message.Command;
import io.livetape.rtmp.message.MessageType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Viewers by RTMP. */
class PlayTest {
  private final TestServer server = new TestServer(TestServer.config()
      .withPlaying(new RtmpConfig.Playing(256 * 1024, Duration.ofMillis(300), Duration.ofSeconds(1))));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void viewer_whoComesInsideAGop_beginsAtTheNextKeyFrame() throws Exception {
    try (RtmpPublisher publisher = publisher(); ScriptedPeer viewer = viewer("cam1")) {
      assertThat(viewer.status()).isEqualTo("NetStream.Play.Reset");
      assertThat(viewer.status()).isEqualTo("NetStream.Play.Start");
      awaitViewer();
      Bodies.video(publisher, 5040, Bodies.AVC_INTER);
      Bodies.audio(publisher, 5050, Bodies.AAC_FRAME);
      Bodies.video(publisher, 5080, Bodies.AVC_KEY);
      Bodies.audio(publisher, 5100, Bodies.AAC_FRAME);
      Bodies.video(publisher, 5120, Bodies.AVC_INTER);

      List<String> got = media(viewer, 6);
      assertThat(got.getFirst()).startsWith("18@0 02000a6f6e4d65746144617461");
      assertThat(got.subList(1, 6)).containsExactly(
          text(9, 0, Bodies.AVC_CONFIG), text(8, 0, Bodies.AAC_CONFIG), text(9, 0, Bodies.AVC_KEY), text(8, 20, Bodies.AAC_FRAME),
          text(9, 40, Bodies.AVC_INTER));
    }
  }

  @Test
  void viewer_ofSoundAlone_beginsAtOnce() throws Exception {
    try (RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1")); ScriptedPeer viewer = viewer("cam1")) {
      Bodies.audio(publisher, 0, Bodies.AAC_CONFIG);
      awaitViewer();
      Bodies.audio(publisher, 700, Bodies.AAC_FRAME);
      assertThat(media(viewer, 3).subList(1, 3)).containsExactly(text(8, 0, Bodies.AAC_CONFIG), text(8, 0, Bodies.AAC_FRAME));
    }
  }

  @Test
  void formatThatChanges_isSentBeforeItsFrames() throws Exception {
    try (RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1")); ScriptedPeer viewer = viewer("cam1")) {
      Bodies.audio(publisher, 0, Bodies.AAC_CONFIG);
      awaitViewer();
      Bodies.audio(publisher, 0, Bodies.AAC_FRAME);
      Bodies.audio(publisher, 20, "af 00 1210");
      Bodies.audio(publisher, 40, Bodies.AAC_FRAME);
      assertThat(media(viewer, 6).subList(4, 6)).containsExactly(text(8, 0, "af 00 1210"), text(8, 40, Bodies.AAC_FRAME));
    }
  }

  @Test
  void end_ofThePush_isTold() throws Exception {
    RtmpPublisher publisher = publisher();
    try (ScriptedPeer viewer = viewer("cam1")) {
      awaitViewer();
      publisher.close();
      viewer.status();
      viewer.status();
      assertThat(viewer.status()).isEqualTo("NetStream.Play.UnpublishNotify");
    }
  }

  @Test
  void stream_thatIsNotLive_isWaitedForAndThenNotFound() throws Exception {
    try (ScriptedPeer viewer = viewer("cam1")) {
      assertThat(viewer.status()).isEqualTo("NetStream.Play.StreamNotFound");
      assertThat(viewer.closedByServer()).isTrue();
    }
    server.awaitClosed(CloseReason.STREAM_NOT_FOUND);
  }

  @Test
  void stream_thatBeginsWhileItIsWaitedFor_isPlayed() throws Exception {
    try (ScriptedPeer viewer = viewer("cam1")) {
      await().atMost(TestServer.PATIENCE).until(() -> server.metrics.playCount() == 1);
      try (RtmpPublisher publisher = publisher()) {
        assertThat(viewer.status()).isEqualTo("NetStream.Play.Reset");
        awaitViewer();
        Bodies.video(publisher, 80, Bodies.AVC_KEY);
        assertThat(media(viewer, 4).getLast()).isEqualTo(text(9, 0, Bodies.AVC_KEY));
      }
    }
  }

  @Test
  void viewer_whomTheGateRefuses_isToldWhy() throws Exception {
    server.playGate = play -> play.query().equals("key=1") ? Optional.empty() : Optional.of("no key");
    try (RtmpPublisher _ = publisher(); ScriptedPeer refused = viewer("cam1"); ScriptedPeer welcome = viewer("cam1?key=1")) {
      assertThat(refused.status()).isEqualTo("NetStream.Play.Failed");
      assertThat(refused.closedByServer()).isTrue();
      assertThat(welcome.status()).isEqualTo("NetStream.Play.Reset");
    }
    assertThat(server.metrics.closedCount(CloseReason.PLAY_REFUSED)).isEqualTo(1);
  }

  /** A viewer that reads nothing loses pictures, then its connection; the publisher is never kept waiting. */
  @Test
  void viewer_thatReadsNothing_isSkippedAndThenCutOff() throws Exception {
    try (RtmpPublisher publisher = publisher(); ScriptedPeer _ = viewer("cam1")) {
      awaitViewer();
      long[] sent = {0};
      await().atMost(TestServer.PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> {
        publisher.write(FlvTags.VIDEO, sent[0] * 40, Bodies.frame(sent[0] % 5 == 0, 100_000));
        sent[0]++;
        return server.metrics.closedCount(CloseReason.VIEWER_SLOW) == 1;
      });
      assertThat(server.metrics.viewerSkipCount()).isPositive();
      await().atMost(TestServer.PATIENCE).until(() -> server.push(0).samples.size() == sent[0]);
      assertThat(server.push(0).end).isNull();
    }
  }

  /** Of thousands of frozen viewers each would fill its queue. */
  @Test
  void viewer_thatTakesNothing_isCutOffBeforeItsQueueIsFull() throws Exception {
    try (RtmpPublisher publisher = publisher(); ScriptedPeer _ = viewer("cam1")) {
      awaitViewer();
      long[] sent = {0};
      await().atMost(TestServer.PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
        boolean socketIsFull = server.streams.audience().waitingBytes() > 0;
        publisher.write(FlvTags.VIDEO, sent[0] * 40, Bodies.frame(sent[0] % 5 == 0, socketIsFull ? 100 : 100_000));
        sent[0]++;
        return server.metrics.closedCount(CloseReason.VIEWER_SLOW) == 1;
      });
      assertThat(server.metrics.viewerSkipCount()).isZero();
      await().atMost(TestServer.PATIENCE).until(() -> server.streams.audience().waitingBytes() == 0);
    }
  }

  @Test
  void viewer_aboveTheLimit_isRefusedUntilAnotherLeaves() throws Exception {
    try (TestServer small = new TestServer(TestServer.config(), 1); RtmpPublisher publisher = RtmpPublisher.connect(small.url("live/cam1"))) {
      Bodies.audio(publisher, 0, Bodies.AAC_CONFIG);
      try (ScriptedPeer first = viewer(small)) {
        assertThat(first.status()).isEqualTo("NetStream.Play.Reset");
        try (ScriptedPeer second = viewer(small)) {
          assertThat(second.status()).isEqualTo("NetStream.Play.Failed");
        }
      }
      await().atMost(TestServer.PATIENCE).until(() -> small.streams.audience().viewerCount() == 0);
      try (ScriptedPeer third = viewer(small)) {
        assertThat(third.status()).isEqualTo("NetStream.Play.Reset");
        publisher.abort();
        await().atMost(TestServer.PATIENCE).until(() -> small.streams.audience().viewerCount() == 0);
      }
    }
  }

  @Test
  void viewer_thatCatchesUp_goesOnAtAKeyFrame() throws Exception {
    try (RtmpPublisher publisher = publisher(); ScriptedPeer viewer = viewer("cam1")) {
      awaitViewer();
      long[] sent = {0};
      await().atMost(TestServer.PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> {
        publisher.write(FlvTags.VIDEO, sent[0] * 40, Bodies.frame(sent[0] % 5 == 0, 100_000));
        sent[0]++;
        return server.metrics.viewerSkipCount() > 0;
      });
      long lastMs = -1;
      boolean skipped = false;
      while (!skipped) {
        ScriptedPeer.Received message = viewer.next();
        if (message.typeId() == MessageType.VIDEO && message.body().length > 1000) {
          skipped = lastMs >= 0 && message.timestampMs() > lastMs + 40;
          assertThat(!skipped || message.body()[0] == 0x17).as("goes on with a key frame").isTrue();
          lastMs = message.timestampMs();
          publisher.write(FlvTags.VIDEO, sent[0] * 40, Bodies.frame(sent[0] % 5 == 0, 100_000));
          sent[0]++;
        }
      }
    }
  }

  private RtmpPublisher publisher() throws Exception {
    RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1"));
    Bodies.video(publisher, 0, Bodies.AVC_CONFIG);
    Bodies.audio(publisher, 0, Bodies.AAC_CONFIG);
    await().atMost(TestServer.PATIENCE).until(() -> server.push(0).tracks.size() == 2);
    return publisher;
  }

  private ScriptedPeer viewer(String name) throws Exception {
    return viewer(server, name);
  }

  private static ScriptedPeer viewer(TestServer server) throws Exception {
    return viewer(server, "cam1");
  }

  private static ScriptedPeer viewer(TestServer server, String name) throws Exception {
    ScriptedPeer viewer = new ScriptedPeer(server).connect("rtmp://h/live", "live");
    viewer.send(1, Command.of("play", 3, ScriptedPeer.NULL, name));
    return viewer;
  }

  private void awaitViewer() {
    await().atMost(TestServer.PATIENCE).until(() -> server.push(0).stream.liveReaderCount() == 1);
  }

  /** The next audio, video and data messages. */
  private static List<String> media(ScriptedPeer viewer, int count) throws Exception {
    List<String> got = new ArrayList<>();
    while (got.size() < count) {
      ScriptedPeer.Received message = viewer.next();
      if (message.typeId() == MessageType.AUDIO || message.typeId() == MessageType.VIDEO || message.typeId() == MessageType.DATA) {
        got.add(message.typeId() + "@" + message.timestampMs() + " " + HexFormat.of().formatHex(message.body()));
      }
    }
    return got;
  }

  private static String text(int typeId, long timestampMs, String hex) {
    return typeId + "@" + timestampMs + " " + hex.replace(" ", "");
  }
}
