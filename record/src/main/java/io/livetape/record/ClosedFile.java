package io.livetape.record;

import io.livetape.media.Format;
import io.livetape.media.Track;
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
    int width = 0;
    int height = 0;
    String videoCodec = "";
    String audioCodec = "";
    int sampleRateHz = 0;
    for (Track track : tracks) {
      switch (track.format()) {
        case Format.Video video -> {
          width = video.width();
          height = video.height();
          videoCodec = video.name();
        }
        case Format.Audio audio -> {
          audioCodec = audio.name();
          sampleRateHz = audio.sampleRate();
        }
      }
    }
    return new LandedFile(
        identity.fileId(), identity.format(), identity.push(), identity.plan(), identity.startedAt(), endedAt, durationMs,
        identity.mediaStartMs(), totalSizeBytes, width, height, videoCodec, audioCodec, pictures, sampleRateHz, blobKeys,
        playlistKey, recovered);
  }
}
