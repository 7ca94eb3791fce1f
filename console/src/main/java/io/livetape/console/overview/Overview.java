package io.livetape.console.overview;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures every two seconds on a thread of its own, keeps the last hour, and tells whoever listens. Any thread. */
public final class Overview implements AutoCloseable {
  public static final Duration INTERVAL = Duration.ofSeconds(2);

  private static final Logger log = LoggerFactory.getLogger(Overview.class);

  private final InstantSource clock;
  private final Meter meter;
  private final History history = new History();
  private final Set<Consumer<Figures>> listeners = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("livetape-overview").daemon().factory());
  private volatile Figures newest;

  public Overview(Sources sources, InstantSource clock) {
    this.clock = clock;
    meter = new Meter(sources, clock.millis());
    newest = meter.measure(clock.millis());
    thread.scheduleAtFixedRate(this::measure, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A failure is of one measurement; the next may work. */
  private void measure() {
    try {
      newest = meter.measure(clock.millis());
      history.add(newest);
      listeners.forEach(listener -> listener.accept(newest));
    } catch (RuntimeException e) {
      log.error("[console] the server's figures could not be measured", e);
    }
  }

  public Figures newest() {
    return newest;
  }

  public History.Columns lastHour() {
    return history.columns();
  }

  /** @param listener called on the measuring thread; must not block */
  public void listen(Consumer<Figures> listener) {
    listeners.add(listener);
  }

  public void ignore(Consumer<Figures> listener) {
    listeners.remove(listener);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
