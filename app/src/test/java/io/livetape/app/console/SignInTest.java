package io.livetape.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Signing in and out of the console, over HTTP. */
class SignInTest {
  @Test
  void adminPassword_opensASession_thatOutlivesTheServer_andEndsWithSigningOut() {
    try (LivetapeServer server = LivetapeServer.start(); ConsoleClient client = ConsoleClient.ofAdmin(server)) {
      assertThat(ConsoleClient.response(client.get("/console/session")).path("User").asText()).isEqualTo("admin");
      server.stop();
      server.startAgain();

      assertThat(ConsoleClient.response(client.get("/console/session")).path("Csrf").asText()).isEqualTo(client.csrf());
      assertThat(client.post("/console/logout", "{}", Map.of("X-Livetape-Csrf", client.csrf())).statusCode()).isEqualTo(200);
      assertThat(ConsoleClient.response(client.get("/console/session")).path("Error").path("Code").asText())
          .isEqualTo("AuthFailure.SessionExpired");
      Awaitility.await("the log, which is written behind the answers").atMost(LivetapeServer.PATIENCE)
          .until(() -> server.data().audit().equals(List.of("admin SignIn OK", "admin SignOut OK")));
    }
  }

  @Test
  void cookie_isForThisServersPagesAlone_andOverHttpsOnlyWhereThatIsUsed() throws Exception {
    try (LivetapeServer server = LivetapeServer.start("http.public-url=https://tape.example.org");
        ConsoleClient client = new ConsoleClient(server)) {
      String cookie = client.login("admin", server.adminPassword()).headers().firstValue("set-cookie").orElseThrow();

      assertThat(cookie).matches("livetape_session=[0-9a-f]{64};.*").containsIgnoringCase("httponly")
          .contains("SameSite=Strict", "Path=/console").doesNotContain("Secure");
      assertThat(loginAs(server, "tape.example.org")).contains("livetape_session=").contains("; Secure");
    }
  }

  /** The head of the answer to a login at another name of the server, which the usual client does not let one say. */
  private static String loginAs(LivetapeServer server, String host) throws IOException {
    String body = "{\"User\":\"admin\",\"Password\":\"" + server.adminPassword() + "\"}";
    try (Socket socket = new Socket("127.0.0.1", server.httpPort())) {
      socket.getOutputStream().write(("POST /console/login HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\n"
          + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void wrongPasswords_areRefused_andThenMustWait_asMustTheRightOne() {
    try (LivetapeServer server = LivetapeServer.start(); ConsoleClient client = new ConsoleClient(server)) {
      for (int i = 0; i < 5; i++) {
        HttpResponse<String> wrong = client.login(i == 0 ? "nobody" : "admin", "wrong");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("set-cookie")).isEmpty();
        assertThat(ConsoleClient.response(wrong).path("Error").path("Message").asText())
            .isEqualTo("The user name or the password is wrong.");
      }
      HttpResponse<String> late = client.login("admin", server.adminPassword());
      assertThat(late.statusCode()).isEqualTo(429);
      assertThat(Long.parseLong(late.headers().firstValue("retry-after").orElseThrow())).isBetween(1L, 30L);
      assertThat(late.body()).contains("Too many attempts to sign in: try again in ");
    }
  }

  @Test
  void login_notFromAPageOfOurs_isRefusedBeforeThePasswordIsLookedAt() {
    try (LivetapeServer server = LivetapeServer.start(); ConsoleClient client = new ConsoleClient(server)) {
      String body = "{\"User\":\"admin\",\"Password\":\"" + server.adminPassword() + "\"}";
      assertThat(client.post("/console/login", body, Map.of("Content-Type", "text/plain")).statusCode()).isEqualTo(403);
      assertThat(client.post("/console/login", body, Map.of("Sec-Fetch-Site", "cross-site")).statusCode()).isEqualTo(403);
      assertThat(client.post("/console/login", body, Map.of("Origin", "https://example.org")).statusCode()).isEqualTo(403);
      assertThat(client.post("/console/login", body, Map.of("Origin", server.http(""))).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void body_thatIsNoCredentials_isRefused() {
    try (LivetapeServer server = LivetapeServer.start(); ConsoleClient client = new ConsoleClient(server)) {
      for (String body : new String[] {"", "null", "[]", "{", "{\"User\":1,\"Password\":\"x\"}", "x".repeat(5000)}) {
        assertThat(client.post("/console/login", body, Map.of()).statusCode()).as(body).isEqualTo(400);
      }
    }
  }
}
