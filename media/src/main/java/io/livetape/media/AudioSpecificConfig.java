package io.livetape.media;

import java.util.Set;

/**
 * What an AudioSpecificConfig says about the coded AAC frames (ISO/IEC 14496-3, 1.6.2.1):
 * <pre>
 *   | object type: 5 (31: 6 more) | rate index: 4 (15: rate, 24 more) | channels: 4 |
 *   | if the type is 5 or 29: rate index of the SBR output | core object type |
 *   | GASpecificConfig: frame length, core coder, extension | program_config_element, if channels is 0 | sync extension … |
 * </pre>
 * Rate and channels are the core coder's: spectral band replication doubles the rate and parametric stereo the channels of what is
 * heard, but frames last {@code frameSamples} at the core rate.
 *
 * @param objectType as signalled first: 2 for AAC LC, 5 for SBR, 29 for SBR with PS
 * @param coreObjectType of the frames themselves; equals {@code objectType} unless that is 5 or 29
 * @param sampleRateIndex place of {@code sampleRate} in the standard's table (also when it was written in full), or {@link #NO_INDEX}
 * @param channelConfiguration 1 to 7 and 11 to 14 as in table 1.19, 0 where a program_config_element lists the channels
 */
public record AudioSpecificConfig(
    int objectType, int coreObjectType, int sampleRate, int sampleRateIndex, int channelConfiguration, int channelCount, int frameSamples) {
  public static final int NO_INDEX = -1;

  /** How many sample rates have an index (table 1.18). */
  public static final int RATE_COUNT = 13;

  /** Rates written in full are taken within these bounds; containers use them as timescales. */
  public static final int SAMPLE_RATE_MIN = 1_000;
  public static final int SAMPLE_RATE_MAX = 192_000;
  public static final int CHANNEL_COUNT_MAX = 64;

  private static final int LC = 2;
  private static final int SBR = 5;
  private static final int LOW_DELAY = 23;
  private static final int PARAMETRIC_STEREO = 29;
  private static final int ENHANCED_LOW_DELAY = 39;
  private static final int TYPE_ESCAPE = 31;
  private static final int RATE_ESCAPE = 15;
  private static final int[] RATES = {96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350};
  private static final int[] CHANNELS = {0, 1, 2, 3, 4, 5, 6, 8, 0, 0, 0, 7, 8, 24, 8, 0};

  /** Main, LC, SSR, LTP, error resilient LC, and the two low delay coders. */
  private static final Set<Integer> CORE_TYPES = Set.of(1, LC, 3, 4, 17, LOW_DELAY, ENHANCED_LOW_DELAY);

  /** Reads as far as needed; what follows, such as a sync extension for SBR, changes nothing here and is not looked at. */
  public static AudioSpecificConfig parse(Bytes config) throws MalformedMediaException {
    BitReader reader = BitReader.of(config);
    int objectType = readObjectType(reader);
    int rate = readRate(reader);
    int channelConfiguration = reader.bits(4);
    int coreType = objectType;
    if (objectType == SBR || objectType == PARAMETRIC_STEREO) {
      readRate(reader);
      coreType = readObjectType(reader);
    }
    if (!CORE_TYPES.contains(coreType)) {
      throw reader.malformed("AAC object type " + coreType + " is not supported");
    }
    boolean shortFrames = reader.flag();
    int channels = channelConfiguration == 0 ? readProgramConfig(reader, coreType) : CHANNELS[channelConfiguration];
    if (channels < 1 || channels > CHANNEL_COUNT_MAX) {
      throw reader.malformed("AAC channel configuration " + channelConfiguration + " with " + channels + " channels");
    }
    return new AudioSpecificConfig(
        objectType, coreType, rate, indexOf(rate), channelConfiguration, channels, frameSamples(coreType, shortFrames));
  }

  /** The sample rate in Hz with an index below {@link #RATE_COUNT}. */
  public static int rateAt(int index) {
    return RATES[index];
  }

  private static int readObjectType(BitReader reader) throws MalformedMediaException {
    int type = reader.bits(5);
    return type == TYPE_ESCAPE ? 32 + reader.bits(6) : type;
  }

  private static int readRate(BitReader reader) throws MalformedMediaException {
    int index = reader.bits(4);
    if (index != RATE_ESCAPE && index >= RATE_COUNT) {
      throw reader.malformed("AAC sample rate index " + index + " is reserved");
    }
    int rate = index == RATE_ESCAPE ? reader.bits(24) : RATES[index];
    if (rate < SAMPLE_RATE_MIN || rate > SAMPLE_RATE_MAX) {
      throw reader.malformed("AAC sample rate of " + rate + " Hz");
    }
    return rate;
  }

  private static int indexOf(int rate) {
    for (int i = 0; i < RATE_COUNT; i++) {
      if (RATES[i] == rate) {
        return i;
      }
    }
    return NO_INDEX;
  }

  /** frameLengthFlag (4.4.1; 4.6.17.2 and 4.6.20 for the low delay coders). */
  private static int frameSamples(int coreType, boolean shortFrames) {
    if (coreType == LOW_DELAY || coreType == ENHANCED_LOW_DELAY) {
      return shortFrames ? 480 : 512;
    }
    return shortFrames ? 960 : 1024;
  }

  /** The rest of GASpecificConfig as far as the channel count in its program_config_element (4.4.1.1). */
  private static int readProgramConfig(BitReader reader, int coreType) throws MalformedMediaException {
    if (coreType == ENHANCED_LOW_DELAY) {
      throw reader.malformed("AAC-ELD without channel configuration");
    }
    reader.skipBits(reader.flag() ? 14 : 0); // dependsOnCoreCoder, coreCoderDelay
    reader.skipBits(1 + 4 + 2 + 4); // extensionFlag, element_instance_tag, object_type, sampling_frequency_index
    int elements = reader.bits(4) + reader.bits(4) + reader.bits(4); // front, side, back
    int lowFrequency = reader.bits(2);
    reader.skipBits(3 + 4); // num_assoc_data_elements, num_valid_cc_elements
    reader.skipBits(reader.flag() ? 4 : 0); // mono_mixdown_element_number
    reader.skipBits(reader.flag() ? 4 : 0); // stereo_mixdown_element_number
    reader.skipBits(reader.flag() ? 3 : 0); // matrix_mixdown_idx, pseudo_surround_enable
    int channels = lowFrequency;
    for (int i = 0; i < elements; i++) {
      channels += reader.flag() ? 2 : 1; // a pair or a single channel
      reader.skipBits(4); // element_tag_select
    }
    return channels;
  }
}
