package io.livetape.media;

/**
 * AAC audio; {@code config} is an AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1). Rate and channels are those of the coded frames: what
 * is heard of HE-AAC has twice the rate, and with parametric stereo twice the channels.
 *
 * @param frameSamples how many samples a frame stands for: 1024 or 960, with the low delay coders 512 or 480
 */
public record Aac(Bytes config, int sampleRate, int channelCount, int frameSamples, String codecs) implements Format.Audio {
  public Aac {
    if (sampleRate < 1 || channelCount < 1 || frameSamples < 1) {
      throw new IllegalArgumentException("AAC of " + sampleRate + " Hz, " + channelCount + " channels, frames of " + frameSamples);
    }
  }

  /** Reads a configuration as it came from a publisher. */
  public static Aac parse(Bytes audioSpecificConfig) throws MalformedMediaException {
    AudioSpecificConfig read = AudioSpecificConfig.parse(audioSpecificConfig);
    return new Aac(audioSpecificConfig, read.sampleRate(), read.channelCount(), read.frameSamples(), "mp4a.40." + read.objectType());
  }

  @Override
  public String name() {
    return "aac";
  }

  @Override
  public int durationOf(Sample sample) {
    return frameSamples;
  }
}
