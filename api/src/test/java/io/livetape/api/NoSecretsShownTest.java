package io.livetape.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.api.transport.KeyRing;
import io.livetape.callback.OutboxEvent;
import io.livetape.live.Push;
import io.livetape.live.StreamKey;
import io.livetape.vod.RecordedFile;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds keys or signatures may end up in a log line or a message, and must not tell them. */
class NoSecretsShownTest {
  private static final String SECRET = "hunter2";

  static Stream<Record> holders() {
    PushDomains.Keys keys = new PushDomains.Keys(SECRET, SECRET + "-backup");
    Push push = new Push(new StreamKey("live", "show"), "1", "push.example.test", "txSecret=" + SECRET, "rtmp", "192.0.2.7", Shop.NOW);
    return Stream.of(
        keys,
        new PushDomains.Domain("push.example.test", keys),
        new PushDomains(List.of(new PushDomains.Domain("push.example.test", keys)), keys),
        new AuthKeys(true, SECRET, SECRET, Duration.ZERO),
        new KeyRing.Key("name", SECRET),
        CallbackTemplate.basic(1, "name", "https://receiver.test/?token=" + SECRET, SECRET),
        new ApiKeys.ApiKey("AKID1", SECRET),
        push,
        new LivePushes.Seen(push, Shop.NOW, Picture.NONE),
        new RecordedFile.Origin("push.example.test", "live", "show", "1", push.query(), ""),
        new OutboxEvent("https://receiver.test/?token=" + SECRET, "configured", "live/show", "push began", "1", "{\"x\":\"" + SECRET + "\"}"));
  }

  @ParameterizedTest
  @MethodSource("holders")
  void toString_showsNoSecret(Record holder) {
    assertThat(holder.toString()).doesNotContain(SECRET).isNotEmpty();
  }
}
