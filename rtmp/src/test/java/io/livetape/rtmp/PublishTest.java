package io.livetape.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.livetape.live.EndReason;
import io.livetape.media.Aac;
import io.livetape.media.Format;
import io.livetape.media.H264;
import io.livetape.media.H265;
import io.livetape.media.Opus;
import io.livetape.media.Track;
import io.livetape.media.Vp9;
import io.livetape.media.flv.FlvTags;
import io.livetape.rtmp.amf.Amf0Writer;
import io.livetape.rtmp.amf.AmfValue;
import io.livetape.rtmp.message.MessageType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Media on its way to a live stream, and the ends of pushes. */
class PublishTest {
  private final TestServer server = new TestServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void tracksAndSamples_arriveAsTheyWereSent() throws Exception {
    try (RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1"))) {
      Bodies.video(publisher, 0, Bodies.AVC_CONFIG);
      Bodies.audio(publisher, 0, Bodies.AAC_CONFIG);
      Bodies.video(publisher, 1000, Bodies.AVC_KEY);
      Bodies.audio(publisher, 1010, Bodies.AAC_FRAME);
      Bodies.video(publisher, 1040, Bodies.AVC_INTER);
    }
    RecordedPush push = server.endedPush(0);
    assertThat(push.end).isEqualTo(EndReason.DELETE_STREAM);
    assertThat(push.tracks).extracting(Track::id).containsExactly(Track.VIDEO_ID, Track.AUDIO_ID);
    assertThat(push.tracks).extracting(Track::timescale).containsOnly(1000);
    assertThat(push.format(Track.VIDEO_ID)).isInstanceOf(H264.class);
    assertThat(push.format(Track.AUDIO_ID)).isInstanceOf(Aac.class);
    assertThat(push.samples).extracting(Seen::dts).containsExactly(1000L, 1010L, 1040L);
    assertThat(push.samples).extracting(Seen::compositionOffset).containsExactly(40, 0, 0);
    assertThat(push.samples).extracting(Seen::sync).containsExactly(true, true, false);
    assertThat(push.samples).extracting(Seen::sizeBytes).containsExactly(6, 2, 6);
  }

  @Test
  void tracksThatTheEncoderNamesInItsMetadata_arePromised() throws Exception {
    try (RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/both"))) {
      metadata(publisher, "width", 640, "videocodecid", 7, "audiocodecid", "mp4a");
    }
    try (RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/sound"))) {
      metadata(publisher, "audiocodecid", 10);
    }
    assertThat(server.endedPush(0).promisedTracks).isEqualTo(2);
    assertThat(server.endedPush(1).promisedTracks).isEqualTo(1);
  }

  private static void metadata(RtmpPublisher publisher, Object... fields) throws IOException {
    publisher.write(FlvTags.SCRIPT, 0, Amf0Writer.write(List.of(AmfValue.of("onMetaData"), AmfValue.object(fields))));
  }

  @Test
  void framesBeforeTheirConfig_areDroppedAndCounted() throws Exception {
    try (RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1"))) {
      Bodies.video(publisher, 0, Bodies.AVC_KEY);
      Bodies.audio(publisher, 0, Bodies.AAC_FRAME);
      Bodies.video(publisher, 40, Bodies.AVC_CONFIG);
      Bodies.video(publisher, 40, Bodies.AVC_KEY);
      Bodies.video(publisher, 80, "a3 68766331 0000"); // H.265 without a configuration of its own
    }
    assertThat(server.endedPush(0).samples).hasSize(1);
    assertThat(server.metrics.framesBeforeConfigCount()).isEqualTo(3);
  }

  @Test
  void sameConfigAgain_changesNothing_anotherOneIsANewFormat() throws Exception {
    try (RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1"))) {
      Bodies.audio(publisher, 0, "af 00 1190");
      Bodies.audio(publisher, 0, "af 00 1190");
      Bodies.audio(publisher, 0, "af 00 1210");
    }
    assertThat(server.endedPush(0).tracks).extracting(track -> ((Format.Audio) track.format()).sampleRate()).containsExactly(48_000,
        44_100);
  }

  @Test
  void unsupportedCodecs_areDroppedAndCounted_theRestGoesOn() throws Exception {
    try (RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1"))) {
      Bodies.audio(publisher, 0, "2f fffb90");
      Bodies.audio(publisher, 26, "2f fffb90");
      Bodies.video(publisher, 0, Bodies.AVC_CONFIG);
      Bodies.video(publisher, 0, Bodies.AVC_KEY);
    }
    assertThat(server.endedPush(0).samples).hasSize(1);
    assertThat(server.metrics.unsupportedFrameCount()).isEqualTo(2);
  }

  @Test
  void emptyBodies_areIgnored() throws Exception {
    try (RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1"))) {
      Bodies.video(publisher, 0, "");
      Bodies.audio(publisher, 0, "");
      Bodies.audio(publisher, 0, Bodies.AAC_CONFIG);
      Bodies.audio(publisher, 0, "af 01");
    }
    assertThat(server.endedPush(0).samples).isEmpty();
    assertThat(server.metrics.framesBeforeConfigCount()).isZero();
  }

  @Test
  void enhancedCodecs_areTracksOfTheirKind() throws Exception {
    try (RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1"))) {
      Bodies.video(publisher, 0, "90 68766331 0101600000009000000000005df000fcfdf8f800000f03200001001840010c01ffff01600000030090"
          + "000003000003"
          + "005d959409210001002b42010101600000030090000003000003005da00280802d16595952930bc05a020000030002000003003210220001000"
              + "64401c073c189");
      Bodies.audio(publisher, 0, "90 4f707573 4f707573486561640102380180bb0000000000");
      Bodies.video(publisher, 0, "91 68766331 000050 00000002 2601");
      Bodies.audio(publisher, 0, "91 4f707573 fcfffe");
    }
    RecordedPush push = server.endedPush(0);
    assertThat(push.format(Track.VIDEO_ID)).isInstanceOf(H265.class);
    assertThat(push.format(Track.AUDIO_ID)).isInstanceOf(Opus.class);
    assertThat(push.samples).extracting(Seen::compositionOffset).containsExactly(80, 0);
  }

  /** The configuration of VP9 does not tell the size; the key frame does, and may change it. */
  @Test
  void vp9_becomesATrackWithItsFirstKeyFrame() throws Exception {
    String config = "90 76703039 00158202 02020000";
    try (RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1"))) {
      Bodies.video(publisher, 0, config);
      Bodies.video(publisher, 0, "a1 76703039 8600");
      Bodies.video(publisher, 40, "91 76703039 824983420027f016760638241c184a1009005fcd");
      Bodies.video(publisher, 80, "91 76703039 82498342005550" + "2ff60638241c184a1805e85ff9");
    }
    RecordedPush push = server.endedPush(0);
    assertThat(push.tracks).extracting(track -> ((Vp9) track.format()).width()).containsExactly(640, 1366);
    assertThat(push.samples).extracting(Seen::dts).containsExactly(40L, 80L);
    assertThat(server.metrics.framesBeforeConfigCount()).isEqualTo(1);
  }

  @Test
  void timestamps_acrossTheWrap_goOn() throws Exception {
    try (RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1"))) {
      Bodies.audio(publisher, 0xFFFFFFF0L, Bodies.AAC_CONFIG);
      Bodies.audio(publisher, 0xFFFFFFF0L, Bodies.AAC_FRAME);
      Bodies.audio(publisher, 0x100000007L, Bodies.AAC_FRAME);
      Bodies.audio(publisher, 0x10000001EL, Bodies.AAC_FRAME);
    }
    assertThat(server.endedPush(0).samples).extracting(Seen::dts).containsExactly(0xFFFFFFF0L, 0x100000007L, 0x10000001EL);
  }

  @Test
  void aggregate_isTakenApart() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server).publish("cam1")) {
      peer.message(MessageType.AGGREGATE, 500, "08 000007 000000 00 000000 af 00 119056e500 00000012"
          + "08 000004 00000a 00 000000 af 01 2110 0000000f" + "16 000000 00000a 00 000000 0000000b");
      await().atMost(TestServer.PATIENCE).until(() -> server.push(0).samples.size() == 1);
      assertThat(server.push(0).samples.getFirst().dts()).isEqualTo(510);
    }
  }

  @Test
  void metadata_ofTheEncoder_isTakenAndDoesNoHarm() throws Exception {
    try (RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1"))) {
      publisher.write(FlvTags.SCRIPT, 0, io.livetape.media.flv.FlvMetadata.liveBody(List.of()));
      Bodies.audio(publisher, 0, Bodies.AAC_CONFIG);
    }
    assertThat(server.endedPush(0).tracks).hasSize(1);
  }

  @Test
  void malformedMedia_endsThePush() throws Exception {
    RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1"));
    Bodies.video(publisher, 0, "17 09 000000 aa");
    assertThat(server.endedPush(0).end).isEqualTo(EndReason.MALFORMED);
    publisher.abort();
  }

  @Test
  void reset_endsThePushAsLost() throws Exception {
    RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1"));
    server.push(0);
    publisher.abort();
    assertThat(server.endedPush(0).end).isEqualTo(EndReason.CONNECTION_LOST);
    server.awaitClosed(CloseReason.CONNECTION_LOST);
  }

  @Test
  void closedSocket_endsThePushAsClosed() throws Exception {
    ScriptedPeer peer = new ScriptedPeer(server).publish("cam1");
    peer.status();
    peer.close();
    assertThat(server.endedPush(0).end).isEqualTo(EndReason.PEER_CLOSED);
  }

  @Test
  void operator_dropsAPush_andThePublisherHearsWhy() throws Exception {
    RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1"));
    server.push(0).stream.disconnect(EndReason.DROPPED);
    assertThat(server.endedPush(0).end).isEqualTo(EndReason.DROPPED);
    await().atMost(TestServer.PATIENCE).untilAsserted(() -> assertThatThrownBy(() -> Bodies.audio(publisher, 0, Bodies.AAC_CONFIG))
        .isInstanceOfSatisfying(PublishRefusedException.class, e -> {
          assertThat(e.code()).isEqualTo("NetConnection.Connect.Closed");
          assertThat(e.description()).isEqualTo("dropped by an operator");
        }));
    publisher.abort();
  }

  @Test
  void secondPublisher_ofALiveName_isRefusedAndTheFirstGoesOn() throws Exception {
    try (RtmpPublisher first = RtmpPublisher.connect(server.url("live/cam1"))) {
      assertThatThrownBy(() -> RtmpPublisher.connect(server.url("live/cam1")))
          .isInstanceOfSatisfying(PublishRefusedException.class, e -> assertThat(e.code()).isEqualTo("NetStream.Publish.BadName"));
      Bodies.audio(first, 0, Bodies.AAC_CONFIG);
      Bodies.audio(first, 0, Bodies.AAC_FRAME);
    }
    assertThat(server.endedPush(0).samples).hasSize(1);
    assertThat(server.metrics.refusedCount(EndReason.REFUSED_ALREADY_LIVE)).isEqualTo(1);
    assertThat(server.metrics.closedCount(CloseReason.PUSH_REFUSED)).isEqualTo(1);
  }

  @Test
  void refusal_ofTheGate_carriesTextAndPublicCode() {
    server.gate = push -> push.query().contains("txSecret=right") ? Optional.empty() : Optional.of(EndReason.REFUSED_SIGNATURE);
    assertThatThrownBy(() -> RtmpPublisher.connect(server.url("live/cam1?txSecret=wrong")))
        .isInstanceOfSatisfying(PublishRefusedException.class, e -> {
          assertThat(e.code()).isEqualTo("NetStream.Publish.Denied");
          assertThat(e.description()).isEqualTo("txSecret is wrong (18/503)");
        });
    assertThat(server.pushes).isEmpty();
  }

  @Test
  void server_thatStops_endsEveryPush() throws Exception {
    RtmpPublisher one = RtmpPublisher.connect(server.url("live/cam1"));
    RtmpPublisher two = RtmpPublisher.connect(server.url("live/cam2"));
    server.close();
    assertThat(server.push(0).end).isEqualTo(EndReason.SERVER_STOPPING);
    assertThat(server.push(1).end).isEqualTo(EndReason.SERVER_STOPPING);
    assertThat(server.metrics.openCount()).isZero();
    one.abort();
    two.abort();
  }
}
