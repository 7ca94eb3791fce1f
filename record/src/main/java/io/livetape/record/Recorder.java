package io.livetape.record;

import io.livetape.db.Database;
import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.live.PushListener;
import io.livetape.live.StreamKey;
import io.livetape.media.FileFormat;
import io.livetape.store.BlobStore;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records every push that its policy asks for, and finishes what an earlier process left behind. Any thread. */
public final class Recorder implements PushListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Recorder.class);

  private final RecordPolicy policy;
  private final InstantSource wallClock;
  private final RecorderParts parts;
  private final Map<Long, GrowingHls> growing = new ConcurrentHashMap<>();
  private final Map<RunningKey, Recording> running = new ConcurrentHashMap<>();
  private final Set<CompletableFuture<Void>> landing = ConcurrentHashMap.newKeySet();
  private final RecordMetrics metrics = new RecordMetrics();
  private final Recovery recovery;
  private volatile CompletableFuture<Void> recovered = CompletableFuture.completedFuture(null);

  /** @param taskId empty for the recording that the policy asks for */
  private record RunningKey(LiveStream stream, String taskId) {}

  /**
   * @param ids new positive ids, unique for the installation, rising
   * @param realms from a push domain to the name under which its streams are known; must not block
   */
  public Recorder(
      RecordConfig config, RecordPolicy policy, BlobStore store, Database database, LandingListener listener,
      RecordingListener recordings, LongSupplier ids, UnaryOperator<String> realms, InstantSource wallClock) throws IOException {
    this.policy = policy;
    this.wallClock = wallClock;
    Spool spool = new Spool(config);
    Landing landing = new Landing(store, database, metrics, Landing.RETRY_FIRST);
    Continuations continuations = new Continuations(wallClock, realms, this::lands);
    parts = new RecorderParts(
        config, spool, store, landing, database, listener, recordings, ids, wallClock, growing, continuations, metrics);
    recovery = new Recovery(parts);
    continuations.start();
  }

  /**
   * Finishes what an earlier process left behind, in the background. Call once, before the first push.
   *
   * @return completes when all of it is landed
   */
  public CompletableFuture<Void> recover() throws IOException, SQLException {
    recovery.collect();
    recovered = recovery.run();
    return recovered;
  }

  /** Leaves what recovery has not begun to the next start. */
  public void stopRecovering() {
    recovery.stop();
  }

  public RecordMetrics metrics() {
    return metrics;
  }

  /** Whether nothing is recorded, because there is too little room on the disk. */
  public boolean diskFull() {
    return parts.spool().full();
  }

  /** How many writes wait for the disk, over all recordings. */
  public int waitingWriteCount() {
    return parts.spool().queueLength();
  }

  /** HLS files that are being recorded, or wait for their publisher, and may be played meanwhile. */
  public Collection<GrowingHls> growing() {
    return List.copyOf(growing.values());
  }

  public Optional<GrowingHls> growing(long fileId) {
    return Optional.ofNullable(growing.get(fileId));
  }

  /** The newest HLS file being recorded of a stream; without one, the newest of those that wait for their publisher. */
  public Optional<GrowingHls> growing(StreamKey stream) {
    return growing.values().stream().filter(hls -> hls.stream().equals(stream))
        .max(Comparator.<GrowingHls, Boolean>comparing(hls -> hls.waitsUntil().isEmpty()).thenComparingLong(GrowingHls::fileId));
  }

  /** Whether an HLS file is being recorded of a live stream, or will be once its first samples are there. */
  public boolean recordsHls(LiveStream stream) {
    return running.values().stream().anyMatch(
        recording -> recording.stream() == stream && recording.files().plan().formats().contains(FileFormat.HLS));
  }

  @Override
  public void pushBegan(LiveStream stream) {
    RecordPlan plan = policy.planFor(stream.push());
    if (plan.formats().isEmpty()) {
      log.info("[recording {}] not recorded: neither the configuration nor the push address asks for it", stream.key());
      parts.continuations().take(stream.push(), plan);
      return;
    }
    record(stream, plan);
  }

  /**
   * Records a push from its very beginning, beside other recordings of it. On the stream's thread, while listeners hear of the push; for
   * any other time there is {@link #join}.
   */
  public void record(LiveStream stream, RecordPlan plan) {
    SessionFiles files = new SessionFiles(parts, stream.push(), plan, parts.ids().getAsLong());
    Recording recording = new Recording(stream, files, session(files), this::ended);
    if (begins(recording)) {
      files.takeUp();
      stream.attachNow(recording);
    }
  }

  /** Records the rest of a push, from its next key frame on, beside other recordings of it. Any thread. */
  public synchronized void join(LiveStream stream, RecordPlan plan) {
    SessionFiles files = new SessionFiles(parts, stream.push(), plan, parts.ids().getAsLong());
    Recording recording = new Recording(stream, files, new MidStreamStart(session(files), plan.audioOnly()), this::ended);
    if (begins(recording)) {
      files.takeUp();
      stream.attach(recording);
    }
  }

  /** Ends the recordings that a task asked for, wherever they run; their pushes go on. Any thread; returns at once. */
  public synchronized void end(String taskId) {
    running.values().stream().filter(recording -> recording.taskId().equals(taskId)).forEach(Recording::dismiss);
    parts.continuations().endTask(taskId);
  }

  /**
   * Ends the recording of a push that the policy asked for; the push goes on, and what tasks record of it. The next push is recorded as the
   * policy says. Any thread; returns at once.
   *
   * @return false when there is none
   */
  public boolean end(LiveStream stream) {
    Optional<Recording> recording = Optional.ofNullable(running.get(new RunningKey(stream, "")));
    recording.ifPresent(Recording::dismiss);
    return recording.isPresent();
  }

  /**
   * Nobody is to go on with the HLS files of a stream: those that wait for its publisher land now, others at the end of the push. Any
   * thread; returns at once.
   *
   * @param realm of the push domain
   */
  public void endContinuation(StreamKey stream, String realm) {
    running.values().stream().filter(recording -> recording.stream().key().equals(stream))
        .filter(recording -> parts.continuations().realm(recording.stream().push()).equals(realm))
        .forEach(recording -> recording.files().notContinued());
    parts.continuations().end(stream, realm);
  }

  /** The pushes that are being recorded, one or several times each. Any thread. */
  public Set<LiveStream> recorded() {
    return running.keySet().stream().map(RunningKey::stream).collect(Collectors.toUnmodifiableSet());
  }

  /** What is recorded of a push just now, by rule and by tasks. Any thread. */
  public List<RecordPlan> plans(LiveStream stream) {
    return running.values().stream().filter(recording -> recording.stream() == stream).map(recording -> recording.files().plan()).toList();
  }

  /** How many recordings of a push run for tasks. Any thread. */
  public int taskCount(LiveStream stream) {
    return (int) running.keySet().stream().filter(key -> key.stream == stream && !key.taskId.isEmpty()).count();
  }

  /** Notes it; a task has one recording of a push, however often it asks for it. */
  private boolean begins(Recording recording) {
    RecordPlan plan = recording.files().plan();
    if (plan.formats().isEmpty() || running.putIfAbsent(new RunningKey(recording.stream(), recording.taskId()), recording) != null) {
      return false;
    }
    log.info("[recording {}] begins{}: {}{}", recording.stream().key(), plan.taskId().isEmpty() ? "" : " for task " + plan.taskId(),
        plan.parts().entrySet().stream().map(Recorder::text).sorted().toList(), plan.audioOnly() ? ", audio only" : "");
    return true;
  }

  private static String text(Map.Entry<FileFormat, FormatPlan> part) {
    String label = part.getKey().label();
    return part.getKey() == FileFormat.HLS ? label : label + " cut every " + part.getValue().interval().toSeconds() + " s";
  }

  private RecordingSession session(SessionFiles files) {
    RecordConfig config = parts.config();
    RecordingSession.Limits limits = new RecordingSession.Limits(config.trackWait().toMillis(), config.budgetBytes());
    return new RecordingSession(files, limits, wallClock, splitters(files, files.plan()), metrics);
  }

  /** Outputs that are cut at the same length share a splitter, and so their cuts. */
  private static List<Splitter> splitters(SessionFiles files, RecordPlan plan) {
    Map<Duration, List<Output>> byInterval = new TreeMap<>();
    if (plan.tape()) {
      add(byInterval, plan.tapeInterval(), new KeyFrameJoin(retried(new TapeOutput(files), files)));
    }
    if (plan.formats().contains(FileFormat.FLV)) {
      add(byInterval, plan.part(FileFormat.FLV).interval(), retried(new FlvOutput(files), files));
    }
    if (plan.formats().contains(FileFormat.AAC)) {
      add(byInterval, plan.part(FileFormat.AAC).interval(), retried(new AdtsOutput(files), files));
    }
    return byInterval.entrySet().stream().map(entry -> new Splitter(entry.getKey(), entry.getValue())).toList();
  }

  private static void add(Map<Duration, List<Output>> byInterval, Duration interval, Output output) {
    byInterval.computeIfAbsent(interval, _ -> new ArrayList<>()).add(output);
  }

  private static Output retried(Output output, SessionFiles files) {
    return new DiskRetry(output, files, System::nanoTime);
  }

  /** Each recording hears of the end itself. */
  @Override
  public void pushEnded(LiveStream stream, EndReason reason) {}

  private void ended(Recording recording) {
    lands(recording.files());
    running.remove(new RunningKey(recording.stream(), recording.taskId()));
  }

  private void lands(SessionFiles files) {
    CompletableFuture<Void> landed = files.allLanded();
    landing.add(landed);
    landed.whenComplete((_, _) -> landing.remove(landed));
  }

  /**
   * Waits until what has ended is landed, and recovery has come to its end. HLS files that wait for their publisher have not ended.
   *
   * @return false when that took longer than {@code max}
   */
  public boolean awaitLanded(Duration max) throws InterruptedException {
    CompletableFuture<?>[] open = Stream.concat(landing.stream(), Stream.of(recovered)).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(open).get(max.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("landings never fail", e);
    }
  }

  /** Ends the disk threads; what has not landed is left to recovery. */
  @Override
  public void close() {
    recovery.stop();
    parts.continuations().close();
    parts.spool().close();
    parts.landing().close();
  }
}
