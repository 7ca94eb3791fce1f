package io.livetape.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.livetape.live.Headcount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients of the HTTP listener that are too many, too slow or say nothing. */
class HttpVisitsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

  private final EventLoops loops = new EventLoops();
  private final List<Socket> sockets = new ArrayList<>();
  private HttpFace face;

  @AfterEach
  void close() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    await().atMost(PATIENCE).until(() -> face.visits().openCount() == 0);
    face.close();
    loops.close();
  }

  private void serve(int connectionMax, int addressMax, Duration requestTimeout) throws IOException {
    serve(connectionMax, addressMax, connectionMax, requestTimeout);
  }

  private void serve(int connectionMax, int addressMax, int waitingMax, Duration requestTimeout) throws IOException {
    HttpVisits visits = new HttpVisits(new Headcount(connectionMax, addressMax), waitingMax, requestTimeout);
    face = new HttpFace(loops.vertx(), "127.0.0.1", 0, visits);
    face.serve(request -> request.response().end("hello"));
  }

  private Socket from(String address) throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), face.port()));
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String ask(Socket socket) throws IOException {
    say(socket, REQUEST);
    int sizeBytes = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello".length();
    return new String(socket.getInputStream().readNBytes(sizeBytes), StandardCharsets.US_ASCII);
  }

  private static boolean closed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException _) {
      return true; // a reset closes as well
    }
  }

  @Test
  void client_aboveTheTotal_isClosedAtOnceAndCounted() throws Exception {
    serve(2, 2, Duration.ofMinutes(1));
    Socket first = from("127.0.0.1");
    from("127.0.0.2");
    await().atMost(PATIENCE).until(() -> face.visits().openCount() == 2);

    assertThat(closed(from("127.0.0.3"))).isTrue();
    assertThat(face.visits().refusedCount()).isEqualTo(1);
    assertThat(ask(first)).endsWith("hello");
    first.close();
    await().atMost(PATIENCE).until(() -> face.visits().openCount() == 1);
    assertThat(ask(from("127.0.0.3"))).endsWith("hello");
  }

  @Test
  void client_aboveTheShareOfItsAddress_leavesRoomForOthers() throws Exception {
    serve(10, 1, Duration.ofMinutes(1));
    from("127.0.0.2");
    await().atMost(PATIENCE).until(() -> face.visits().openCount() == 1);

    assertThat(closed(from("127.0.0.2"))).isTrue();
    assertThat(ask(from("127.0.0.3"))).endsWith("hello");
  }

  /** Who asks gets in, however many there are that do not. */
  @Test
  void client_thatAsks_getsInAmongMoreThanWait() throws Exception {
    serve(100, 100, 4, Duration.ofMinutes(1));
    Socket served = from("127.0.0.1");
    CountDownLatch asked = new CountDownLatch(1);
    face.serve(request -> {
      asked.countDown();
      loops.vertx().setTimer(2_500, _ -> request.response().end("hello"));
    });
    say(served, REQUEST);
    assertThat(asked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    Socket oldest = from("127.0.0.1");
    await().atMost(PATIENCE).until(() -> face.visits().openCount() == 2);
    for (int i = 0; i < 20; i++) {
      from("127.0.0.1");
    }
    assertThat(closed(oldest)).isTrue();
    await().atMost(PATIENCE).until(() -> face.visits().crowdedOutCount() == 17);
    assertThat(ask(from("127.0.0.1"))).endsWith("hello");
    assertThat(served.getInputStream().readNBytes(15)).asString(StandardCharsets.US_ASCII).isEqualTo("HTTP/1.1 200 OK");
    assertThat(face.visits().refusedCount()).isZero();
  }

  @Test
  void client_thatSaysNothing_isClosedInTime() throws Exception {
    serve(10, 10, Duration.ofSeconds(1));
    assertThat(closed(from("127.0.0.1"))).isTrue();
    assertThat(face.visits().lateCount()).isEqualTo(1);
  }

  /** A byte now and then is never idle for the socket, and never a request. */
  @Test
  void client_thatSendsItsRequestByteByByte_isClosedInTime() throws Exception {
    serve(10, 10, Duration.ofSeconds(1));
    Socket slow = from("127.0.0.1");
    say(slow, "GET / HTTP/1.1\r\n");
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
      try {
        say(slow, "x: y\r\n");
        return false;
      } catch (IOException _) {
        return true;
      }
    });
    assertThat(face.visits().lateCount()).isEqualTo(1);
  }

  @Test
  void client_thatSendsItsBodyByteByByte_isClosedInTime() throws Exception {
    serve(10, 10, Duration.ofSeconds(1));
    face.serve(request -> request.endHandler(_ -> request.response().end()));
    Socket slow = from("127.0.0.1");
    say(slow, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n");
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
      try {
        say(slow, "x");
        return false;
      } catch (IOException _) {
        return true;
      }
    });
    assertThat(face.visits().lateCount()).isEqualTo(1);
  }

  /** The time counts from one request to the next, not over the connection's life, nor while we answer. */
  @Test
  void client_thatAsksAgainInTime_stays() throws Exception {
    serve(10, 10, Duration.ofSeconds(2));
    Socket client = from("127.0.0.1");
    for (int i = 0; i < 4; i++) {
      assertThat(ask(client)).endsWith("hello");
      client.setSoTimeout(1_000);
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(java.net.SocketTimeoutException.class);
      client.setSoTimeout((int) PATIENCE.toMillis());
    }
    assertThat(face.visits().lateCount()).isZero();
  }

  @Test
  void client_whoseAnswerTakesLong_stays() throws Exception {
    serve(10, 10, Duration.ofSeconds(1));
    face.serve(request -> loops.vertx().setTimer(3_500, _ -> request.response().end("hello")));
    assertThat(ask(from("127.0.0.1"))).endsWith("hello");
  }
}
