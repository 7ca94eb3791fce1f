package io.livetape.media;

/** What a track holds: the codec and its out-of-band configuration. Immutable values that compare by content. */
public sealed interface Format permits Format.Video, Format.Audio {

  /**
   * The codec configuration exactly as an MP4 sample entry stores it: the payload of avcC, hvcC, av1C, vpcC, dOps, or an
   * AudioSpecificConfig.
   */
  Bytes config();

  /** The short lower-case name used in file properties and callbacks: {@code h264}, {@code aac} … */
  String name();

  /** The codec string of RFC 6381, such as {@code avc1.64001f}. */
  String codecs();

  /** Moving pictures. Width and height are of the shown (cropped) picture, in pixels. */
  sealed interface Video extends Format permits H264, H265, Av1, Vp9 {
    int width();

    int height();
  }

  /** Sound. */
  sealed interface Audio extends Format permits Aac, Opus {
    /** The rate of the coded frames in Hz (half of what is heard of HE-AAC), which is also the timescale in containers. */
    int sampleRate();

    int channelCount();

    /** How many ticks of the {@link #sampleRate} grid one coded frame lasts. */
    int durationOf(Sample sample);
  }
}
