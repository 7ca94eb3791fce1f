package io.livetape.vod.upload;

import io.livetape.media.FileFormat;
import io.livetape.media.Format;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Track;
import io.livetape.media.TrackFacts;
import io.livetape.media.adts.AdtsScan;
import io.livetape.media.flv.FlvScan;
import io.livetape.media.flv.FlvTagBody;
import io.livetape.media.mp4.MovieFacts;
import io.livetape.vod.RecordedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file that came from elsewhere is, by what is in it; its name says nothing. Samples are not decoded.
 *
 * @param content as the catalogue has it
 */
public record Recognised(FileFormat format, RecordedFile.Content content) {
  private static final int HEAD_BYTES = 12;
  private static final int FLV_TIMESCALE = 1000;
  /** The index of key frames is not looked at. */
  private static final int INDEX_MIN = 2;
  /** What may lie behind the last whole frame of a sound file: somebody's tags. */
  private static final int TAIL_MAX_BYTES = 64 << 10;

  /** @throws MalformedMediaException if it is nothing that can be taken; the message says what it is instead, where that can be said */
  public static Recognised of(Path file) throws IOException, MalformedMediaException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
      while (head.hasRemaining() && channel.read(head, head.position()) >= 0) {
        // A read may be short.
      }
      String text = new String(head.array(), StandardCharsets.ISO_8859_1);
      if (text.startsWith("ftyp", 4)) {
        return movie(channel);
      }
      if (text.startsWith("FLV")) {
        return flv(channel);
      }
      if ((head.getShort(0) & 0xFFF6) == 0xFFF0) {
        return sound(channel);
      }
      throw new MalformedMediaException(0, "it is none of MP4, FLV, AAC and HLS");
    }
  }

  private static Recognised movie(FileChannel channel) throws IOException, MalformedMediaException {
    MovieFacts facts = MovieFacts.of(channel);
    return new Recognised(FileFormat.MP4, new RecordedFile.Content(
        facts.durationMs(), 0, channel.size(), facts.width(), facts.height(), facts.videoCodec(), facts.audioCodec()));
  }

  private static Recognised sound(FileChannel channel) throws IOException, MalformedMediaException {
    AdtsScan scan = AdtsScan.of(channel);
    if (scan.frameCount() == 0 || channel.size() - scan.wholeSizeBytes() > TAIL_MAX_BYTES) {
      throw new MalformedMediaException(scan.wholeSizeBytes(), "it is not AAC from here on");
    }
    return new Recognised(
        FileFormat.AAC, new RecordedFile.Content(scan.duration().toMillis(), 0, channel.size(), 0, 0, "", "aac", 0, 0, scan.sampleRateHz()));
  }

  private static Recognised flv(FileChannel channel) throws IOException, MalformedMediaException {
    Tracks tracks = new Tracks();
    FlvScan scan = FlvScan.of(channel, INDEX_MIN, tracks);
    if (scan.tagCount() == 0 || tracks.found.isEmpty()) {
      throw new MalformedMediaException(scan.endOffset(), "it holds neither pictures nor sound of a kind that is known here");
    }
    TrackFacts facts = TrackFacts.of(tracks.found);
    return new Recognised(FileFormat.FLV, new RecordedFile.Content(scan.lastTimestampMs(), 0, channel.size(), facts.width(), facts.height(),
        facts.videoCodec(), facts.audioCodec(), scan.pictures().rate(scan.lastTimestampMs()), scan.pictures().sizeBytes(),
        facts.sampleRateHz()));
  }

  /** The first track of each kind. */
  private static final class Tracks implements FlvScan.Visitor {
    private final List<Track> found = new ArrayList<>();

    @Override
    public void tag(FlvTagBody body, ByteBuffer buffer, long timestampMs) throws MalformedMediaException {
      // A VP9 configuration does not tell the size of the picture.
      if (body.kind() != FlvTagBody.Kind.CONFIG || body.codec() == FlvTagBody.Codec.VP9) {
        return;
      }
      Format format = body.format();
      Track track = new Track(format instanceof Format.Video ? Track.VIDEO_ID : Track.AUDIO_ID, FLV_TIMESCALE, format);
      if (found.stream().noneMatch(known -> known.id() == track.id())) {
        found.add(track);
      }
    }
  }
}
