package io.livetape.app;

import io.livetape.live.Headcount;
import io.livetape.live.Lobby;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open connections of the HTTP listener: not more than there is room for, few of them without a request, and each with one within its
 * time. A client that sends a byte now and then is never idle for the socket's own timeout, so it is the complete request that counts.
 * Any thread.
 */
final class HttpVisits {
  /** How often {@link #sweep} is to be called. */
  static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(HttpVisits.class);
  private static final int SWEEPS_PER_LINE = 10;

  private final Headcount headcount;
  private final Lobby<HttpConnection> lobby;
  private final long requestTimeoutNanos;
  private final Map<HttpConnection, Visit> visits = new ConcurrentHashMap<>();
  private final LongAdder refused = new LongAdder();
  private final LongAdder crowdedOut = new LongAdder();
  private final LongAdder late = new LongAdder();
  private int sweepCount;
  private long toldRefused;
  private long toldCrowdedOut;

  /** One connection: what it asks for, or since when it has asked for nothing. */
  private static final class Visit {
    private final InetAddress address;
    private final AtomicReference<HttpServerRequest> request = new AtomicReference<>();
    private volatile long sinceNanos = System.nanoTime();

    Visit(InetAddress address) {
      this.address = address;
    }

    void asks(HttpServerRequest next) {
      sinceNanos = System.nanoTime();
      request.set(next);
    }

    /** How long the client has owed something; 0 while it is our turn. */
    long owingNanos(long nowNanos) {
      HttpServerRequest asked = request.get();
      return asked == null || !asked.isEnded() ? nowNanos - sinceNanos : 0;
    }

    /** Whether its request is answered, told once; unless it has asked again just now, its time for the next one begins. */
    boolean answered(long nowNanos) {
      HttpServerRequest asked = request.get();
      if (asked == null || !asked.isEnded() || !asked.response().ended() || !request.compareAndSet(asked, null)) {
        return false;
      }
      sinceNanos = nowNanos;
      return true;
    }
  }

  /** @param waitingMax connections that may be without a request at a time */
  HttpVisits(Headcount headcount, int waitingMax, Duration requestTimeout) {
    this.headcount = headcount;
    this.lobby = new Lobby<>(waitingMax);
    this.requestTimeoutNanos = requestTimeout.toNanos();
  }

  /** A client has connected. */
  void opened(HttpConnection connection) {
    InetAddress address = InetAddress.ofLiteral(connection.remoteAddress().hostAddress());
    if (headcount.enter(address) != Headcount.Answer.WELCOME) {
      refused.increment();
      connection.close();
      return;
    }
    visits.put(connection, new Visit(address));
    connection.closeHandler(_ -> {
      visits.remove(connection);
      lobby.leave(connection);
      headcount.leave(address);
    });
    waits(connection, address);
  }

  private void waits(HttpConnection connection, InetAddress address) {
    lobby.enter(connection, address).ifPresent(longest -> {
      crowdedOut.increment();
      longest.close();
    });
  }

  /** The head of a request is complete. */
  void asked(HttpServerRequest request) {
    Visit visit = visits.get(request.connection());
    if (visit != null) {
      visit.asks(request);
      lobby.leave(request.connection());
    }
  }

  /** Closes those who have not asked in time, and now and then says how many had to go. One thread. */
  void sweep() {
    long nowNanos = System.nanoTime();
    visits.forEach((connection, visit) -> sweep(connection, visit, nowNanos));
    if (++sweepCount % SWEEPS_PER_LINE == 0) {
      tell();
    }
  }

  private void sweep(HttpConnection connection, Visit visit, long nowNanos) {
    if (visit.answered(nowNanos)) {
      waits(connection, visit.address);
    } else if (visit.owingNanos(nowNanos) > requestTimeoutNanos) {
      late.increment();
      connection.close();
    }
  }

  int openCount() {
    return headcount.count();
  }

  /** Connections closed at once because there were too many. */
  long refusedCount() {
    return refused.sum();
  }

  /** Connections closed because they were without a request, and others wanted in. */
  long crowdedOutCount() {
    return crowdedOut.sum();
  }

  /** Connections closed because no complete request came in time, those of clients that had nothing more to ask among them. */
  long lateCount() {
    return late.sum();
  }

  private void tell() {
    long refusedNow = refused.sum();
    long crowdedOutNow = crowdedOut.sum();
    if (refusedNow > toldRefused || crowdedOutNow > toldCrowdedOut) {
      log.info("[http] closed in the last {} s: {} × too many connections, {} × no request yet, and others want in",
          SWEEP_INTERVAL.toSeconds() * SWEEPS_PER_LINE, refusedNow - toldRefused, crowdedOutNow - toldCrowdedOut);
    }
    toldRefused = refusedNow;
    toldCrowdedOut = crowdedOutNow;
  }
}
