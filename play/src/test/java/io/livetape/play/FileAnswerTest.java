package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files are sent from threads that know nothing of the connection's fate. What a player asks for is tested with the whole server. */
@Timeout(30)
class FileAnswerTest {
  private static final byte[] GET = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Vertx vertx = Vertx.vertx();
  private final CompletableFuture<HttpServerRequest> request = new CompletableFuture<>();
  private final CompletableFuture<Context> connection = new CompletableFuture<>();
  private final CompletableFuture<Void> left = new CompletableFuture<>();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private HttpServer server;
  @TempDir private Path folder;

  @BeforeEach
  void listen() throws Exception {
    server = vertx.createHttpServer().requestHandler(this::arrived).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void arrived(HttpServerRequest arrived) {
    Vertx.currentContext().exceptionHandler(failure::complete);
    arrived.connection().closeHandler(_ -> left.complete(null));
    connection.complete(Vertx.currentContext());
    request.complete(arrived);
  }

  @Test
  void send_toAViewer_sendsTheFile() throws Exception {
    try (Socket viewer = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      viewer.getOutputStream().write(GET);
      answer().send(request.join(), connection.join());
      InputStream in = viewer.getInputStream();
      assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\n0123456789");
    }
  }

  @Test
  void send_toAViewerWhoHasLeft_isNoFailure() throws Exception {
    try (Socket viewer = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      viewer.getOutputStream().write(GET);
      request.join();
    }
    left.join();
    answer().send(request.join(), connection.join());

    CompletableFuture<Void> done = new CompletableFuture<>();
    connection.join().runOnContext(_ -> done.complete(null));
    done.join();
    assertThat(failure).isNotDone();
    assertThat(request.join().response().headWritten()).isFalse();
  }

  @Test
  void send_ofAFileThatHasMoved_canBeAnsweredWithIt() throws Exception {
    try (Socket viewer = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      viewer.getOutputStream().write(GET);
      FileAnswer found = answer();
      Path moved = Files.move(found.file(), folder.resolve("moved"));
      FileAnswer other = new FileAnswer(moved, found.sizeBytes(), "text/plain", "", "no-store");
      found.send(request.join(), connection.join(), () -> other.send(request.join(), connection.join()));
      InputStream in = viewer.getInputStream();
      assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 200 OK").doesNotContain("etag")
          .endsWith("\r\n\r\n0123456789");
    }
  }

  @Test
  void send_ofAFileThatIsGone_is404() throws Exception {
    try (Socket viewer = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      viewer.getOutputStream().write(GET);
      FileAnswer found = answer();
      Files.delete(found.file());
      found.send(request.join(), connection.join());
      assertThat(new String(viewer.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 404 ");
    }
  }

  private FileAnswer answer() throws Exception {
    Path file = Files.writeString(folder.resolve("f0.mp4"), "0123456789");
    return new FileAnswer(file, Files.size(file), "video/mp4", "\"1\"", "no-cache");
  }
}
