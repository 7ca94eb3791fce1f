package io.livetape.record;

import io.livetape.live.EndReason;
import io.livetape.live.Push;
import io.livetape.live.StreamReader;
import io.livetape.media.Format;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records one push: waits until its tracks are known, cleans its time, decides the cuts, and hands each sample to the outputs.
 *
 * <p>Lives on the publisher's thread. Never waits for the disk: when more than the budget is waiting to be written, or there is no
 * room, samples are dropped, counted and told, until the disk has caught up and the next sync sample comes. On a full disk the files end as
 * well, so that they can be had meanwhile.
 */
final class RecordingSession implements StreamReader {
  private static final Logger log = LoggerFactory.getLogger(RecordingSession.class);

  /**
   * How much media to wait through for a second track that nobody has promised, or that is overdue. What waits is what the death of the
   * process takes, so it has to leave room for a read's tick within half a second.
   */
  private static final long UNPROMISED_WAIT_MS = 250;

  /** How much for one that was promised and is not overdue: encoders send at once what they have collected while they connected. */
  private static final long PROMISED_WAIT_MS = 1_000;

  /**
   * @param trackWaitMs how long to wait, by the clock, for a second track that was promised before recording begins with one
   * @param budgetBytes how much may wait for the disk
   */
  record Limits(long trackWaitMs, long budgetBytes) {}

  private final Push push;
  private final RecordPlan plan;
  private final Limits limits;
  private final InstantSource wallClock;
  private final SessionFiles files;
  private final List<Splitter> splitters;
  private final RecordMetrics metrics;

  /** Announced tracks; those that have had a sample as well are recorded: a silent one would make players wait for it. */
  private List<Track> announced = List.of();
  private final Set<Integer> appeared = new HashSet<>();
  private int promisedTracks;
  private HeldSamples early = new HeldSamples();
  private MediaClock clock;
  private SessionTime time;
  private long zeroMs;
  private boolean videoSynced;
  private boolean catchingUp;
  /** Whether the gap is one that ended the files: a full disk may stay so for long. */
  private boolean brokenOff;
  private long droppedCount;
  private long gapNanos;

  /** @param splitters one for each length at which files are cut */
  RecordingSession(
      SessionFiles files, Limits limits, InstantSource wallClock, List<Splitter> splitters, RecordMetrics metrics) {
    this.files = files;
    push = files.push();
    plan = files.plan();
    this.limits = limits;
    this.wallClock = wallClock;
    this.metrics = metrics;
    this.splitters = List.copyOf(splitters);
  }

  @Override
  public boolean live() {
    return false;
  }

  @Override
  public void onTrack(Track track) {
    if (track.video() && plan.audioOnly()) {
      return;
    }
    boolean known = appeared.contains(track.id());
    if (known) {
      noteChange(track);
    }
    if (clock == null && known) {
      // What waits is of the format before.
      begin();
    }
    List<Track> next = new ArrayList<>(announced);
    next.removeIf(other -> other.id() == track.id());
    next.add(track);
    next.sort(Comparator.comparingInt(Track::id));
    announced = List.copyOf(next);
    if (clock != null && known) {
      videoSynced &= !track.video();
      tellTracks();
    }
  }

  @Override
  public void onTracksPromised(int count) {
    promisedTracks = count;
  }

  /** A format that is told again is none that changed. */
  private void noteChange(Track track) {
    Format before = announced.stream().filter(other -> other.id() == track.id()).findFirst().orElse(track).format();
    if (before.equals(track.format())) {
      return;
    }
    files.timeline().now(time.micros(System.nanoTime()));
    boolean resized = before instanceof Format.Video old && track.format() instanceof Format.Video next
        && (old.width() != next.width() || old.height() != next.height());
    files.timeline().add(
        resized ? TimelineKind.SIZE_CHANGED : track.video() ? TimelineKind.VIDEO_CHANGED : TimelineKind.AUDIO_CHANGED, 1, 0);
  }

  @Override
  public void onSample(Sample sample) {
    if (sample.track().video() && plan.audioOnly()) {
      return;
    }
    long arrivalNanos = System.nanoTime();
    if (clock != null) {
      if (knownNow(sample)) {
        record(sample, arrivalNanos);
      }
      return;
    }
    appears(sample, arrivalNanos);
    early.add(sample, arrivalNanos);
    if (tracksComplete() || waitedLongEnough(arrivalNanos) || early.full()) {
      begin();
    }
  }

  private void appears(Sample sample, long arrivalNanos) {
    long sourceMs = MediaClock.rescale(sample.dts(), sample.track().timescale(), 1000);
    if (early.isEmpty()) {
      time = new SessionTime(Micros.of(wallClock.instant()), arrivalNanos);
      files.began(time);
      files.timeline().now(time.beganMicros());
      files.timeline().addUrgent(TimelineKind.BEGAN, 1, 0);
      zeroMs = sourceMs;
    } else if (!appeared.contains(sample.track().id())) {
      zeroMs = MediaClock.zero(zeroMs, sourceMs, (arrivalNanos - time.beganNanos()) / 1_000_000);
    }
    appeared.add(sample.track().id());
  }

  /** Tells of the sample's track first if that is late; false for pictures before the key frame with which a late picture begins. */
  private boolean knownNow(Sample sample) {
    if (appeared.contains(sample.track().id())) {
      return true;
    }
    if (!sample.sync()) {
      return false;
    }
    appeared.add(sample.track().id());
    tellTracks();
    return true;
  }

  @Override
  public void onEnd(EndReason reason) {
    if (clock == null && !early.isEmpty()) {
      begin();
    }
    splitters.forEach(Splitter::end);
    files.story().ended();
    if (time != null) {
      long nanos = System.nanoTime();
      files.timeline().now(time.micros(nanos));
      files.timeline().add(TimelineKind.ENDED, 1, (nanos - time.beganNanos()) / 1_000_000);
      files.timeline().end();
    }
    if (!files.timeline().summary().isEmpty()) {
      log.info("[recording {}] what happened: {}", push.stream(), files.timeline().summary());
    }
  }

  private boolean tracksComplete() {
    return appeared.size() == (plan.audioOnly() ? 1 : 2);
  }

  /** A track is promised by what the encoder says of itself, or by its sequence header. */
  private boolean waitedLongEnough(long arrivalNanos) {
    boolean promised = Math.max(promisedTracks, announced.size()) > appeared.size();
    long waitedMs = (arrivalNanos - time.beganNanos()) / 1_000_000;
    long spanMs = early.spanMs();
    if (promised && waitedMs < limits.trackWaitMs) {
      return spanMs >= PROMISED_WAIT_MS;
    }
    return spanMs >= Math.min(limits.trackWaitMs, UNPROMISED_WAIT_MS);
  }

  private void begin() {
    clock = new MediaClock(zeroMs, files.timeline());
    files.mediaStartsAt(zeroMs);
    tellTracks();
    HeldSamples first = early;
    early = null;
    first.replay(this::record);
  }

  private void tellTracks() {
    List<Track> tracks = announced.stream().filter(track -> appeared.contains(track.id())).map(clock::track).toList();
    splitters.forEach(splitter -> splitter.tracks(tracks));
  }

  private void record(Sample sample, long arrivalNanos) {
    long atMicros = time.micros(arrivalNanos);
    files.timeline().now(atMicros);
    Sample placed = clock.place(sample, arrivalNanos);
    if (undecodable(placed) || diskCannotTake(placed, arrivalNanos)) {
      return;
    }
    for (Splitter splitter : splitters) {
      splitter.write(placed, atMicros);
    }
  }

  /** Pictures before the first sync sample, of the push or after a gap, cannot be decoded. */
  private boolean undecodable(Sample sample) {
    if (sample.track().audio() || videoSynced) {
      return false;
    }
    videoSynced = sample.sync();
    return !videoSynced;
  }

  private boolean diskCannotTake(Sample sample, long arrivalNanos) {
    boolean full = files.parts().spool().full();
    if (full || files.pendingBytes() > (catchingUp ? limits.budgetBytes / 2 : limits.budgetBytes)) {
      gap(sample, full, arrivalNanos);
      return true;
    }
    if (catchingUp) {
      catchingUp = false;
      brokenOff = false;
      files.story().resumed();
      files.timeline().addUrgent(TimelineKind.GAP_ENDED, 1, (arrivalNanos - gapNanos) / 1_000_000);
      log.warn("[recording {}] goes on after {} lost samples", push.stream(), droppedCount);
    }
    return false;
  }

  private void gap(Sample sample, boolean full, long arrivalNanos) {
    files.timeline().add(sample.track().audio() ? TimelineKind.AUDIO_LOST : TimelineKind.VIDEO_LOST, 1, 0);
    if (!catchingUp) {
      catchingUp = true;
      gapNanos = arrivalNanos;
      files.timeline().addUrgent(TimelineKind.GAP_BEGAN, 1, 0);
      droppedCount = 0;
      metrics.gaps.increment();
      files.story().gap();
      log.warn("[recording {}] gap: the disk is too {}; samples are dropped until it can take them", push.stream(), full ? "full" : "slow");
    }
    if (full && !brokenOff) {
      brokenOff = true;
      splitters.forEach(Splitter::breakOff);
    }
    droppedCount++;
    metrics.droppedSamples.increment();
    videoSynced &= !sample.track().video();
  }
}
