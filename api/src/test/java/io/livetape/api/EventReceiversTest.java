package io.livetape.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.api.CallbackRules.Receiver;
import io.livetape.callback.OutboxEvent;
import io.livetape.callback.StoredEvent;
import io.livetape.testkit.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReceiversTest {
  private static final String CONFIGURED = "http://configured.test/";

  @TempDir Path folder;
  private Shop shop;
  private EventReceivers receivers;

  @BeforeEach
  void open() throws Exception {
    shop = new Shop(folder);
    receivers = shop.receivers(CONFIGURED, "configured-key");
  }

  @AfterEach
  void close() {
    shop.close();
  }

  /** Both names go before the domain alone, that before the application alone, that before the rule for everything. */
  @ParameterizedTest
  @CsvSource({
    "a.test, live, http://both.test/",
    "a.test, vip,  http://domain.test/",
    "b.test, live, http://app.test/",
    "b.test, vip,  http://any.test/"
  })
  void bestRule_wins(String domain, String app, String url) throws Exception {
    rule(1, "", "", "http://any.test/");
    rule(2, "", "live", "http://app.test/");
    rule(3, "a.test", "", "http://domain.test/");
    rule(4, "a.test", "live", "http://both.test/");
    assertThat(put(domain, app).event().endpoint()).isEqualTo(url);
  }

  @Test
  void withoutARule_theConfiguredReceiverGetsIt() throws Exception {
    rule(3, "a.test", "", "http://domain.test/");
    StoredEvent event = put("b.test", "live");
    assertThat(event.event().endpoint()).isEqualTo(CONFIGURED);
    assertThat(sign(event)).isEqualTo(Md5.hex("configured-key" + Shop.NOW.plusSeconds(600).getEpochSecond()));
  }

  @Test
  void withoutAnyReceiver_nothingIsKept() throws Exception {
    receivers = shop.receivers("", "");
    shop.database.writeNow(transaction -> {
      receivers.put(transaction, Shop.PUSH, "push began", "1", "{}");
      return null;
    });
    assertThat(shop.events()).isEmpty();
  }

  @Test
  void ruleReplaced_isTheNewOneFromTheNextEventOn() throws Exception {
    rule(1, "a.test", "live", "http://old.test/");
    assertThat(put("a.test", "live").event().endpoint()).isEqualTo("http://old.test/");
    rule(2, "a.test", "live", "http://new.test/");
    assertThat(put("a.test", "live").event().endpoint()).isEqualTo("http://new.test/");
    remove("a.test", "live");
    assertThat(put("a.test", "live").event().endpoint()).isEqualTo(CONFIGURED);
  }

  @Test
  void event_isSignedWithItsRulesKey_evenWhenThatIsGone() throws Exception {
    rule(1, "a.test", "live", "http://rule.test/");
    StoredEvent event = put("a.test", "live");
    long t = Shop.NOW.plusSeconds(600).getEpochSecond();
    assertThat(sign(event)).isEqualTo(Md5.hex("key-of-1" + t));
    remove("a.test", "live");
    assertThat(sign(event)).as("the event itself must still arrive").isEqualTo(Md5.hex("" + t));
  }

  @Test
  void signingKeys_areNotInTheOutbox() throws Exception {
    rule(1, "a.test", "live", "http://rule.test/");
    assertThat(put("a.test", "live").toString()).doesNotContain("key-of-1");
    assertThat(put("b.test", "live").toString()).doesNotContain("configured-key");
  }

  @Test
  void eventsOfOneStream_shareALane() throws Exception {
    assertThat(put("a.test", "live").event().orderKey()).isEqualTo("live/show");
    assertThat(Shop.waits(shop.events().getFirst())).isTrue();
    assertThat(Shop.waits(put("a.test", "live"))).as("behind the first").isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void receiverWithoutAnAddress_isRefused(String url) {
    assertThatThrownBy(() -> new Receiver(1, url, "")).isInstanceOf(IllegalArgumentException.class);
    String longUrl = "http://" + "x".repeat(OutboxEvent.ENDPOINT_MAX_CHARS);
    assertThatThrownBy(() -> new Receiver(1, longUrl, "")).isInstanceOf(IllegalArgumentException.class).hasMessageNotContaining("xxx");
  }

  private void rule(long id, String domain, String app, String url) throws Exception {
    shop.database.writeNow(transaction -> {
      CallbackRules.put(transaction, domain, app, new Receiver(id, url, "key-of-" + id), Shop.NOW);
      return null;
    });
  }

  private void remove(String domain, String app) throws Exception {
    shop.database.writeNow(transaction -> {
      CallbackRules.remove(transaction, domain, app);
      return null;
    });
  }

  private StoredEvent put(String domain, String app) throws Exception {
    shop.database.writeNow(transaction -> {
      receivers.put(transaction, Shop.push(domain, app, "show", ""), "push began", "1", "{\"event_type\":1}");
      return null;
    });
    return shop.events().getLast();
  }

  private String sign(StoredEvent event) {
    return Json.parse(receivers.finish(event.event().keyRef(), event.event().body(), Shop.NOW)).get("sign").textValue();
  }
}
