package io.livetape.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.livetape.app.LivetapeServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** The console as a program sees it, with the cookie and the token of one session. One thread. */
final class ConsoleClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final LivetapeServer server;
  private String cookie = "";
  private String csrf = "";

  ConsoleClient(LivetapeServer server) {
    this.server = server;
  }

  /** Signs in, which must succeed. */
  static ConsoleClient of(LivetapeServer server, String user, String password) {
    ConsoleClient client = new ConsoleClient(server);
    HttpResponse<String> answer = client.login(user, password);
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.body());
    }
    client.cookie = answer.headers().firstValue("set-cookie").orElseThrow().replaceFirst(";.*", "");
    client.csrf = response(answer).path("Csrf").asText();
    return client;
  }

  static ConsoleClient ofAdmin(LivetapeServer server) {
    return of(server, "admin", server.adminPassword());
  }

  HttpResponse<String> login(String user, String password) {
    return post("/console/login", JSON.createObjectNode().put("User", user).put("Password", password).toString(), Map.of());
  }

  /** Calls an action; answers what stands in the envelope. */
  JsonNode call(String action, String body) {
    return response(post("/console/api/" + action, body, Map.of("X-Livetape-Csrf", csrf)));
  }

  /** A POST of JSON with this session's cookie, and nothing else but these headers. */
  HttpResponse<String> post(String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body)).setHeader("Content-Type", "application/json");
    headers.forEach(request::setHeader);
    return send(request);
  }

  HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = request(path);
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  String csrf() {
    return csrf;
  }

  String cookie() {
    return cookie;
  }

  static JsonNode response(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body()).path("Response");
    } catch (IOException e) {
      throw new UncheckedIOException(answer.body(), e);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.http(path))).timeout(LivetapeServer.PATIENCE);
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
