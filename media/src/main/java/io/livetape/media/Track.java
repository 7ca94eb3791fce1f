package io.livetape.media;

/**
 * One elementary stream.
 *
 * @param id small number, unique within its stream: {@link #VIDEO_ID} or {@link #AUDIO_ID} for the usual pair
 * @param timescale ticks per second of this track's {@code dts} and composition offsets
 */
public record Track(int id, int timescale, Format format) {
  public static final int VIDEO_ID = 1;
  public static final int AUDIO_ID = 2;

  public Track {
    if (id < 1 || timescale < 1) {
      throw new IllegalArgumentException("track id and timescale must be positive: " + id + ", " + timescale);
    }
  }

  public boolean video() {
    return format instanceof Format.Video;
  }

  public boolean audio() {
    return format instanceof Format.Audio;
  }
}
