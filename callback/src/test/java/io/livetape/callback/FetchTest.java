package io.livetape.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Fetches from a server in this process. */
@Timeout(30)
class FetchTest {
  private static final byte[] BODY = new byte[3_000_000];

  private final Vertx vertx = Vertx.vertx();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;
  private Fetch fetch;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> {
      asked.add(exchange.getRequestURI().toString());
      String path = exchange.getRequestURI().getPath();
      switch (path) {
        case "/file" -> exchange.sendResponseHeaders(200, BODY.length);
        case "/stream" -> exchange.sendResponseHeaders(200, 0);
        case "/range" -> {
          exchange.getResponseHeaders().add("Content-Range", "bytes 2-6/" + BODY.length);
          exchange.sendResponseHeaders(206, 5);
          exchange.getResponseBody().write(BODY, 2, 5);
        }
        case "/broken" -> exchange.sendResponseHeaders(503, -1);
        case "/silent" -> exchange.sendResponseHeaders(200, 5);
        case "/there", "/round", "/metadata" -> {
          exchange.getResponseHeaders().add("Location", path.equals("/there") ? "/file?x=1" : path.equals("/round") ? "/round"
              : "http://169.254.169.254/latest");
          exchange.sendResponseHeaders(302, -1);
        }
        default -> exchange.sendResponseHeaders(404, -1);
      }
      if (path.equals("/silent")) {
        await();
      } else if (path.equals("/file") || path.equals("/stream")) {
        exchange.getResponseBody().write(BODY);
      }
      exchange.close();
    });
    server.start();
    fetch = fetch(AddressRules.DEFAULT, BODY.length);
  }

  private void await() {
    try {
      over.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Fetch fetch(EndpointCheck check, long sizeMaxBytes) {
    return new Fetch(vertx, check, new Fetch.Limits(Duration.ofSeconds(1), Duration.ofSeconds(20), sizeMaxBytes));
  }

  @AfterEach
  void close() throws Exception {
    over.countDown();
    server.stop(0);
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  @Test
  void file_isFetchedWhole_alsoWithoutItsLength() throws Exception {
    assertThat(get(fetch, "/file")).isEqualTo(BODY.length);
    assertThat(get(fetch, "/stream")).isEqualTo(BODY.length);
  }

  @Test
  void part_isFetchedAlone_andWhatIsNotAPartIsLeft() throws Exception {
    Fetch.Visit visit = fetch.visit();
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    assertThat(visit.get(uri("/range"), new Fetch.Part(2, 5), (bytes, _) -> got.writeBytes(bytes.array()))).isEqualTo(uri("/range"));
    assertThat(got.size()).isEqualTo(5);
    assertThatThrownBy(() -> visit.get(uri("/file"), new Fetch.Part(2, 5), (_, _) -> { }))
        .isInstanceOf(Fetch.UnavailableException.class).hasMessageContaining("the part");
    assertThatThrownBy(() -> visit.get(uri("/range"), new Fetch.Part(3, 5), (_, _) -> { }))
        .as("another part").isInstanceOf(Fetch.UnavailableException.class);
  }

  @Test
  void thingsOfOneVisit_shareTheirSize_andTellWhereTheyCameFrom() throws Exception {
    Fetch.Visit visit = fetch(AddressRules.DEFAULT, 2 * BODY.length - 1).visit();
    assertThat(visit.get(uri("/there"), Fetch.ALL, (_, _) -> { })).isEqualTo(uri("/file?x=1"));
    assertThatThrownBy(() -> visit.get(uri("/file"), Fetch.ALL, (_, _) -> { }))
        .isInstanceOf(Fetch.UnavailableException.class).hasMessageContaining("larger");
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  @Test
  void redirect_isFollowed() throws Exception {
    assertThat(get(fetch, "/there")).isEqualTo(BODY.length);
    assertThat(asked).containsExactly("/there", "/file?x=1");
  }

  @Test
  void redirects_withoutEnd_areLeft() {
    assertThatThrownBy(() -> get(fetch, "/round")).isInstanceOf(Fetch.UnavailableException.class).hasMessageContaining("redirects");
    assertThat(asked).hasSize(6);
  }

  @Test
  void redirect_toADeniedNetwork_isRefused() {
    assertThatThrownBy(() -> get(fetch, "/metadata")).isInstanceOf(Fetch.UnavailableException.class).hasMessageContaining("169.254");
  }

  @Test
  void name_thatStandsForAnotherAddressLater_isConnectedToWhereItWasChecked() throws Exception {
    // Nobody could look this name up: what was checked is all that is used.
    Fetch rebound = fetch(_ -> List.of(InetAddress.getLoopbackAddress()), BODY.length);
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    rebound.get("http://no-such-name.invalid:" + server.getAddress().getPort() + "/file", (bytes, _) -> got.writeBytes(bytes.array()));
    assertThat(got.size()).isEqualTo(BODY.length);
  }

  @Test
  void ownPort_isRefused_atAnyAddressOfThisMachine() throws Exception {
    Fetch careful = fetch(new OwnPorts(AddressRules.DEFAULT, () -> Set.of(server.getAddress().getPort())), BODY.length);
    assertThatThrownBy(() -> get(careful, "/file")).isInstanceOf(Fetch.UnavailableException.class)
        .hasMessageContaining("this server itself");
    URI other = URI.create("http://127.0.0.1:9/");
    assertThat(new OwnPorts(AddressRules.DEFAULT, () -> Set.of(80)).addresses(other)).hasSize(1);
    assertThat(asked).isEmpty();
  }

  @Test
  void file_tooLarge_isLeft_withAndWithoutItsLength() {
    Fetch small = fetch(AddressRules.DEFAULT, BODY.length - 1);
    assertThatThrownBy(() -> get(small, "/file")).isInstanceOf(Fetch.UnavailableException.class).hasMessageContaining("larger");
    assertThatThrownBy(() -> get(small, "/stream")).isInstanceOf(Fetch.UnavailableException.class).hasMessageContaining("larger");
  }

  @Test
  void whatIsNotThere_isToldFromWhatFails() {
    assertThatThrownBy(() -> get(fetch, "/none")).isInstanceOf(Fetch.UnavailableException.class).hasMessageContaining("404");
    assertThatThrownBy(() -> get(fetch, "/broken")).isInstanceOf(IOException.class).hasMessageContaining("503");
    assertThatThrownBy(() -> get(fetch, "/silent")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> fetch.get("ftp://127.0.0.1/", (_, _) -> { })).isInstanceOf(Fetch.UnavailableException.class);
    assertThatThrownBy(() -> fetch.get("http://a b/", (_, _) -> { })).isInstanceOf(Fetch.UnavailableException.class);
  }

  private long get(Fetch by, String path) throws Exception {
    long[] count = {0};
    by.get("http://127.0.0.1:" + server.getAddress().getPort() + path, (bytes, _) -> count[0] += bytes.remaining());
    return count[0];
  }
}
