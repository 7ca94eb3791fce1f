package io.livetape.api;

import io.livetape.db.Database;
import io.livetape.live.LiveStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Writes down every few seconds that the running pushes are alive, so that after the death of the process their ends can be told with a
 * time that is about right. Owns a thread; costs nothing while nobody pushes.
 */
public final class PushPulse implements AutoCloseable {
  /** How far the told end of such a push may be before the true one. */
  public static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Database database;
  private final Supplier<Collection<LiveStream>> streams;
  private final InstantSource clock;
  private final ScheduledExecutorService beating =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("push-pulse").daemon().factory());

  /** @param streams those that are live at the moment */
  public PushPulse(Database database, Supplier<Collection<LiveStream>> streams, InstantSource clock) {
    this.database = database;
    this.streams = streams;
    this.clock = clock;
    beating.scheduleWithFixedDelay(this::beat, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Any thread. Its outcome is not waited for: what fails is done again by the next one. */
  void beat() {
    Collection<LiveStream> live = streams.get();
    if (!live.isEmpty()) {
      database.write(transaction -> {
        for (LiveStream stream : live) {
          LivePushes.seen(transaction, stream.push().sequence(), clock.instant(), Picture.of(stream));
        }
        return null;
      });
    }
  }

  @Override
  public void close() {
    beating.shutdownNow();
  }
}
