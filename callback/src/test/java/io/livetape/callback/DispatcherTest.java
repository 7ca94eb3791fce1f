package io.livetape.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.db.Sql;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

@Timeout(30)
class DispatcherTest {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Fails fast and retries at once, three times. */
  private static final DeliveryPolicy QUICK = new DeliveryPolicy(Duration.ofSeconds(10), Duration.ZERO, 3, 8);

  /** Retries after a minute of a clock that stands still. */
  private static final DeliveryPolicy PATIENT = new DeliveryPolicy(Duration.ofSeconds(10), Duration.ofMinutes(1), 2, 8);

  /** As patient between tries, but not with a receiver that hangs. */
  private static final DeliveryPolicy HASTY = new DeliveryPolicy(Duration.ofMillis(300), Duration.ofMinutes(1), 2, 8);

  private static final Vertx VERTX = Vertx.vertx();

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock();
  private Database database;
  private Outbox outbox;
  private Dispatcher dispatcher;
  private Receiver receiver;

  @AfterAll
  static void closeVertx() {
    VERTX.close().await();
  }

  @BeforeEach
  void open() throws Exception {
    database = Database.open(DatabaseConfig.of(folder.resolve("test.db")));
    outbox = new Outbox(database, clock);
    receiver = new Receiver(Receiver.status(200));
  }

  @AfterEach
  void close() {
    if (dispatcher != null) {
      dispatcher.close();
    }
    receiver.close();
    database.close();
  }

  @Test
  void sendOnce_tellsWhatCameOfIt_andKeepsNothing() throws Exception {
    EndpointCheck check = endpoint -> {
      if (endpoint.getPath().equals("/denied")) {
        throw new RefusedEndpointException("denied here");
      }
      return List.of(InetAddress.getLoopbackAddress());
    };
    dispatcher = Dispatcher.start(VERTX, outbox, QUICK, (key, body, _) -> body + key, check, clock);

    Attempt taken = dispatcher.sendOnce(new OutboxEvent(receiver.url("/"), "signed", "live/a", "test", "", "{}"));
    assertThat(taken.delivered()).isTrue();
    assertThat(taken.answer()).isEqualTo("{\"code\":0}");
    assertThat(receiver.bodies()).containsExactly("{}signed");
    receiver.become(Receiver.status(500));
    assertThat(dispatcher.sendOnce(new OutboxEvent(receiver.url("/"), "", "live/a", "test", "", "{}")).status()).isEqualTo(500);
    Attempt refused = dispatcher.sendOnce(new OutboxEvent(receiver.url("/denied"), "", "live/a", "test", "", "{}"));
    assertThat(refused.error()).isEqualTo("address refused: denied here");
    assertThat(refused.delivered()).isFalse();
    assertThat(receiver.bodies()).hasSize(2);
    assertThat(new OutboxLog(outbox).search(new OutboxLog.Filter(Optional.empty(), "", ""), 0, 10).lines()).isEmpty();
  }

  @Test
  void event_enqueuedWhileRunning_arrivesFinishedAndIsLogged() throws Exception {
    start(QUICK);
    long id = enqueue(receiver.url("/a"), "s", "{\"n\":1}");
    assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
    assertThat(receiver.bodies()).containsExactly("{\"n\":1} signed with key-1 at 2026-11-20T13:30:06Z");
    assertThat(receiver.contentTypes()).containsExactly("POST application/json");
    StoredEvent event = outbox.find(id).orElseThrow();
    assertThat(event.state()).isEqualTo(EventState.DELIVERED);
    assertThat(event.deliveredAt()).isEqualTo(clock.instant());
    Attempt attempt = outbox.attempts(id).getFirst();
    assertThat(attempt).isEqualTo(new Attempt(1, clock.instant(), attempt.durationMs(), 200, "", 49, "{\"code\":0}"));
    assertThat(dispatcher.deliveredCount()).isEqualTo(1);
  }

  @Test
  void event_committedWithoutAWake_arrivesToo() throws Exception {
    start(QUICK);
    dispatcher.awaitEmpty(PATIENCE);
    database.writeNow(connection -> outbox.enqueue(connection, event(receiver.url("/"), "s", "x")));
    await().atMost(PATIENCE).until(() -> receiver.bodies().size() == 1);
  }

  @Test
  void event_answered500_isRetriedAfterThePauseAndNotBefore() throws Exception {
    receiver.become(Receiver.status(500));
    start(PATIENT);
    long id = enqueue(receiver.url("/"), "s", "x");
    assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
    clock.move(Duration.ofSeconds(59));
    assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
    assertThat(receiver.bodies()).hasSize(1);
    receiver.become(Receiver.status(200));
    clock.move(Duration.ofSeconds(1));
    assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
    assertThat(receiver.bodies()).hasSize(2).last().asString().endsWith("at 2026-11-20T13:31:06Z");
    assertThat(outbox.attempts(id)).extracting(Attempt::status).containsExactly(500, 200);
    assertThat(dispatcher.failedAttemptCount()).isEqualTo(1);
  }

  @Test
  void event_neverAccepted_isParkedAfterItsRetriesAndItsLaneGoesOn() throws Exception {
    receiver.become((exchange, body) -> Receiver.answer(exchange, body.startsWith("bad") ? 503 : 200, ""));
    start(QUICK);
    long bad = enqueue(receiver.url("/"), "s", "bad");
    long good = enqueue(receiver.url("/"), "s", "good");
    assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
    assertThat(state(bad)).isEqualTo(EventState.PARKED);
    assertThat(state(good)).isEqualTo(EventState.DELIVERED);
    assertThat(firsts(receiver.bodies())).containsExactly("bad", "bad", "bad", "bad", "good");
    assertThat(outbox.backlog().parkedCount()).isEqualTo(1);
  }

  @Test
  void event_parkedAndResent_hasAllItsTriesAgainAndKeepsItsLog() throws Exception {
    receiver.become(Receiver.status(404));
    start(QUICK);
    long id = enqueue(receiver.url("/"), "s", "x");
    assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
    AtomicInteger requests = new AtomicInteger();
    receiver.become((exchange, _) -> Receiver.answer(exchange, requests.incrementAndGet() < 4 ? 404 : 200, ""));
    assertThat(outbox.resend(id)).isTrue();
    assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
    assertThat(state(id)).isEqualTo(EventState.DELIVERED);
    assertThat(outbox.attempts(id)).extracting(Attempt::number).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void receiver_hangs_isGivenUpAfterTheTimeout() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    receiver.become((_, _) -> never.await());
    start(HASTY);
    long id = enqueue(receiver.url("/"), "s", "x");
    assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
    Attempt attempt = outbox.attempts(id).getFirst();
    assertThat(attempt.error()).isEqualTo("no answer in 300 ms");
    assertThat(attempt.durationMs()).isBetween(290L, 5_000L);
  }

  @ParameterizedTest
  @CsvSource({"''", "'complete nonsense\r\n\r\n'", "'HTTP/1.1 abc OK\r\n\r\n'", "'HTTP/1.1 200'"})
  void receiver_closesOrAnswersGarbage_countsAsFailed(String answer) throws Exception {
    try (RawReceiver raw = new RawReceiver(answer, false)) {
      start(PATIENT);
      long id = enqueue(raw.url(), "s", "x");
      assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
      assertThat(state(id)).isEqualTo(EventState.WAITING);
      assertThat(outbox.attempts(id)).singleElement().satisfies(attempt -> {
        assertThat(attempt.status()).isZero();
        assertThat(attempt.error()).isNotEmpty().doesNotContainPattern("\\p{Cntrl}");
      });
    }
  }

  @Test
  void receiver_answers200AndNeverStopsTalking_hasTheEvent() throws Exception {
    try (RawReceiver raw = new RawReceiver("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n\u0000\n", true)) {
      start(PATIENT);
      long id = enqueue(raw.url(), "s", "x");
      assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
      assertThat(state(id)).isEqualTo(EventState.DELIVERED);
      assertThat(outbox.attempts(id).getFirst().answer()).hasSize(Snippet.BYTES_MAX).startsWith("  x");
    }
  }

  @RepeatedTest(20)
  void receiver_answers200AndKeepsItsBody_hasTheEvent() throws Exception {
    try (RawReceiver raw = new RawReceiver("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", false)) {
      start(PATIENT);
      long id = enqueue(raw.url(), "s", "x");
      assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
      assertThat(state(id)).as("%s", outbox.attempts(id)).isEqualTo(EventState.DELIVERED);
      assertThat(outbox.attempts(id).getFirst().answer()).isEqualTo("half");
    }
  }

  @Test
  void receiver_closesAKeptConnection_hasTheEventAtOnce() throws Exception {
    try (RawReceiver raw = RawReceiver.closingKeptConnections()) {
      dispatcher = Dispatcher.start(VERTX, outbox, PATIENT, (_, body, _) -> body, AddressRules.DEFAULT, clock);
      for (int i = 0; i < 5; i++) {
        long id = enqueue(raw.url(), "s", "{\"n\":" + i + "}");
        assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
        assertThat(state(id)).as("event %d", i).isEqualTo(EventState.DELIVERED);
      }
    }
  }

  @Test
  void receiver_redirects_isNotFollowed() throws Exception {
    receiver.become((exchange, _) -> {
      exchange.getResponseHeaders().set("Location", receiver.url("/elsewhere"));
      Receiver.answer(exchange, 302, "");
    });
    start(PATIENT);
    long id = enqueue(receiver.url("/"), "s", "x");
    assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
    assertThat(outbox.attempts(id)).extracting(Attempt::status).containsExactly(302);
    assertThat(receiver.bodies()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
      "http://169.254.169.254/x, denied network", "ftp://127.0.0.1/, not an http", "http://exa mple/, not a valid", "http://h_h/, no host"})
  void endpoint_refused_isParkedAtOnceWithTheReason(String endpoint, String reason) throws Exception {
    start(QUICK);
    long id = enqueue(endpoint, "s", "x");
    assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
    assertThat(state(id)).isEqualTo(EventState.PARKED);
    assertThat(outbox.attempts(id)).singleElement().extracting(Attempt::error).asString().startsWith("address refused").contains(reason);
  }

  @Test
  void endpoint_nameOfSeveralAddresses_isSentToTheOneThatAnswersAndToNoOther() throws Exception {
    List<InetAddress> addresses = List.of(InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("127.0.0.1"));
    List<String> hosts = new CopyOnWriteArrayList<>();
    receiver.become((exchange, _) -> {
      hosts.add(exchange.getRequestHeaders().getFirst("Host"));
      Receiver.answer(exchange, 200, "");
    });
    dispatcher = Dispatcher.start(VERTX, outbox, PATIENT, (_, body, _) -> body, _ -> addresses, clock);
    String endpoint = receiver.url("/a?b=c").replace("127.0.0.1", "receiver.invalid");
    long id = enqueue(endpoint, "s", "x");
    assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
    assertThat(outbox.attempts(id)).extracting(Attempt::status).containsExactly(200);
    assertThat(hosts).containsExactly(endpoint.substring("http://".length(), endpoint.indexOf("/a")));
  }

  @Test
  void endpoint_withACertificateNobodyVouchesFor_isNotSentTo() throws Exception {
    SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");
    AtomicInteger requests = new AtomicInteger();
    HttpServer server = VERTX.createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate.keyCertOptions()))
        .requestHandler(request -> {
          requests.incrementAndGet();
          request.response().end();
        });
    server.listen(0, "127.0.0.1").await();
    try {
      start(PATIENT);
      long id = enqueue("https://localhost:" + server.actualPort() + "/", "s", "x");
      assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
      assertThat(state(id)).isEqualTo(EventState.WAITING);
      assertThat(outbox.attempts(id).getFirst().error()).contains("unable to find valid certification path");
      assertThat(requests).hasValue(0);
    } finally {
      server.close().await();
      certificate.delete();
    }
  }

  @Test
  void finisher_fails_countsAsFailedAttempt() throws Exception {
    dispatcher = Dispatcher.start(VERTX, outbox, PATIENT, (_, _, _) -> {
      throw new IllegalStateException("no such key");
    }, AddressRules.DEFAULT, clock);
    long id = enqueue(receiver.url("/"), "s", "x");
    assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
    assertThat(outbox.attempts(id).getFirst().error()).isEqualTo("IllegalStateException: no such key");
    assertThat(receiver.bodies()).isEmpty();
  }

  @Test
  void lane_manyEvents_arriveInOrderOneAtATime() throws Exception {
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger requests = new AtomicInteger();
    receiver.become((exchange, _) -> {
      most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
      underWay.decrementAndGet();
      Receiver.answer(exchange, requests.incrementAndGet() % 5 == 0 ? 500 : 200, "");
    });
    start(QUICK);
    for (int i = 10; i < 50; i++) {
      enqueue(receiver.url("/"), "s", "event " + i);
    }
    assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
    assertThat(receiver.bodies()).isSorted();
    assertThat(receiver.bodies().stream().distinct()).hasSize(40);
    assertThat(most.get()).isEqualTo(1);
  }

  @Test
  void endpoint_slow_delaysNobodyElse() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger held = new AtomicInteger();
    receiver.become((exchange, body) -> {
      if (exchange.getRequestURI().getPath().equals("/slow")) {
        held.incrementAndGet();
        release.await();
      }
      Receiver.answer(exchange, 200, "");
    });
    start(new DeliveryPolicy(Duration.ofSeconds(20), Duration.ZERO, 3, 4));
    for (int i = 0; i < 30; i++) {
      enqueue(receiver.url("/slow"), "slow lane " + i, "slow");
    }
    for (int i = 0; i < 10; i++) {
      enqueue(receiver.url("/quick"), "s", "quick");
    }
    await().atMost(PATIENCE).until(() -> dispatcher.deliveredCount() == 10);
    await().atMost(PATIENCE).until(() -> held.get() == 4);
    assertThat(dispatcher.awaitEmpty(Duration.ofMillis(50))).isFalse();
    assertThat(held.get()).isEqualTo(4);
    release.countDown();
    assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
    assertThat(dispatcher.deliveredCount()).isEqualTo(40);
  }

  @Test
  void lane_stuck_doesNotHoldTheOthersOfItsEndpoint() throws Exception {
    receiver.become((exchange, body) -> Receiver.answer(exchange, body.startsWith("stuck") ? 500 : 200, ""));
    start(PATIENT);
    for (int i = 0; i < 50; i++) {
      enqueue(receiver.url("/"), "stuck lane", "stuck " + i);
    }
    long other = enqueue(receiver.url("/"), "other lane", "x");
    assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
    assertThat(state(other)).isEqualTo(EventState.DELIVERED);
    assertThat(receiver.bodies()).hasSize(2);
  }

  @Test
  void restart_inTheMiddle_deliversEverythingAtLeastOnceInLaneOrder() throws Exception {
    CountDownLatch middle = new CountDownLatch(20);
    AtomicInteger requests = new AtomicInteger();
    receiver.become((exchange, _) -> {
      middle.countDown();
      if (requests.incrementAndGet() % 3 == 0) {
        throw new IOException("no answer this time");
      }
      Receiver.answer(exchange, 200, "");
    });
    start(new DeliveryPolicy(Duration.ofSeconds(20), Duration.ZERO, 1000, 8));
    for (int i = 100; i < 130; i++) {
      for (String lane : List.of("a", "b", "c")) {
        enqueue(receiver.url("/"), lane, lane + " " + i);
      }
    }
    middle.await();
    close();
    List<String> before = firsts(receiver.bodies(), 2);
    open();
    repoint(receiver.url("/"));
    start(QUICK);
    assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
    List<String> all = new ArrayList<>(before);
    all.addAll(firsts(receiver.bodies(), 2));
    for (String lane : List.of("a", "b", "c")) {
      List<String> arrived = all.stream().filter(body -> body.startsWith(lane)).toList();
      assertThat(arrived).isSorted();
      assertThat(arrived.stream().distinct()).hasSize(30);
    }
    assertThat(outbox.backlog().waitingCount()).isZero();
  }

  @Test
  void close_whileTheReceiverHangs_abandonsTheAttemptAndTheNextStartSendsItAgain() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    receiver.become((_, _) -> {
      arrived.countDown();
      never.await();
    });
    start(new DeliveryPolicy(Duration.ofSeconds(20), Duration.ofMinutes(1), 3, 8));
    long id = enqueue(receiver.url("/"), "s", "x");
    arrived.await();
    dispatcher.close();
    assertThat(outbox.attempts(id)).isEmpty();
    receiver.become(Receiver.status(200));
    start(QUICK);
    assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
    assertThat(outbox.attempts(id)).extracting(Attempt::status).containsExactly(200);
  }

  @Test
  void lane_firstEventDeletedByHand_goesOnAfterARestart() throws Exception {
    long first = enqueue(receiver.url("/"), "s", "1");
    long second = enqueue(receiver.url("/"), "s", "2");
    database.writeNow(connection -> Sql.update(connection, "DELETE FROM callback_event WHERE id = ?", first));
    start(QUICK);
    assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
    assertThat(state(second)).isEqualTo(EventState.DELIVERED);
  }

  @Test
  void event_deletedWhileUnderWay_isForgotten() throws Exception {
    receiver.become((exchange, _) -> {
      database.writeNow(connection -> Sql.update(connection, "DELETE FROM callback_event WHERE order_key = 's' AND state = 'WAITING'"));
      receiver.become(Receiver.status(200));
      Receiver.answer(exchange, 200, "");
    });
    start(QUICK);
    long first = enqueue(receiver.url("/"), "s", "1");
    assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
    assertThat(outbox.find(first)).isEmpty();
    assertThat(outbox.attempts(first)).isEmpty();
  }

  @Test
  void clock_putBackByAYear_delaysNothing() throws Exception {
    receiver.become(Receiver.status(500));
    start(PATIENT);
    long id = enqueue(receiver.url("/"), "s", "x");
    assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
    receiver.become(Receiver.status(200));
    clock.move(Duration.ofDays(-365));
    assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
    assertThat(state(id)).isEqualTo(EventState.DELIVERED);
  }

  @Test
  void outcome_cannotBeStored_isNotSentAgainUntilItIs() throws Exception {
    start(QUICK);
    CountDownLatch arrived = new CountDownLatch(1);
    receiver.become((exchange, _) -> {
      database.writeNow(connection -> Sql.update(connection, "ALTER TABLE callback_attempt RENAME TO hidden"));
      Receiver.answer(exchange, 200, "");
      arrived.countDown();
    });
    long id = enqueue(receiver.url("/"), "s", "x");
    arrived.await();
    assertThat(dispatcher.awaitEmpty(Duration.ofMillis(200))).isFalse();
    database.writeNow(connection -> Sql.update(connection, "ALTER TABLE hidden RENAME TO callback_attempt"));
    assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
    assertThat(state(id)).isEqualTo(EventState.DELIVERED);
    assertThat(receiver.bodies()).hasSize(1);
  }

  @Test
  void log_failure_saysWhatHappensNextAndNoSecret() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(Dispatcher.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    logger.setLevel(Level.DEBUG);
    logger.addAppender(lines);
    lines.start();
    try {
      receiver.become(Receiver.status(500));
      start(PATIENT);
      long id = enqueue(receiver.url("/hook?token=abc").replace("//", "//user:word@"), "s", "body");
      assertThat(dispatcher.awaitEmpty(PATIENCE)).isTrue();
      String host = receiver.url("/hook").replace("//", "//\u2026@");
      await().untilAsserted(() -> assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly(
          "[callback " + id + "] record file f-1 to " + host + "?\u2026: status 500; retry 1 of 2 at 2026-11-20T13:31:06Z"));
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(null);
    }
  }

  private void start(DeliveryPolicy policy) throws SQLException {
    Finisher finisher = (key, body, now) -> body + " signed with " + key + " at " + now;
    dispatcher = Dispatcher.start(VERTX, outbox, policy, finisher, AddressRules.DEFAULT, clock);
  }

  private long enqueue(String endpoint, String lane, String body) throws SQLException {
    long id = database.writeNow(connection -> outbox.enqueue(connection, event(endpoint, lane, body)));
    outbox.wake();
    return id;
  }

  private static OutboxEvent event(String endpoint, String lane, String body) {
    return new OutboxEvent(endpoint, "key-1", lane, "record file", "f-1", body);
  }

  private EventState state(long id) throws SQLException {
    return outbox.find(id).orElseThrow().state();
  }

  /** Sends what waits to another address, since a new receiver has a new port. */
  private void repoint(String endpoint) throws SQLException {
    database.writeNow(connection -> Sql.update(connection, "UPDATE callback_event SET endpoint = ?", endpoint));
  }

  private static List<String> firsts(List<String> bodies) {
    return firsts(bodies, 1);
  }

  /** The first words of each body, without what the finisher added. */
  private static List<String> firsts(List<String> bodies, int wordCount) {
    return bodies.stream().map(body -> String.join(" ", List.of(body.split(" ")).subList(0, wordCount))).toList();
  }
}
