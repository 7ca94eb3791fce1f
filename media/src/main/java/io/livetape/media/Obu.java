package io.livetape.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Where one open bitstream unit of AV1 lies in a buffer (AV1, 5.3):
 * <pre>
 *   | forbidden 0, type: 4, extension: 1, has size: 1, reserved | extension: 8, if any | size: leb128, if any | payload |
 * </pre>
 *
 * @param payloadStart index of the first payload byte
 * @param end index after the last payload byte
 */
record Obu(int type, int payloadStart, int end) {
  static final int SEQUENCE_HEADER = 1;

  /** A leb128 number has at most this many bytes (4.10.5). */
  private static final int LEB128_SIZE_MAX = 8;

  /** The first unit of a type in a run of units; one without a size goes on to the run's end. */
  static Optional<Obu> find(int type, ByteBuffer buffer, int start, int end) throws MalformedMediaException {
    BitReader reader = BitReader.of(buffer, start, end);
    while (reader.remainingBytes() > 0) {
      Obu obu = read(reader);
      if (obu.type == type) {
        return Optional.of(obu);
      }
    }
    return Optional.empty();
  }

  static void writeLeb128(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest >= 0x80) {
      out.write(rest & 0x7F | 0x80);
      rest >>= 7;
    }
    out.write(rest);
  }

  private static Obu read(BitReader reader) throws MalformedMediaException {
    if (reader.flag()) {
      throw reader.malformed("obu_forbidden_bit is set");
    }
    int type = reader.bits(4);
    boolean extension = reader.flag();
    boolean sized = reader.flag();
    reader.skipBits(1);
    reader.skipBytes(extension ? 1 : 0);
    int sizeBytes = sized ? leb128(reader) : reader.remainingBytes();
    int payloadStart = reader.offset();
    reader.skipBytes(sizeBytes);
    return new Obu(type, payloadStart, payloadStart + sizeBytes);
  }

  /** Seven bits a byte, the lowest first; the top bit says that more follow. */
  private static int leb128(BitReader reader) throws MalformedMediaException {
    long value = 0;
    for (int i = 0; i < LEB128_SIZE_MAX; i++) {
      int octet = reader.bits(8);
      value |= (octet & 0x7FL) << 7 * i;
      if (octet < 0x80) {
        return sizeWithin(reader, value);
      }
    }
    throw reader.malformed("leb128 number of more than " + LEB128_SIZE_MAX + " bytes");
  }

  private static int sizeWithin(BitReader reader, long value) throws MalformedMediaException {
    if (value > reader.remainingBytes()) {
      throw reader.malformed("OBU of " + value + " bytes, " + reader.remainingBytes() + " left");
    }
    return (int) value;
  }
}
