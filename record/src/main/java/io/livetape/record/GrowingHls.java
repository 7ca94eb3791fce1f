package io.livetape.record;

import io.livetape.live.StreamKey;
import io.livetape.media.Track;
import io.livetape.media.hls.HlsPlaylist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An HLS file that is still being recorded, as a player sees it. Any thread. */
public final class GrowingHls {
  /** Where a tape's bytes are: in the spool, or, once that file is gone, in the store. */
  public record TapePlace(Path spoolFile, String blobKey) {}

  private final long fileId;
  private final StreamKey stream;
  private final FormatPlan.Filing filing;
  private final Path body;
  private final Map<Long, TapePlace> tapes = new ConcurrentHashMap<>();
  private volatile int targetDurationSeconds;
  private volatile List<Track> tracks = List.of();
  private volatile Instant waitsUntil;

  GrowingHls(long fileId, StreamKey stream, FormatPlan.Filing filing, Path body, int targetDurationSeconds) {
    this.fileId = fileId;
    this.stream = stream;
    this.filing = filing;
    this.body = body;
    this.targetDurationSeconds = targetDurationSeconds;
  }

  public long fileId() {
    return fileId;
  }

  public StreamKey stream() {
    return stream;
  }

  /** Where it will be filed. */
  public FormatPlan.Filing filing() {
    return filing;
  }

  /** Every track that is in it so far, newest format each. */
  public List<Track> tracks() {
    return tracks;
  }

  /** Between pushes, and until it has landed: until when it waits for one, or has waited. */
  public Optional<Instant> waitsUntil() {
    return Optional.ofNullable(waitsUntil);
  }

  public Optional<TapePlace> tape(long tapeId) {
    return Optional.ofNullable(tapes.get(tapeId));
  }

  /** The playlist so far; empty while it has no segment. Reads a file. */
  public Optional<String> render() throws IOException {
    try {
      String entries = Files.readString(body);
      return entries.isEmpty() ? Optional.empty() : Optional.of(HlsPlaylist.header(targetDurationSeconds, 0, false) + entries);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /** Whether there is a segment to play. Looks at a file. */
  public boolean playable() throws IOException {
    try {
      return Files.size(body) > 0;
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  int targetDurationSeconds() {
    return targetDurationSeconds;
  }

  void shows(List<Track> known) {
    tracks = known;
  }

  void waits(Instant until) {
    waitsUntil = until;
  }

  void goesOn() {
    waitsUntil = null;
  }

  void add(long tapeId, TapePlace place) {
    tapes.put(tapeId, place);
  }

  /** A segment lasts this long: the playlist's target duration is never below one of its segments. */
  synchronized void raiseTargetDuration(int seconds) {
    targetDurationSeconds = Math.max(targetDurationSeconds, seconds);
  }
}
