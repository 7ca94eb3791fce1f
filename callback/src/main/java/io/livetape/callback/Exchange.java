package io.livetape.callback;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Posts to addresses that are known, over connections that are kept. Redirects are not followed. Any thread. */
final class Exchange implements AutoCloseable {
  /** Connections to one address and port; {@link Traffic} lets far fewer be used at once by one endpoint. */
  private static final int CONNECTIONS_MAX = 512;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final Vertx vertx;
  private final HttpClient client;
  private final Duration timeout;
  private final Set<HttpConnection> used = ConcurrentHashMap.newKeySet();

  /** @param timeout for the connection, and once more for the answer's head */
  Exchange(Vertx vertx, Duration timeout) {
    this.vertx = vertx;
    this.timeout = timeout;
    client = vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX));
  }

  /**
   * Posts JSON, once more when a kept connection turns out to be closed: a server may close one at any time.
   *
   * @param address which the endpoint's name stands for
   */
  Future<Outcome.Answered> post(URI endpoint, InetAddress address, byte[] body) {
    return client.request(options(endpoint, address)).compose(request -> {
      boolean kept = !isNew(request.connection());
      return send(request, body).recover(failure ->
          kept && closed(failure) ? post(endpoint, address, body) : Future.failedFuture(failure));
    });
  }

  /** Within which every post completes. */
  Duration limit() {
    return timeout.multipliedBy(4).plus(Snippet.WAIT.multipliedBy(2));
  }

  @Override
  public void close() {
    client.close();
  }

  private Future<Outcome.Answered> send(HttpClientRequest request, byte[] body) {
    return request.send(Buffer.buffer(body)).compose(response -> Snippet.of(vertx, response));
  }

  private boolean isNew(HttpConnection connection) {
    boolean added = used.add(connection);
    if (added) {
      connection.closeHandler(_ -> used.remove(connection));
    }
    return added;
  }

  private static boolean closed(Throwable failure) {
    return failure instanceof HttpClosedException || failure instanceof SocketException;
  }

  private RequestOptions options(URI endpoint, InetAddress address) {
    boolean tls = "https".equalsIgnoreCase(endpoint.getScheme());
    int port = endpoint.getPort() >= 0 ? endpoint.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
    return new RequestOptions().setMethod(HttpMethod.POST).setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
        .setHost(endpoint.getHost()).setPort(port).setSsl(tls).setURI(target(endpoint)).setTimeout(timeout.toMillis())
        .putHeader("Content-Type", "application/json").putHeader("User-Agent", "Livetape");
  }

  private static String target(URI endpoint) {
    String path = endpoint.getRawPath().isEmpty() ? "/" : endpoint.getRawPath();
    return endpoint.getRawQuery() == null ? path : path + "?" + endpoint.getRawQuery();
  }
}
