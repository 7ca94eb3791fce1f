package io.livetape.callback;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gets what lies at an address that somebody else gave. The address is checked as those of callbacks are, and so is each that it redirects
 * to; only the addresses that were checked are connected to, whatever a name stands for a moment later. Blocks: on platform threads, since
 * names are looked up. Any number of threads.
 */
public final class Fetch {
  private static final int REDIRECTS_MAX = 5;
  private static final int ADDRESSES_MAX = 4;

  /** The whole resource. */
  public static final Part ALL = new Part(0, 0);

  private final Vertx vertx;
  private final EndpointCheck check;
  private final Limits limits;

  /**
   * What one fetch may take.
   *
   * @param idle within which something must come
   * @param whole within which all of it must
   */
  public record Limits(Duration idle, Duration whole, long sizeMaxBytes) {}

  /** Takes what comes. */
  @FunctionalInterface
  public interface Sink {
    /**
     * The next bytes.
     *
     * @param announcedBytes how many there are in all; negative where that is not known
     * @throws IOException ends the fetch
     */
    void take(ByteBuffer bytes, long announcedBytes) throws IOException;
  }

  /** It cannot be had, and trying again would not help; the message is for whoever gave the address. */
  public static final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnavailableException(String message) {
      super(message);
    }
  }

  public Fetch(Vertx vertx, EndpointCheck check, Limits limits) {
    this.vertx = vertx;
    this.check = check;
    this.limits = limits;
  }

  /**
   * Gets it whole.
   *
   * @throws IOException if it fails now: trying again may help
   */
  public void get(String address, Sink sink) throws IOException, UnavailableException, InterruptedException {
    visit().get(parse(address), ALL, sink);
  }

  /** Begins to get several things that belong together and share the limits of one fetch. */
  public Visit visit() {
    return new Visit();
  }

  /** What of a resource is wanted; a size of 0 means all of it. */
  public record Part(long offset, long sizeBytes) {}

  /** Things that share time and size. One thread. */
  public final class Visit {
    private final long endNanos = System.nanoTime() + limits.whole.toNanos();
    private long leftBytes = limits.sizeMaxBytes;

    private Visit() {}

    /**
     * Gets one of them.
     *
     * @return the address that it came from in the end, which those in it are relative to
     * @throws IOException if it fails now: trying again may help
     */
    public URI get(URI address, Part part, Sink sink) throws IOException, UnavailableException, InterruptedException {
      checkTime();
      URI target = address;
      for (int redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
        Incoming incoming = open(target, part);
        try {
          if (!redirects(incoming.status())) {
            checkAnswer(incoming, part);
            copy(incoming, part, sink);
            return target;
          }
          target = target.resolve(parse(incoming.header("Location")));
        } finally {
          incoming.close();
        }
      }
      throw new UnavailableException("The address redirects more than " + REDIRECTS_MAX + " times.");
    }

    private void checkTime() throws UnavailableException {
      if (System.nanoTime() - endNanos > 0) {
        throw new UnavailableException("It does not come within " + limits.whole.toSeconds() + " s.");
      }
    }

    private void checkAnswer(Incoming incoming, Part part) throws IOException, UnavailableException {
      int status = incoming.status();
      if (status >= 500 || status == 429) {
        throw new IOException("the address answers " + status);
      }
      boolean ranged = part.sizeBytes > 0;
      if (status != 200 && (status != 206 || !ranged)) {
        throw new UnavailableException("The address answers " + status + ".");
      }
      String range = "bytes " + part.offset + "-" + (part.offset + part.sizeBytes - 1) + "/";
      if (ranged && (status == 200 || !incoming.header("Content-Range").startsWith(range))) {
        throw new UnavailableException("The address does not give out the part that it was asked for.");
      }
      if (incoming.announcedBytes() > leftBytes) {
        throw tooLarge();
      }
    }

    private void copy(Incoming incoming, Part part, Sink sink) throws IOException, UnavailableException, InterruptedException {
      long receivedBytes = 0;
      for (ByteBuffer bytes = incoming.next(limits.idle); bytes != null; bytes = incoming.next(limits.idle)) {
        receivedBytes += bytes.remaining();
        leftBytes -= bytes.remaining();
        if (leftBytes < 0) {
          throw tooLarge();
        }
        checkTime();
        sink.take(bytes, incoming.announcedBytes());
      }
      if (part.sizeBytes > 0 && receivedBytes != part.sizeBytes) {
        throw new IOException("of " + part.sizeBytes + " bytes " + receivedBytes + " came");
      }
    }
  }

  private UnavailableException tooLarge() {
    return new UnavailableException("It is larger than " + limits.sizeMaxBytes + " bytes.");
  }

  private static boolean redirects(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  /** @throws UnavailableException if that is none */
  public static URI parse(String address) throws UnavailableException {
    try {
      return new URI(address);
    } catch (URISyntaxException _) {
      throw new UnavailableException("It, or what it redirects to, is no address.");
    }
  }

  /** A name may stand for addresses that nobody listens on, beside one where somebody does. */
  private Incoming open(URI target, Part part) throws IOException, UnavailableException, InterruptedException {
    List<InetAddress> addresses = check(target);
    IOException last = new IOException("no address");
    for (InetAddress address : addresses.subList(0, Math.min(ADDRESSES_MAX, addresses.size()))) {
      try {
        return open(target, address, part);
      } catch (IOException failure) {
        last = failure;
      }
    }
    throw last;
  }

  /**
   * By a connection of its own, which the server is not asked to close: it would do so before all is taken of an answer that we slow down,
   * and that would then pass for a broken one.
   */
  private Incoming open(URI target, InetAddress address, Part part) throws IOException, InterruptedException {
    HttpClient client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(true), new PoolOptions());
    boolean open = false;
    try {
      Incoming incoming = within(limits.idle.multipliedBy(2), client.request(options(target, address, part))
          .compose(request -> request.send()).map(response -> Incoming.of(response, client)));
      open = true;
      return incoming;
    } finally {
      if (!open) {
        client.close();
      }
    }
  }

  private List<InetAddress> check(URI target) throws IOException, UnavailableException {
    try {
      return check.addresses(target);
    } catch (RefusedEndpointException refused) {
      throw new UnavailableException("The address is refused: " + refused.getMessage() + ".");
    }
  }

  private RequestOptions options(URI target, InetAddress address, Part part) {
    boolean tls = target.getScheme().equalsIgnoreCase("https");
    int port = target.getPort() >= 0 ? target.getPort() : tls ? 443 : 80;
    String path = target.getRawPath() == null || target.getRawPath().isEmpty() ? "/" : target.getRawPath();
    RequestOptions options = new RequestOptions().setMethod(HttpMethod.GET)
        .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
        .setHost(target.getHost()).setPort(port).setSsl(tls).setTimeout(limits.idle.toMillis())
        .setURI(target.getRawQuery() == null ? path : path + "?" + target.getRawQuery()).putHeader(HttpHeaders.USER_AGENT, "Livetape");
    return part.sizeBytes == 0 ? options
        : options.putHeader("Range", "bytes=" + part.offset + "-" + (part.offset + part.sizeBytes - 1));
  }

  private static <T> T within(Duration limit, Future<T> result) throws IOException, InterruptedException {
    try {
      return result.toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw new IOException("no answer in " + limit.toMillis() + " ms");
    } catch (ExecutionException failure) {
      throw new IOException(Text.of(failure.getCause()), failure.getCause());
    }
  }
}
