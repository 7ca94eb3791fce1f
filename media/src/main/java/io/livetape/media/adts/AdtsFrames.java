package io.livetape.media.adts;

import io.livetape.media.Aac;
import io.livetape.media.AudioSpecificConfig;
import io.livetape.media.MalformedMediaException;
import java.nio.ByteBuffer;

/**
 * Writes the ADTS header that makes a raw AAC frame self-describing (ISO/IEC 14496-3, 1.A.2.2), without CRC:
 * <pre>
 *   | sync word: 12 = FFF | version 0 | layer: 2 = 0 | no CRC 1 | object type - 1: 2 | rate index: 4 | private 0 |
 *   | channels: 3 | original, home, copyright: 4 = 0 | frame size with header: 13 | buffer fullness: 11 = 7FF | blocks - 1: 2 = 0 |
 * </pre>
 * Immutable; any thread.
 */
public final class AdtsFrames {
  public static final int HEADER_SIZE = 7;

  /** Header and raw frame together: what 13 bits can say. */
  public static final int FRAME_SIZE_MAX = (1 << 13) - 1;

  static final int FRAME_SAMPLES = 1024;
  static final int SYNC_WORD = 0xFFF;

  private static final int OBJECT_TYPE_MAX = 4;
  private static final int CHANNEL_CONFIGURATION_MAX = 7;
  private static final int NO_CRC = 1;
  private static final int VARIABLE_RATE_FULLNESS = 0x7FF;

  private final long fixedBits;

  /** @throws IllegalArgumentException for a format without ADTS form: ask {@link #supports} first */
  public AdtsFrames(Aac format) {
    AudioSpecificConfig config = configOf(format);
    if (config == null || !fits(config)) {
      throw new IllegalArgumentException("no ADTS form for " + format);
    }
    fixedBits = (long) SYNC_WORD << 44 | (long) NO_CRC << 40 | (long) (config.coreObjectType() - 1) << 38
        | (long) config.sampleRateIndex() << 34 | (long) config.channelConfiguration() << 30 | VARIABLE_RATE_FULLNESS << 2;
  }

  /**
   * Whether ADTS can carry the format: object types 1 to 4 (of HE-AAC the core, which players extend by themselves), a rate from the
   * standard's table, one of the seven plain channel configurations, frames of 1024 samples.
   */
  public static boolean supports(Aac format) {
    AudioSpecificConfig config = configOf(format);
    return config != null && fits(config);
  }

  /** Whether a raw frame is small enough for the header's size field. */
  public static boolean fits(int rawFrameSizeBytes) {
    return rawFrameSizeBytes >= 0 && rawFrameSizeBytes <= FRAME_SIZE_MAX - HEADER_SIZE;
  }

  /**
   * Puts the seven bytes at the destination's position, which moves on. No allocation.
   *
   * @throws IllegalArgumentException for a frame that does not {@link #fits fit}
   */
  public void putHeader(int rawFrameSizeBytes, ByteBuffer destination) {
    if (!fits(rawFrameSizeBytes)) {
      throw new IllegalArgumentException("AAC frame of " + rawFrameSizeBytes + " bytes");
    }
    long bits = fixedBits | (long) (HEADER_SIZE + rawFrameSizeBytes) << 13;
    destination.putInt((int) (bits >>> 24)).putShort((short) (bits >>> 8)).put((byte) bits);
  }

  private static boolean fits(AudioSpecificConfig config) {
    return config.coreObjectType() <= OBJECT_TYPE_MAX
        && config.sampleRateIndex() != AudioSpecificConfig.NO_INDEX
        && config.channelConfiguration() >= 1 && config.channelConfiguration() <= CHANNEL_CONFIGURATION_MAX
        && config.frameSamples() == FRAME_SAMPLES;
  }

  /** Null for a configuration that cannot be read. */
  private static AudioSpecificConfig configOf(Aac format) {
    try {
      return AudioSpecificConfig.parse(format.config());
    } catch (MalformedMediaException _) {
      return null;
    }
  }
}
