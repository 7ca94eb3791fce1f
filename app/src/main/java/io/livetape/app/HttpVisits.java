package io.livetape.app;

import io.livetape.live.Headcount;
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
 * The open connections of the HTTP listener: not more than there is room for, and each with a request within its time. A client that
 * sends a byte now and then is never idle for the socket's own timeout, so it is the complete request that counts. Any thread.
 */
final class HttpVisits {
  /** How often {@link #sweep} is to be called. */
  static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(HttpVisits.class);
  private static final int SWEEPS_PER_LINE = 10;

  private final Headcount headcount;
  private final long requestTimeoutNanos;
  private final Map<HttpConnection, Visit> visits = new ConcurrentHashMap<>();
  private final LongAdder refused = new LongAdder();
  private final LongAdder late = new LongAdder();
  private int sweepCount;
  private long toldRefused;
  private long toldLate;

  /** One connection: what it asks for, or since when it has asked for nothing. */
  private static final class Visit {
    private final AtomicReference<HttpServerRequest> request = new AtomicReference<>();
    private volatile long sinceNanos = System.nanoTime();

    void asks(HttpServerRequest next) {
      sinceNanos = System.nanoTime();
      request.set(next);
    }

    /** How long the client has owed something; 0 while it is our turn. */
    long owingNanos(long nowNanos) {
      HttpServerRequest asked = request.get();
      if (asked == null || !asked.isEnded()) {
        return nowNanos - sinceNanos;
      }
      // Answered; unless it has asked again just now, its time for the next request begins.
      if (asked.response().ended() && request.compareAndSet(asked, null)) {
        sinceNanos = nowNanos;
      }
      return 0;
    }
  }

  HttpVisits(Headcount headcount, Duration requestTimeout) {
    this.headcount = headcount;
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
    visits.put(connection, new Visit());
    connection.closeHandler(_ -> {
      if (visits.remove(connection) != null) {
        headcount.leave(address);
      }
    });
  }

  /** The head of a request is complete. */
  void asked(HttpServerRequest request) {
    Visit visit = visits.get(request.connection());
    if (visit != null) {
      visit.asks(request);
    }
  }

  /** Closes those who have not asked in time, and now and then says how many had to go. One thread. */
  void sweep() {
    long nowNanos = System.nanoTime();
    visits.forEach((connection, visit) -> {
      if (visit.owingNanos(nowNanos) > requestTimeoutNanos) {
        late.increment();
        connection.close();
      }
    });
    if (++sweepCount % SWEEPS_PER_LINE == 0) {
      tell();
    }
  }

  int openCount() {
    return headcount.count();
  }

  /** Connections closed at once because there were too many. */
  long refusedCount() {
    return refused.sum();
  }

  /** Connections closed because no complete request came in time, those of clients that had nothing more to ask among them. */
  long lateCount() {
    return late.sum();
  }

  private void tell() {
    long refusedNow = refused.sum();
    if (refusedNow > toldRefused) {
      log.info("[http] {} connections were too many in the last {} s, and closed at once; {} more ended without a request in time",
          refusedNow - toldRefused, SWEEP_INTERVAL.toSeconds() * SWEEPS_PER_LINE, late.sum() - toldLate);
    }
    toldRefused = refusedNow;
    toldLate = late.sum();
  }
}
