package io.livetape.media.flv;

import io.livetape.media.Bytes;
import io.livetape.media.Format;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.PictureSize;
import io.livetape.media.Sample;
import io.livetape.media.SampleReader;
import io.livetape.media.Track;
import io.livetape.media.Vp9;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** The samples of a finished FLV file, in milliseconds; frames before their codec's configuration cannot be decoded and are left out. */
public final class FlvSamples implements SampleReader {
  private static final int TIMESCALE = 1000;

  private final FlvReader tags;
  private final FlvTagBody body = new FlvTagBody();
  private final Sample sample = new Sample();
  private Track video;
  private Track audio;
  /** A VP9 configuration waits for a key frame, which tells the size of the picture. */
  private Bytes vp9Config;

  /**
   * Begins before the first.
   *
   * @param file open for reading; its position is not used, and it stays the caller's
   * @throws MalformedMediaException if it is no FLV file
   */
  public FlvSamples(FileChannel file) throws IOException, MalformedMediaException {
    tags = new FlvReader(file);
  }

  @Override
  public boolean next() throws IOException, MalformedMediaException {
    while (tags.next()) {
      try {
        if (tag()) {
          return true;
        }
      } catch (MalformedMediaException e) {
        throw new MalformedMediaException(tags.offset(), (tags.video() ? "pictures: " : "sound: ") + e.getMessage());
      }
    }
    return false;
  }

  @Override
  public Sample sample() {
    return sample;
  }

  @Override
  public long offset() {
    return tags.offset();
  }

  /** Whether this tag is a sample. */
  private boolean tag() throws MalformedMediaException {
    if (tags.video()) {
      body.readVideo(tags.buffer(), tags.bodyIndex(), tags.bodyBytes());
    } else {
      body.readAudio(tags.buffer(), tags.bodyIndex(), tags.bodyBytes());
    }
    return switch (body.kind()) {
      case CONFIG -> {
        config();
        yield false;
      }
      case FRAME -> frame();
      case UNSUPPORTED -> throw new MalformedMediaException(0, "codec " + body.codecText() + " is not carried here");
      case END, IGNORED -> false;
    };
  }

  private void config() throws MalformedMediaException {
    if (body.codec() == FlvTagBody.Codec.VP9) {
      vp9Config = body.config();
      return;
    }
    announce(body.format());
  }

  private void announce(Format format) {
    switch (format) {
      case Format.Video _ -> video = new Track(Track.VIDEO_ID, TIMESCALE, format);
      case Format.Audio _ -> audio = new Track(Track.AUDIO_ID, TIMESCALE, format);
    }
  }

  private boolean frame() throws MalformedMediaException {
    if (body.codec() == FlvTagBody.Codec.VP9 && body.sync() && vp9Config != null) {
      Optional<PictureSize> size = Vp9.dimensionsOf(tags.buffer(), body.dataOffset(), body.dataSizeBytes());
      if (size.isPresent()) {
        announce(Vp9.parse(vp9Config, size.get().width(), size.get().height()));
      }
    }
    Track track = tags.video() ? video : audio;
    if (track == null) {
      return false;
    }
    sample.set(track, tags.timestampMs(), body.compositionOffsetMs(), body.sync(), tags.buffer(), body.dataOffset(), body.dataSizeBytes());
    return true;
  }
}
