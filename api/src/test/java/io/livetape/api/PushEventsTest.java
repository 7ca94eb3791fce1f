package io.livetape.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.testkit.Json;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushEventsTest {
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
