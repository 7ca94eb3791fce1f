package io.livetape.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.media.Bytes;
import io.livetape.media.H264;
import io.livetape.media.Track;
import io.livetape.testkit.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushEventsTest {
  private static final Instant SEEN_AT = Shop.PUSH.startedAt().plusSeconds(1_000);

  @TempDir Path folder;

  @Test
  void push_isToldToBeginAndToEnd_underOneSequence() throws Exception {
    try (Shop shop = new Shop(folder)) {
      PushEvents events = events(shop);
      LiveStream stream = Shop.live(Shop.PUSH);
      events.pushBegan(stream);
      events.pushEnded(stream, EndReason.DELETE_STREAM);
      shop.database.writeNow(_ -> null);
      assertThat(shop.events()).extracting(event -> event.event().kind() + " " + event.event().relatedId() + " " + event.event().orderKey())
          .containsExactly("push began 6674468118806626493 live/2121_15919131751", "push ended 6674468118806626493 live/2121_15919131751");
      assertThat(Json.parse(shop.events().getLast().event().body()).get("push_duration").textValue()).isEqualTo("1806000");
    }
  }

  @Test
  void pushThatWasRunningWhenTheProcessDied_isToldToHaveEnded_once() throws Exception {
    LiveStream stream = Shop.live(Shop.PUSH);
    stream.track(new Track(Track.VIDEO_ID, 1000, new H264(Bytes.EMPTY, 1280, 720, "avc1")));
    try (Shop dying = new Shop(folder); PushPulse pulse = new PushPulse(dying.database, () -> List.of(stream), () -> SEEN_AT)) {
      events(dying).pushBegan(stream);
      pulse.beat();
      dying.database.writeNow(_ -> null);
    }
    for (int start = 1; start <= 2; start++) {
      try (Shop shop = new Shop(folder)) {
        events(shop).endInterrupted();
        assertThat(shop.events()).extracting(event -> event.event().kind()).containsExactly("push began", "push ended");
        JsonNode body = Json.parse(shop.events().getLast().event().body());
        assertThat(body.get("sequence").textValue()).isEqualTo(Shop.PUSH.sequence());
        assertThat(body.get("errcode").intValue()).isEqualTo(12);
        assertThat(body.get("event_time").longValue()).isEqualTo(SEEN_AT.getEpochSecond());
        assertThat(body.get("push_duration").textValue()).isEqualTo("1000000");
        assertThat(body.get("width").intValue()).isEqualTo(1280);
        assertThat(body.get("stream_param").textValue()).isEqualTo(Shop.PUSH.query());
      }
    }
  }

  @Test
  void pushThatEnded_isNotToldAgainAtTheNextStart() throws Exception {
    try (Shop shop = new Shop(folder)) {
      PushEvents events = events(shop);
      LiveStream stream = Shop.live(Shop.PUSH);
      events.pushBegan(stream);
      events.pushEnded(stream, EndReason.PEER_CLOSED);
      PushPulse pulse = new PushPulse(shop.database, () -> List.of(stream), () -> SEEN_AT);
      pulse.beat();
      pulse.close();
      events.endInterrupted();
      assertThat(shop.events()).hasSize(2);
    }
  }

  @Test
  void databaseThatIsGone_isNotThePublishersTrouble() throws Exception {
    Shop shop = new Shop(folder);
    shop.close();
    assertThatCode(() -> events(shop).pushBegan(Shop.live(Shop.PUSH))).doesNotThrowAnyException();
  }

  private static PushEvents events(Shop shop) {
    EventReceivers receivers = shop.receivers("http://receiver.test/", "");
    return new PushEvents(shop.database, receivers, new CallbackBodies(1, "10.0.0.5"), InstantSource.fixed(Shop.NOW));
  }
}
