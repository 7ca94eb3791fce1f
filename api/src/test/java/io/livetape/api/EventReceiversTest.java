package io.livetape.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.callback.StoredEvent;
import io.livetape.testkit.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
      receivers.put(transaction, Shop.PUSH, EventKind.PUSH_BEGAN, "1", "{}");
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
  void event_isSignedWithItsTemplatesKey_orTheEmptyOneWhenThatIsGone() throws Exception {
    rule(1, "a.test", "live", "http://rule.test/");
    StoredEvent event = put("a.test", "live");
    long t = Shop.NOW.plusSeconds(600).getEpochSecond();
    assertThat(sign(event)).isEqualTo(Md5.hex("key-of-1" + t));
    shop.database.writeNow(transaction -> CallbackTemplates.remove(transaction, 1));
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

  /** A template covers its streams also with the kinds of event that it has no address for. */
  @Test
  void eventWithoutAnAddressInItsTemplate_goesNowhere() throws Exception {
    shop.database.writeNow(transaction -> {
      CallbackTemplate files = new CallbackTemplate(
          1L, "name", "", "", "", "http://files.test/", "", "", "", "", "", "", "", List.of(), "key");
      CallbackTemplates.put(transaction, files, Shop.NOW);
      return CallbackRules.add(transaction, new CallbackRules.Rule("a.test", "", 1, Shop.NOW));
    });
    shop.database.writeNow(transaction -> {
      for (EventKind kind : EventKind.values()) {
        receivers.put(transaction, Shop.push("a.test", "live", "show", ""), kind, "1", "{}");
      }
      return null;
    });

    assertThat(shop.events()).extracting(event -> event.event().kind()).containsExactly("file recorded");
  }

  @Test
  void eventsThatOnlyTemplatesAskFor_doNotGoToTheConfiguredReceiver() throws Exception {
    shop.database.writeNow(transaction -> {
      for (EventKind kind : EventKind.values()) {
        receivers.put(transaction, Shop.PUSH, kind, "1", "{}");
      }
      return null;
    });

    assertThat(shop.events()).extracting(event -> event.event().kind()).containsExactly("push began", "push ended", "file recorded");
  }

  private void rule(long id, String domain, String app, String url) throws Exception {
    shop.database.writeNow(transaction -> {
      CallbackTemplates.put(transaction, CallbackTemplate.basic(id, "name", url, "key-of-" + id), Shop.NOW);
      CallbackRules.remove(transaction, domain, app);
      CallbackRules.add(transaction, new CallbackRules.Rule(domain, app, id, Shop.NOW));
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
      receivers.put(transaction, Shop.push(domain, app, "show", ""), EventKind.PUSH_BEGAN, "1", "{\"event_type\":1}");
      return null;
    });
    return shop.events().getLast();
  }

  private String sign(StoredEvent event) {
    return Json.parse(receivers.finish(event.event().keyRef(), event.event().body(), Shop.NOW)).get("sign").textValue();
  }
}
