package io.livetape.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallbackReceiverTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void post_always_isKeptAndAnswered() throws Exception {
    try (CallbackReceiver receiver = CallbackReceiver.start()) {
      assertThat(post(receiver, "{\"event_type\": 100}", SOON)).isEqualTo(200);

      assertThat(receiver.await(1, SOON)).singleElement().satisfies(received -> {
        assertThat(received.method()).isEqualTo("POST");
        assertThat(received.path()).isEqualTo("/callback");
        assertThat(received.headers()).containsEntry("content-type", "application/json");
        assertThat(received.json().path("event_type").asInt()).isEqualTo(100);
      });
      assertThat(receiver.events(100)).hasSize(1);
      assertThat(receiver.events(0)).isEmpty();
    }
  }

  @Test
  void failures_thatWereOrdered_comeFirst() throws Exception {
    try (CallbackReceiver receiver = CallbackReceiver.start()) {
      receiver.failNext(2, 500);

      assertThat(post(receiver, "1", SOON)).isEqualTo(500);
      assertThat(post(receiver, "2", SOON)).isEqualTo(500);
      assertThat(post(receiver, "3", SOON)).isEqualTo(200);
      receiver.answer(404);
      assertThat(post(receiver, "4", SOON)).isEqualTo(404);
      assertThat(receiver.received()).extracting(CallbackReceiver.Received::body).containsExactly("1", "2", "3", "4");
    }
  }

  @Test
  void hanging_forOneRequest_leavesOthersAlone() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient(); CallbackReceiver receiver = CallbackReceiver.start()) {
      receiver.hangNext();

      var first = client.sendAsync(request(receiver, "1", SOON), HttpResponse.BodyHandlers.discarding());
      receiver.await(1, SOON);
      assertThat(post(receiver, "2", SOON)).isEqualTo(200);
      assertThat(first).isNotDone();
    }
  }

  @Test
  void hangingUp_afterARequest_breaksItsConnection() {
    try (CallbackReceiver receiver = CallbackReceiver.start()) {
      receiver.hangUpNext();
      receiver.hangUpNext();

      assertThatThrownBy(() -> post(receiver, "1", SOON)).isInstanceOf(IOException.class).isNotInstanceOf(HttpTimeoutException.class);
      assertThat(receiver.received()).isNotEmpty();
    }
  }

  @Test
  void awaiting_whatDoesNotCome_fails() {
    try (CallbackReceiver receiver = CallbackReceiver.start()) {
      assertThatThrownBy(() -> receiver.await(1, Duration.ofMillis(200))).isInstanceOf(ConditionTimeoutException.class);
    }
  }

  @Test
  void port_ofReceiver_isOpenUntilItCloses() {
    int port;
    try (CallbackReceiver receiver = CallbackReceiver.start()) {
      port = URI.create(receiver.url()).getPort();
      Ports.awaitOpen(port, SOON);
    }
    assertThat(Ports.open(port)).isFalse();
    assertThat(Ports.open(Ports.free())).isFalse();
  }

  private static int post(CallbackReceiver receiver, String body, Duration timeout) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request(receiver, body, timeout), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private static HttpRequest request(CallbackReceiver receiver, String body, Duration timeout) {
    return HttpRequest.newBuilder(URI.create(receiver.url())).timeout(timeout).header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body)).build();
  }
}
