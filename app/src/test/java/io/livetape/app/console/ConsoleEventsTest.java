package io.livetape.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The console's server-sent events over HTTP. */
@Timeout(60)
class ConsoleEventsTest {
  private static final int LISTENER_MAX = 100;
  private static LivetapeServer server;
  private static HttpClient http;

  @BeforeAll
  static void start() {
    server = LivetapeServer.start();
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void close() {
    http.shutdownNow();
    if (server != null) {
      server.close();
    }
  }

  @Test
  void figures_comeAtOnce_thenAgain_andEndWithTheSession() throws Exception {
    try (ConsoleClient client = ConsoleClient.ofAdmin(server); BufferedReader events = lines(open(client).body())) {
      assertThat(events.readLine()).isEqualTo("retry: 2000");
      assertThat(next(events)).startsWith("event: figures data: {\"At\":").contains("\"Streams\":0", "\"LiveRevision\":");
      assertThat(next(events)).startsWith("event: figures ");
      client.post("/console/logout", "{}", Map.of("X-Livetape-Csrf", client.csrf()));
      String last = next(events);
      assertThat(last.startsWith("event: figures ") ? next(events) : last).isEqualTo("event: ended data: {\"SignedOut\":true}");
      assertThat(events.readLine()).isNull();
    }
  }

  @Test
  void listeners_areBounded_andAPlaceThatIsLeftIsFree() throws Exception {
    List<InputStream> open = new ArrayList<>();
    try (ConsoleClient client = ConsoleClient.ofAdmin(server)) {
      for (int i = 0; i < LISTENER_MAX; i++) {
        HttpResponse<InputStream> answer = open(client);
        assertThat(answer.statusCode()).isEqualTo(200);
        open.add(answer.body());
      }
      assertThat(open(client).statusCode()).isEqualTo(503);

      open.removeLast().close();
      Awaitility.await("a place").atMost(LivetapeServer.PATIENCE).until(() -> {
        HttpResponse<InputStream> answer = open(client);
        open.add(answer.body());
        return answer.statusCode() == 200;
      });
    } finally {
      for (InputStream each : open) {
        each.close();
      }
    }
  }

  private static HttpResponse<InputStream> open(ConsoleClient client) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(URI.create(server.http("/console/events"))).header("Cookie", client.cookie()).build(),
        BodyHandlers.ofInputStream());
  }

  private static BufferedReader lines(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /** The lines of the next event in one. */
  private static String next(BufferedReader events) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = events.readLine(); line != null && !(line.isEmpty() && !lines.isEmpty()); line = events.readLine()) {
      if (!line.isEmpty()) {
        lines.add(line);
      }
    }
    return String.join(" ", lines);
  }
}
