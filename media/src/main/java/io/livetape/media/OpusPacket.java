package io.livetape.media;

/**
 * How long an Opus packet lasts (RFC 6716, 3.1 and 3.2):
 * <pre>
 *   | config: 5 | stereo | code: 2 |                code 0: one frame, 1 and 2: two
 *   | variable | padding | frame count: 6 |         with code 3 only
 * </pre>
 */
final class OpusPacket {
  private static final int TICKS_DEFAULT = 960;

  /** A packet lasts 120 ms at most (RFC 6716, 3.2.5, R5). */
  private static final int TICKS_MAX = 5_760;

  private OpusPacket() {}

  /** Ticks of the 48 kHz grid; 20 ms for a packet that is empty or malformed. No allocation. */
  static int ticks(Sample packet) {
    if (packet.sizeBytes() == 0) {
      return TICKS_DEFAULT;
    }
    int ticks = frameTicks(packet.at(0) >> 3) * frameCount(packet);
    return ticks == 0 || ticks > TICKS_MAX ? TICKS_DEFAULT : ticks;
  }

  /** Configurations 0 to 11 are SILK, 12 to 15 hybrid, 16 to 31 CELT (table 2). */
  private static int frameTicks(int config) {
    if (config < 12) {
      return (config & 3) == 3 ? 2_880 : 480 << (config & 3);
    }
    return config < 16 ? 480 << (config & 1) : 120 << (config & 3);
  }

  /** 0 where the count is missing. */
  private static int frameCount(Sample packet) {
    return switch (packet.at(0) & 3) {
      case 0 -> 1;
      case 3 -> packet.sizeBytes() == 1 ? 0 : packet.at(1) & 0x3F;
      default -> 2;
    };
  }
}
