package io.livetape.media;

import java.util.List;

/**
 * What lists of files tell of a file's tracks.
 *
 * @param width of the picture in pixels, 0 without one, as is {@code height}
 * @param videoCodec its {@linkplain Format#name() short name}, empty without pictures
 * @param audioCodec likewise, empty without sound
 * @param sampleRateHz of the sound, 0 without it
 */
public record TrackFacts(int width, int height, String videoCodec, String audioCodec, int sampleRateHz) {
  private static final TrackFacts NONE = new TrackFacts(0, 0, "", "", 0);

  /** Of each kind the last counts. */
  public static TrackFacts of(List<Track> tracks) {
    TrackFacts facts = NONE;
    for (Track track : tracks) {
      facts = facts.with(track.format());
    }
    return facts;
  }

  private TrackFacts with(Format format) {
    return switch (format) {
      case Format.Video video -> new TrackFacts(video.width(), video.height(), video.name(), audioCodec, sampleRateHz);
      case Format.Audio audio -> new TrackFacts(width, height, videoCodec, audio.name(), audio.sampleRate());
    };
  }
}
