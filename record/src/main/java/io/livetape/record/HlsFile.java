package io.livetape.record;

import io.livetape.media.FileFormat;
import io.livetape.media.Pictures;
import io.livetape.media.Track;
import io.livetape.media.hls.HlsPlaylist;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One HLS file: what is known of it over all the pushes that it is made of.
 *
 * <p>Used on the publisher's thread of the push that goes on with it; between two pushes {@link Continuations} has it.
 */
final class HlsFile {
  private final OpenFile identity;
  private final GrowingHls growing;
  private final boolean ofEarlierRun;
  private final Map<Integer, Track> tracks = new LinkedHashMap<>();
  private final PlaylistFile firstBody;
  private PlaylistFile body;
  private boolean begun;
  private int tapeCount;
  private long durationMs;
  private long bodyBytes;
  private Pictures pictures = Pictures.NONE;
  private Instant endedAt;
  private Instant interruptedAt;

  private HlsFile(OpenFile identity, GrowingHls growing, PlaylistFile body, boolean ofEarlierRun) {
    this.identity = identity;
    this.growing = growing;
    this.body = body;
    firstBody = body;
    this.ofEarlierRun = ofEarlierRun;
    begun = ofEarlierRun;
    endedAt = identity.startedAt();
    interruptedAt = identity.startedAt();
  }

  /** A new one, which players can see from now on. */
  static HlsFile begin(OpenFile identity, RecorderParts parts) {
    return open(identity, parts, false);
  }

  /** One that an earlier process has begun; its list of segments is not there before {@link #rebuilt}. */
  static HlsFile ofEarlierRun(OpenFile identity, RecorderParts parts, int tapeCount, Instant interruptedAt) {
    HlsFile file = open(identity, parts, true);
    file.tapeCount = tapeCount;
    file.interruptedAt = interruptedAt;
    return file;
  }

  private static HlsFile open(OpenFile identity, RecorderParts parts, boolean ofEarlierRun) {
    String bodyName = SpoolNames.playlistBody(identity.fileId());
    Path path = parts.spool().path(bodyName);
    int targetSeconds = Math.max(1, (int) Math.ceil(parts.config().segmentTarget().toMillis() / 1000.0));
    GrowingHls growing = new GrowingHls(
        identity.fileId(), identity.push().stream(), identity.plan().part(FileFormat.HLS).filing(), path, targetSeconds);
    parts.growing().put(identity.fileId(), growing);
    return new HlsFile(identity, growing, parts.spool().createPlaylist(bodyName), ofEarlierRun);
  }

  OpenFile identity() {
    return identity;
  }

  GrowingHls growing() {
    return growing;
  }

  PlaylistFile body() {
    return body;
  }

  /** Whether it can only be finished from its tapes, because what is known here does not go back to its beginning. */
  boolean ofEarlierRun() {
    return ofEarlierRun;
  }

  /** The place of its next tape. */
  int tapeCount() {
    return tapeCount;
  }

  /** When the last push that gave it anything was gone. */
  Instant interruptedAt() {
    return interruptedAt;
  }

  /** @param first whether it is the push's first; then the list goes on behind what an earlier push has left */
  void tapeBegins(OpenTape tape, List<Track> its, GrowingHls.TapePlace place, boolean first) {
    if (first && begun) {
      body = body.next();
    }
    begun = true;
    tapeCount++;
    its.forEach(track -> tracks.put(track.id(), track));
    growing.add(tape.tapeId(), place);
    growing.shows(List.copyOf(tracks.values()));
  }

  /** A segment is complete; the caller has its entry appended to the body once its bytes are written. */
  void add(Duration segment, int entryBytes) {
    growing.raiseTargetDuration(HlsPlaylist.targetDurationSeconds(segment));
    durationMs += segment.toMillis();
    bodyBytes += entryBytes;
  }

  /** What a tape of it has of them, now that it has ended. */
  void add(Pictures more) {
    pictures = pictures.plus(more);
  }

  /** A push that gave it something is gone. */
  void pushEnds(Instant lastMediaAt, Instant now) {
    endedAt = lastMediaAt;
    interruptedAt = now;
  }

  /** What an earlier process has recorded of it is in its list now. Any thread. */
  void rebuilt(RecoveredPlaylist playlist) {
    growing.raiseTargetDuration(playlist.targetDurationSeconds());
    growing.shows(playlist.tracks());
    firstBody.rebuilt(playlist.entries().length());
  }

  ClosedFile closed() {
    return new ClosedFile(identity, body.path(), List.copyOf(tracks.values()), endedAt, durationMs, bodyBytes, pictures);
  }
}
