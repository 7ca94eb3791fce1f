package io.livetape.record;

import io.livetape.live.Push;
import io.livetape.live.StreamKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HLS files whose push is gone, until another push goes on with them or their time is over. Owns a thread that looks at the clock; the
 * methods may be called from any thread, and do not wait for disk or database.
 */
final class Continuations implements AutoCloseable {
  /** Files that may wait at a time; when there are more, the one whose time is over first lands. */
  static final int WAITING_MAX = 4_000;

  private static final Logger log = LoggerFactory.getLogger(Continuations.class);

  /** How late a clock that was set may be noticed. */
  private static final long LOOK_MAX_MS = 1000;
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

  private final InstantSource clock;
  private final UnaryOperator<String> realms;
  private final Consumer<SessionFiles> landing;
  private final Map<Wish, Waiting> waiting = new HashMap<>();
  private final Thread thread = Thread.ofPlatform().name("hls-continuations").daemon().unstarted(this::run);
  private boolean closed;

  /** Who goes on with whose files: the same stream, recorded for the same reason. */
  private record Wish(StreamKey stream, String realm, String taskId) {}

  /**
   * A file that waits.
   *
   * @param files of the push that gave it the last it has
   */
  record Waiting(SessionFiles files, HlsFile file, Instant until) {}

  /**
   * @param realms from a push domain to the name under which its streams are known; must not block
   * @param landing hears of files that begin to land because nobody goes on with them any more
   */
  Continuations(InstantSource clock, UnaryOperator<String> realms, Consumer<SessionFiles> landing) {
    this.clock = clock;
    this.realms = realms;
    this.landing = landing;
  }

  void start() {
    thread.start();
  }

  /**
   * A push is gone, and its HLS file waits for another.
   *
   * @return false, and it does not, if nobody is to go on with it
   */
  synchronized boolean interrupted(SessionFiles files, HlsFile file) {
    if (files.last()) {
      return false;
    }
    Waiting now = new Waiting(files, file, file.interruptedAt().plus(files.plan().continuation()));
    Waiting older = waiting.put(wish(files.push(), files.plan()), now);
    file.growing().waits(now.until);
    log.info("[recording {}] hls file {} waits for its publisher until {}", files.push().stream(), file.identity().fileId(), now.until);
    if (older != null) {
      land(older);
    }
    if (waiting.size() > WAITING_MAX) {
      Instant first = waiting.values().stream().map(Waiting::until).min(Comparator.naturalOrder()).orElseThrow();
      end(some -> waiting.get(some).until.equals(first));
    }
    notifyAll();
    return true;
  }

  /** The file that a push goes on with, which the caller has from then on. One that waited for the stream in vain lands. */
  synchronized Optional<Waiting> take(Push push, RecordPlan plan) {
    Waiting found = waiting.remove(wish(push, plan));
    if (found == null) {
      return Optional.empty();
    }
    if (push.startedAt().isAfter(found.until) || !found.file.identity().plan().continuedBy(plan)) {
      land(found);
      return Optional.empty();
    }
    found.file.growing().goesOn();
    return Optional.of(found);
  }

  /** Nobody goes on with what was recorded of a stream, for whatever reason. */
  synchronized void end(StreamKey stream, String realm) {
    end(wish -> wish.stream.equals(stream) && wish.realm.equals(realm));
  }

  /** Nobody goes on with what a task has recorded. */
  synchronized void endTask(String taskId) {
    end(wish -> wish.taskId.equals(taskId));
  }

  /** Lands files whose time is over. */
  synchronized void look() {
    Instant now = clock.instant();
    end(wish -> now.isAfter(waiting.get(wish).until));
  }

  String realm(Push push) {
    return realms.apply(push.domain());
  }

  private Wish wish(Push push, RecordPlan plan) {
    return new Wish(push.stream(), realm(push), plan.taskId());
  }

  private void end(Predicate<Wish> which) {
    List.copyOf(waiting.keySet()).stream().filter(which).forEach(wish -> land(waiting.remove(wish)));
  }

  /** Players are told that it waits until it has landed: then they find it in the catalogue. */
  private void land(Waiting ended) {
    ended.files.endContinuation(ended.file);
    landing.accept(ended.files);
  }

  private synchronized void run() {
    while (!closed) {
      look();
      try {
        wait(waiting.isEmpty() ? 0 : Math.clamp(untilNextMs(), 1, LOOK_MAX_MS));
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private long untilNextMs() {
    Instant now = clock.instant();
    return waiting.values().stream().mapToLong(each -> Duration.between(now, each.until).toMillis() + 1).min().orElse(LOOK_MAX_MS);
  }

  /** Ends the thread; what waits is taken up by the next start. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      // Unlike the join of a Duration this one takes a thread that was never started: a start that fails closes what there is.
      thread.join(CLOSE_WAIT.toMillis());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
