package io.livetape.record;

import io.livetape.media.Format;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Track;
import io.livetape.media.flv.FlvMetadata;
import io.livetape.media.flv.FlvScan;
import io.livetape.media.flv.FlvTagBody;
import io.livetape.media.flv.FlvTags;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/** Cuts an FLV file back to its last whole tag and writes its metadata. */
final class RecoveredFlv {
  /** The sequence headers come right behind the metadata; a configuration is never this long. */
  private static final int HEAD_BYTES = 128 * 1024;

  private RecoveredFlv() {}

  static Salvage.Found finish(FileChannel channel) throws IOException {
    FlvScan scan = FlvScan.of(channel, FlvOutput.INDEX_CAPACITY);
    if (!scan.audio() && !scan.video()) {
      return null;
    }
    channel.truncate(scan.endOffset());
    List<Track> tracks = tracks(channel);
    long durationMs = scan.lastTimestampMs() - scan.firstTimestampMs();
    ByteBuffer tag = ByteBuffer.allocate(FlvMetadata.tagBytes(FlvOutput.INDEX_CAPACITY));
    new FlvMetadata(tracks, durationMs, scan.endOffset(), scan.lastTimestampMs(), scan.index()).putTag(tag);
    channel.write(tag.flip(), FlvTags.FILE_HEADER_BYTES);
    return new Salvage.Found(tracks, durationMs);
  }

  /** The tracks whose sequence headers stand at the head of the file. */
  private static List<Track> tracks(FileChannel channel) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
    while (head.hasRemaining() && channel.read(head, head.position()) >= 0) {
      // A read may be short.
    }
    List<Track> tracks = new ArrayList<>();
    int limit = head.position();
    int at = FlvTags.FILE_HEADER_BYTES;
    while (tracks.size() < 2 && at + FlvTags.HEADER_BYTES < limit) {
      int type = head.get(at);
      int bodyBytes = head.getInt(at) & 0xFFFFFF;
      if (at + FlvTags.tagBytes(bodyBytes) > limit) {
        break;
      }
      add(tracks, type, head, at + FlvTags.HEADER_BYTES, bodyBytes);
      at += FlvTags.tagBytes(bodyBytes);
    }
    return tracks;
  }

  private static void add(List<Track> tracks, int type, ByteBuffer head, int offset, int bodyBytes) {
    try {
      FlvTagBody body = new FlvTagBody();
      if (type == FlvTags.VIDEO && body.readVideo(head, offset, bodyBytes).kind() == FlvTagBody.Kind.CONFIG
          && body.codec() != FlvTagBody.Codec.VP9) {
        tracks.add(new Track(Track.VIDEO_ID, MediaClock.VIDEO_TIMESCALE, body.format()));
      } else if (type == FlvTags.AUDIO && body.readAudio(head, offset, bodyBytes).kind() == FlvTagBody.Kind.CONFIG) {
        Format format = body.format();
        tracks.add(new Track(Track.AUDIO_ID, MediaClock.containerTimescale(format), format));
      }
    } catch (MalformedMediaException _) {
      // We wrote it ourselves, so this is disk damage: the file's properties stay unknown, its media is kept.
    }
  }
}
