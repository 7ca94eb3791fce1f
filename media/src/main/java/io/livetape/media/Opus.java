package io.livetape.media;

import java.nio.ByteBuffer;

/**
 * Opus audio; {@code config} is the payload of a {@code dOps} box (Opus in ISOBMFF, 4.3.2), numbers big-endian:
 * <pre>
 *   | version 0 | channels | pre-skip: 2 | input rate: 4 | gain: 2 | mapping family |
 *   | unless the family is 0: streams | coupled streams | mapping: one byte a channel |
 * </pre>
 * Ogg's identification header (RFC 7845, 5.1) is the same behind the eight letters {@code OpusHead}, but has version 1 and its numbers
 * little-endian. The grid is always 48 kHz.
 */
public record Opus(Bytes config, int channelCount) implements Format.Audio {
  private static final Bytes MAGIC = Bytes.fromHex("4f70757348656164");
  private static final int DOPS_VERSION = 0;
  private static final int HEAD_VERSION = 1;

  /** Heads of versions 0 to 15 can be read alike (RFC 7845, 5.1). */
  private static final int HEAD_VERSION_MAX = 15;
  private static final int FAMILY_OFFSET = 10;
  private static final int FAMILY_0_CHANNELS_MAX = 2;
  private static final int SILENT = 255;

  public Opus {
    if (channelCount < 1) {
      throw new IllegalArgumentException("Opus with " + channelCount + " channels");
    }
  }

  /** Reads a configuration as it came from a publisher. */
  public static Opus parse(Bytes dOps) throws MalformedMediaException {
    return new Opus(dOps, readChannels(BitReader.of(dOps), DOPS_VERSION));
  }

  /** Converts the identification header of Ogg, which enhanced RTMP carries too. */
  public static Opus fromOpusHead(Bytes opusHead) throws MalformedMediaException {
    BitReader reader = BitReader.of(opusHead);
    reader.skipBytes(MAGIC.sizeBytes());
    if (!Bytes.copyOf(opusHead.buffer(), 0, MAGIC.sizeBytes()).equals(MAGIC)) {
      throw new MalformedMediaException(0, "not an OpusHead");
    }
    int channels = readChannels(reader, HEAD_VERSION_MAX);
    ByteBuffer head = opusHead.buffer().position(MAGIC.sizeBytes()).slice();
    ByteBuffer dOps = ByteBuffer.allocate(head.remaining());
    swap(head, dOps, DOPS_VERSION);
    return new Opus(Bytes.copyOf(dOps.array()), channels);
  }

  /** The identification header of Ogg with the same content. */
  public Bytes opusHead() {
    ByteBuffer head = ByteBuffer.allocate(MAGIC.sizeBytes() + config.sizeBytes()).put(MAGIC.buffer());
    swap(config.buffer(), head, HEAD_VERSION);
    return Bytes.copyOf(head.array());
  }

  @Override
  public String name() {
    return "opus";
  }

  @Override
  public String codecs() {
    return "opus";
  }

  @Override
  public int sampleRate() {
    return 48_000;
  }

  /** By the packet's first bytes; 20 ms for a packet that is empty or malformed. */
  @Override
  public int durationOf(Sample sample) {
    return OpusPacket.ticks(sample);
  }

  private static int readChannels(BitReader reader, int versionMax) throws MalformedMediaException {
    int version = reader.bits(8);
    if (version > versionMax) {
      throw reader.malformed("Opus configuration version is " + version + ", at most " + versionMax);
    }
    int channels = reader.bits(8);
    reader.skipBytes(FAMILY_OFFSET - 2);
    int family = reader.bits(8);
    if (channels == 0 || family == 0 && channels > FAMILY_0_CHANNELS_MAX) {
      throw reader.malformed("Opus mapping family " + family + " with " + channels + " channels");
    }
    if (family != 0) {
      checkMapping(reader, channels);
    }
    return channels;
  }

  /** Each channel comes from one of the decoded channels: two of a coupled stream, one of another. */
  private static void checkMapping(BitReader reader, int channels) throws MalformedMediaException {
    int streams = reader.bits(8);
    int coupled = reader.bits(8);
    if (streams == 0 || coupled > streams || streams + coupled > SILENT) {
      throw reader.malformed("Opus with " + streams + " streams, " + coupled + " coupled");
    }
    for (int i = 0; i < channels; i++) {
      int source = reader.bits(8);
      if (source >= streams + coupled && source != SILENT) {
        throw reader.malformed("Opus channel " + i + " comes from " + source + " of " + (streams + coupled));
      }
    }
  }

  /** Copies all of {@code from} with another version and each number's bytes reversed. */
  private static void swap(ByteBuffer from, ByteBuffer to, int version) {
    from.get();
    to.put((byte) version).put(from.get());
    to.putShort(Short.reverseBytes(from.getShort()));
    to.putInt(Integer.reverseBytes(from.getInt()));
    to.putShort(Short.reverseBytes(from.getShort()));
    to.put(from);
  }
}
