package io.livetape.media.mp4;

import io.livetape.media.Aac;
import io.livetape.media.Av1;
import io.livetape.media.Bytes;
import io.livetape.media.Format;
import io.livetape.media.H264;
import io.livetape.media.H265;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Opus;
import io.livetape.media.Track;
import io.livetape.media.Vp9;
import java.util.ArrayList;
import java.util.List;

/**
 * A track as the tape's header describes it; the same when made from a {@link Track} and when read back from a file.
 *
 * @param id {@code track_ID}
 * @param timescale ticks per second
 * @param width of the shown picture in pixels, 0 for audio
 * @param stsd the whole {@code stsd} box
 * @param sampleEntry its entry's type: {@code avc1}, {@code hvc1}, {@code av01}, {@code vp09}, {@code mp4a}, {@code Opus}
 * @param config the codec configuration in it, as {@link Format#config()} has it
 */
public record TapeTrack(int id, int timescale, boolean video, int width, int height, Bytes stsd, String sampleEntry, Bytes config) {

  /** The coarsest and the finest clock a track may have: from below the lowest AAC rate to above any use. */
  static final int TIMESCALE_MIN = 1_000;
  static final int TIMESCALE_MAX = 10_000_000;

  public TapeTrack {
    if (id < 1 || timescale < TIMESCALE_MIN || timescale > TIMESCALE_MAX) {
      throw new IllegalArgumentException("track id or timescale out of range: " + id + ", " + timescale);
    }
  }

  /** The track it was made from. */
  public Track track() throws MalformedMediaException {
    return new Track(id, timescale, format(sampleEntry, config, width, height));
  }

  static Format format(String sampleEntry, Bytes config, int width, int height) throws MalformedMediaException {
    return switch (sampleEntry) {
      case "avc1", "avc3" -> H264.parse(config);
      case "hvc1", "hev1" -> H265.parse(config);
      case "av01" -> Av1.parse(config);
      case "vp09" -> Vp9.parse(config, width, height);
      case "mp4a" -> Aac.parse(config);
      case "Opus" -> Opus.parse(config);
      case "encv", "enca" -> throw new MalformedMediaException(0, "its samples are encrypted");
      default -> throw new MalformedMediaException(0, "unknown sample entry " + sampleEntry);
    };
  }

  /** All of a tape's, in its order. */
  public static List<Track> tracks(List<TapeTrack> found) throws MalformedMediaException {
    List<Track> tracks = new ArrayList<>();
    for (TapeTrack track : found) {
      tracks.add(track.track());
    }
    return tracks;
  }

  static TapeTrack of(Track track) {
    BoxWriter stsd = new BoxWriter();
    SampleEntries.stsd(stsd, track.format());
    Bytes box = Bytes.copyOf(stsd.written(), 0, (int) stsd.sizeBytes());
    String sampleEntry = FourCc.text(box.buffer().getInt(20));
    return switch (track.format()) {
      case Format.Video video ->
          new TapeTrack(track.id(), track.timescale(), true, video.width(), video.height(), box, sampleEntry, video.config());
      case Format.Audio audio -> new TapeTrack(track.id(), track.timescale(), false, 0, 0, box, sampleEntry, audio.config());
    };
  }
}
