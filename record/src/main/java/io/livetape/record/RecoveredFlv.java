package io.livetape.record;

import io.livetape.media.Format;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Sample;
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

/** Cuts an FLV file back to its last whole tag and writes its metadata, as it would have been if its push had ended there. */
final class RecoveredFlv {
  private final List<Track> tracks = new ArrayList<>();
  private final FlvSpan span = new FlvSpan(new MediaSpan(MediaSpan.UNCUT));
  private final Sample sample = new Sample();

  private RecoveredFlv() {}

  static Salvage.Found finish(FileChannel channel) throws IOException {
    RecoveredFlv found = new RecoveredFlv();
    FlvScan scan = FlvScan.of(channel, FlvOutput.INDEX_CAPACITY, found::tag);
    MediaSpan shown = found.span.ended();
    if (shown.isEmpty()) {
      return null;
    }
    ByteBuffer tag = ByteBuffer.allocate(FlvMetadata.tagBytes(FlvOutput.INDEX_CAPACITY));
    if (hasRoomFor(tag.capacity(), channel)) {
      new FlvMetadata(found.tracks, shown.endMs(MediaSpan.UNCUT), scan.endOffset(), scan.lastTimestampMs(), scan.index()).putTag(tag);
      channel.write(tag.flip(), FlvTags.FILE_HEADER_BYTES);
    }
    return new Salvage.Found(found.tracks, shown.lengthMs(MediaSpan.UNCUT), scan.endOffset(), scan.pictures());
  }

  /** A file of another version, or a damaged one, may have less room or none: it keeps what is there, which plays as well. */
  private static boolean hasRoomFor(int tagBytes, FileChannel channel) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(Integer.BYTES);
    channel.read(head, FlvTags.FILE_HEADER_BYTES);
    return head.getInt(0) == (FlvTags.SCRIPT << 24 | tagBytes - FlvTags.tagBytes(0));
  }

  private void tag(FlvTagBody body, ByteBuffer buffer, long timestampMs) throws MalformedMediaException {
    switch (body.kind()) {
      case CONFIG -> config(body);
      case FRAME -> frame(body, buffer, timestampMs);
      case END, IGNORED, UNSUPPORTED -> { }
    }
  }

  /** A VP9 configuration does not tell the size of the picture: its properties stay unknown. */
  private void config(FlvTagBody body) throws MalformedMediaException {
    if (body.codec() == FlvTagBody.Codec.VP9) {
      return;
    }
    Format format = body.format();
    int id = format instanceof Format.Video ? Track.VIDEO_ID : Track.AUDIO_ID;
    tracks.removeIf(known -> known.id() == id);
    tracks.add(new Track(id, MediaClock.containerTimescale(format), format));
  }

  private void frame(FlvTagBody body, ByteBuffer buffer, long timestampMs) {
    switch (body.codec()) {
      case H264, H265, AV1, VP9 -> span.picture(timestampMs, body.compositionOffsetMs());
      case AAC, OPUS -> span.sound(timestampMs, soundMs(body, buffer));
    }
  }

  private long soundMs(FlvTagBody body, ByteBuffer buffer) {
    for (Track track : tracks) {
      if (track.format() instanceof Format.Audio audio) {
        return FlvOutput.soundMs(audio, sample.set(track, 0, 0, true, buffer, body.dataOffset(), body.dataSizeBytes()));
      }
    }
    return 0;
  }
}
