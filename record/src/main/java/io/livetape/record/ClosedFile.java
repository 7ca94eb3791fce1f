package io.livetape.record;

import io.livetape.media.Pictures;
import io.livetape.media.Track;
import io.livetape.media.TrackFacts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A recording file that is whole and ready to land.
 *
 * @param path in the spool
 * @param tracks every track that is in it, newest format each
 * @param sizeBytes of the file at {@code path}
 * @param pictures what was counted of them
 */
record ClosedFile(
    OpenFile identity, Path path, List<Track> tracks, Instant endedAt, long durationMs, long sizeBytes, Pictures pictures) {

  ClosedFile {
    tracks = List.copyOf(tracks);
  }

  LandedFile landed(List<String> blobKeys, String playlistKey, long totalSizeBytes, boolean recovered) {
    TrackFacts facts = TrackFacts.of(tracks);
    return new LandedFile(
        identity.fileId(), identity.format(), identity.push(), identity.plan(), identity.startedAt(), endedAt, durationMs,
        identity.mediaStartMs(), totalSizeBytes, facts.width(), facts.height(), facts.videoCodec(), facts.audioCodec(), pictures,
        facts.sampleRateHz(), blobKeys, playlistKey, recovered);
  }
}
