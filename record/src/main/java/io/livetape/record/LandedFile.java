package io.livetape.record;

import io.livetape.live.Push;
import io.livetape.media.FileFormat;
import io.livetape.media.Pictures;
import java.time.Instant;
import java.util.List;

/**
 * A finished recording file whose bytes rest in the store.
 *
 * @param startedAt when its first sample came
 * @param endedAt when it was closed; never before {@code startedAt}, whatever the clock did
 * @param durationMs length of the media
 * @param mediaStartMs the publisher's timestamp of the first sample
 * @param sizeBytes of all its blobs, the playlist included
 * @param width 0 without video, as is {@code height}
 * @param videoCodec empty without video
 * @param audioCodec empty without audio
 * @param sampleRateHz 0 without audio
 * @param blobKeys where its bytes are, in order; HLS has one per tape
 * @param playlistKey the playlist's blob, empty for other formats
 * @param recovered whether it was finished after a crash or a disk failure
 */
public record LandedFile(
    long fileId, FileFormat format, Push push, RecordPlan plan, Instant startedAt, Instant endedAt, long durationMs, long mediaStartMs,
    long sizeBytes, int width, int height, String videoCodec, String audioCodec, Pictures pictures, int sampleRateHz,
    List<String> blobKeys, String playlistKey, boolean recovered) {

  public LandedFile {
    blobKeys = List.copyOf(blobKeys);
    endedAt = endedAt.isBefore(startedAt) ? startedAt : endedAt;
  }
}
