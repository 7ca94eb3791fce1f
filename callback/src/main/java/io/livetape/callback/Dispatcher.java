package io.livetape.callback;

import io.livetape.db.Database;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is in the {@link Outbox}: each lane in order, lanes beside each other, endpoints without regard to each other, everything
 * at least once. One thread looks for what is due; a lane that has something due gets a virtual thread, which sends on while there is more.
 * Nothing is remembered between looks but which lanes are under way, so a process that dies at any point goes on at the table.
 *
 * <p>All methods may be called from any thread.
 */
public final class Dispatcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

  /** How long an event of another process, or a step of the clock, can go unnoticed. */
  private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

  /** How long {@link #close} waits for attempts under way. */
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

  /** Events that a lane may send before others get a turn. */
  private static final int RUN_MAX = 16;

  /** The pause after the database has failed. */
  private static final Duration FAILURE_PAUSE = Duration.ofSeconds(1);

  private final Outbox outbox;
  private final Database database;
  private final DeliveryPolicy policy;
  private final InstantSource clock;
  private final Lanes lanes;
  private final Traffic traffic;
  private final Post post;
  private final Thread looking;
  private final LongAdder delivered = new LongAdder();
  private final LongAdder failed = new LongAdder();

  private Dispatcher(Vertx vertx, Outbox outbox, DeliveryPolicy policy, Finisher finisher, EndpointCheck check, InstantSource clock) {
    this.outbox = outbox;
    this.database = outbox.database();
    this.policy = policy;
    this.clock = clock;
    this.lanes = new Lanes(policy);
    this.traffic = new Traffic(policy.parallelMax());
    this.post = new Post(vertx, policy.timeout(), finisher, check, clock);
    this.looking = Thread.ofVirtual().name("livetape-callback").unstarted(this::look);
  }

  /** Starts to deliver, first what an earlier process left. An outbox has one dispatcher. */
  public static Dispatcher start(
      Vertx vertx, Outbox outbox, DeliveryPolicy policy, Finisher finisher, EndpointCheck check, InstantSource clock) throws SQLException {
    Dispatcher dispatcher = new Dispatcher(vertx, outbox, policy, finisher, check, clock);
    outbox.database().writeNow(connection -> {
      dispatcher.lanes.heal(connection, clock.instant());
      return null;
    });
    outbox.listen(dispatcher.traffic::wake);
    dispatcher.looking.start();
    return dispatcher;
  }

  /** Events delivered since the start. */
  public long deliveredCount() {
    return delivered.sum();
  }

  /** Attempts that failed since the start. */
  public long failedAttemptCount() {
    return failed.sum();
  }

  /**
   * Sends an event once, now, beside the outbox: it is in no lane, is not tried again, and nothing is kept of it. Its address is checked as
   * that of any other. Blocks for at most a few times the timeout.
   */
  public Attempt sendOnce(OutboxEvent event) throws InterruptedException {
    return Attempt.of(1, post.send(event));
  }

  /** Waits until nothing is due or under way, which leaves events that wait for a retry. False when that takes longer than given. */
  public boolean awaitEmpty(Duration patience) throws InterruptedException {
    return traffic.awaitEmpty(patience);
  }

  /**
   * Starts no more attempts, waits a little for those under way, and abandons the rest: what had no answer yet is sent again at the next
   * start. To be called before the database is closed.
   */
  @Override
  public void close() {
    outbox.listen(() -> {});
    traffic.close(CLOSE_WAIT);
    post.close();
    try {
      looking.join(CLOSE_WAIT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      Duration pause = Duration.ZERO;
      while (traffic.awaitWake(pause)) {
        pause = lookOnce();
      }
    } catch (InterruptedException _) {
      log.warn("callbacks are no longer sent: the thread was interrupted; they are sent after a restart");
    }
  }

  /** Starts what is due and answers how long nothing else can be. */
  private Duration lookOnce() {
    try {
      // Taken before the table is read: a lane that ends meanwhile may be in what was read, and its event must not be sent again for that.
      Set<Lane> underWay = traffic.underWay();
      Instant now = clock.instant();
      Lanes.Look look = database.readNow(connection -> lanes.look(connection, now));
      look.due().stream().filter(event -> !underWay.contains(Lane.of(event)) && traffic.enter(Lane.of(event))).forEach(this::startLane);
      traffic.looked(look.due().isEmpty());
      return look.nextAt().map(next -> Duration.between(now, next)).filter(next -> next.compareTo(LOOK_INTERVAL) < 0).orElse(LOOK_INTERVAL);
    } catch (SQLException | RuntimeException failure) {
      log.error("callbacks cannot be read from the database: {}; trying again in {} s", failure.toString(), FAILURE_PAUSE.toSeconds());
      return FAILURE_PAUSE;
    }
  }

  private void startLane(StoredEvent first) {
    Thread.ofVirtual().name("livetape-callback-" + first.id()).start(() -> {
      try {
        sendFrom(first);
      } catch (InterruptedException _) {
        log.warn("[callback {}] interrupted; it is sent again after a restart", first.id());
      } finally {
        traffic.leave(Lane.of(first));
      }
    });
  }

  private void sendFrom(StoredEvent first) throws InterruptedException {
    Optional<StoredEvent> next = Optional.of(first);
    for (int count = 0; count < RUN_MAX && next.isPresent() && !traffic.closing(); count++) {
      next = deliver(next.get());
    }
  }

  /** Answers the lane's next event, if that is due too. */
  private Optional<StoredEvent> deliver(StoredEvent event) throws InterruptedException {
    Sending sending = post.send(event.event());
    if (traffic.abandoning()) {
      return Optional.empty();
    }
    Verdict verdict = Verdict.of(policy, event, sending.outcome(), clock.instant());
    Optional<StoredEvent> next = store(event, sending, verdict);
    report(event, sending, verdict);
    return next;
  }

  /** Keeps the lane until the outcome is stored, so that a database in trouble does not make for repeated events. */
  private Optional<StoredEvent> store(StoredEvent event, Sending sending, Verdict verdict) throws InterruptedException {
    do {
      try {
        return await(database.writeLasting(connection -> lanes.settle(connection, event, sending, verdict)));
      } catch (ExecutionException failure) {
        log.error("[callback {}] {}: {}, which cannot be stored; trying again in {} s", event.id(), event.text(), sending.outcome().text(),
            FAILURE_PAUSE.toSeconds(), failure.getCause());
      }
    } while (!traffic.closesWithin(FAILURE_PAUSE));
    return Optional.empty();
  }

  /** However long the database takes; when all is closing the outcome is left to it. */
  private Optional<StoredEvent> await(CompletableFuture<Optional<StoredEvent>> stored) throws InterruptedException, ExecutionException {
    do {
      try {
        return stored.get(FAILURE_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        // It is under way, or the database is in trouble, which it says itself.
      }
    } while (!traffic.closing());
    return Optional.empty();
  }

  private void report(StoredEvent event, Sending sending, Verdict verdict) {
    if (sending.outcome().delivered()) {
      delivered.increment();
      log.debug("[callback {}] {}: delivered in {} ms", event.id(), event.text(), sending.durationMs());
      return;
    }
    failed.increment();
    String what = sending.outcome().text();
    if (verdict.state() == EventState.WAITING) {
      log.warn("[callback {}] {}: {}; retry {} of {} at {}", event.id(), event.text(), what, event.tryCount() + 1, policy.retryMax(),
          verdict.nextAt());
    } else {
      log.warn("[callback {}] {}: {}; parked after {} tries, to be resent by hand", event.id(), event.text(), what, event.tryCount() + 1);
    }
  }
}
