package io.livetape.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * H.265 video; {@code config} is the payload of an {@code hvcC} box (ISO/IEC 14496-15, 8.3.3.1):
 * <pre>
 *   | version 1 | profile space, tier, profile | compatibility: 4 | constraints: 6 | level | … to byte 20
 *   | byte 21: …, length size - 1 in the last two bits | array count |
 *   | array: completeness, NAL unit type | unit count: 2 | { size: 2 | NAL unit } … | array …
 * </pre>
 */
public record H265(Bytes config, int width, int height, String codecs) implements Format.Video {
  /** Arrays are one per NAL unit type, which has six bits. */
  public static final int ARRAY_COUNT_MAX = 64;

  /** Units of one type: the highest picture parameter set id is 63, and the other kinds have fewer. */
  public static final int UNIT_COUNT_MAX = 64;

  private static final int VERSION = 1;
  private static final int LENGTH_SIZE_OFFSET = 21;
  private static final int NAL_TYPE_MASK = 0x3F;
  private static final int NAL_IRAP_FIRST = 16;
  private static final int NAL_IRAP_LAST = 23;
  private static final IntPredicate IRAP = header -> {
    int type = header >> 1 & NAL_TYPE_MASK;
    return type >= NAL_IRAP_FIRST && type <= NAL_IRAP_LAST;
  };

  public H265 {
    new PictureSize(width, height);
  }

  /** Reads a configuration as it came from a publisher; the first SPS says size, profile, tier and level. Trailing bytes are accepted. */
  public static H265 parse(Bytes hvcC) throws MalformedMediaException {
    BitReader reader = BitReader.of(hvcC);
    if (reader.bits(8) != VERSION) {
      throw new MalformedMediaException(0, "hvcC version is not " + VERSION);
    }
    reader.skipBytes(LENGTH_SIZE_OFFSET - 1);
    if ((reader.bits(8) & 3) == 2) {
      throw new MalformedMediaException(LENGTH_SIZE_OFFSET, "NAL unit lengths of 3 bytes");
    }
    H265Sps sps = readArrays(reader, hvcC.buffer());
    return new H265(hvcC, sps.size().width(), sps.size().height(), sps.codecs());
  }

  /**
   * Builds the configuration (4-byte lengths) from bare parameter sets as transport streams carry them; those without start codes.
   *
   * @param sps one or more NAL units of type 33; the first says size, profile and level
   */
  public static H265 fromParameterSets(List<Bytes> vps, List<Bytes> sps, List<Bytes> pps) throws MalformedMediaException {
    H265Sps first = H265Sps.parse(sps.getFirst().buffer(), 0, sps.getFirst().sizeBytes());
    var hvcC = new ByteArrayOutputStream();
    writeHead(hvcC, first, H265Sps.Depths.parse(sps.getFirst().buffer(), 0, sps.getFirst().sizeBytes()));
    int type = H265Sps.NAL_TYPE - 1;
    for (List<Bytes> sets : List.of(vps, sps, pps)) {
      writeArray(hvcC, type++, sets);
    }
    return new H265(Bytes.copyOf(hvcC.toByteArray()), first.size().width(), first.size().height(), first.codecs());
  }

  private static void writeHead(ByteArrayOutputStream hvcC, H265Sps sps, H265Sps.Depths depths) {
    H265Sps.ProfileTierLevel profile = sps.profile();
    ByteBuffer head = ByteBuffer.allocate(LENGTH_SIZE_OFFSET + 2);
    head.put((byte) VERSION).put((byte) (profile.space() << 6 | (profile.highTier() ? 0x20 : 0) | profile.profile()));
    head.putInt(profile.compatibility()).putShort((short) (profile.constraints() >> 32)).putInt((int) profile.constraints());
    head.put((byte) profile.level()).putShort((short) 0xF000).put((byte) 0xFC);
    head.put((byte) (0xFC | sps.chromaFormat())).put((byte) (0xF8 | depths.lumaMinus8())).put((byte) (0xF8 | depths.chromaMinus8()));
    head.putShort((short) 0).put((byte) (sps.subLayerCount() << 3 | 3)).put((byte) 3);
    hvcC.writeBytes(head.array());
  }

  /** Complete: there are no others in the samples. */
  private static void writeArray(ByteArrayOutputStream hvcC, int type, List<Bytes> sets) throws MalformedMediaException {
    if (sets.size() > UNIT_COUNT_MAX || sets.stream().anyMatch(set -> set.sizeBytes() > H264.PARAMETER_SET_SIZE_MAX)) {
      throw new MalformedMediaException(0, "parameter sets that do not fit a configuration");
    }
    hvcC.write(0x80 | type);
    hvcC.write(0);
    hvcC.write(sets.size());
    for (Bytes set : sets) {
      hvcC.write(set.sizeBytes() >> 8);
      hvcC.write(set.sizeBytes());
      hvcC.writeBytes(set.toArray());
    }
  }

  /**
   * Whether a sample holds an intra random access picture (IDR, CRA, BLA), where decoding can begin. Pure, no allocation; false for a
   * sample that is broken before it.
   */
  public static boolean sync(ByteBuffer buffer, int offset, int sizeBytes, int nalLengthSize) {
    return NalUnits.any(buffer, offset, sizeBytes, nalLengthSize, IRAP);
  }

  /** The NAL units of all arrays (VPS, SPS, PPS, SEI), in their order there, without start codes. */
  public List<Bytes> parameterSets() {
    List<Bytes> sets = new ArrayList<>();
    ByteBuffer in = config.buffer().position(LENGTH_SIZE_OFFSET + 1);
    for (int arrays = in.get() & 0xFF; arrays > 0; arrays--) {
      in.get();
      for (int left = Short.toUnsignedInt(in.getShort()); left > 0; left--) {
        int sizeBytes = Short.toUnsignedInt(in.getShort());
        sets.add(Bytes.copyOf(in, in.position(), sizeBytes));
        in.position(in.position() + sizeBytes);
      }
    }
    return sets;
  }

  /** How many bytes hold the length before each NAL unit of a sample: 1, 2 or 4. */
  public int nalLengthSize() {
    return (config.at(LENGTH_SIZE_OFFSET) & 3) + 1;
  }

  @Override
  public String name() {
    return "h265";
  }

  private static H265Sps readArrays(BitReader reader, ByteBuffer hvcC) throws MalformedMediaException {
    int arrayCount = count(reader, 8, ARRAY_COUNT_MAX, "array");
    H265Sps first = null;
    for (int i = 0; i < arrayCount; i++) {
      int type = reader.bits(8) & NAL_TYPE_MASK;
      int unitCount = count(reader, 16, UNIT_COUNT_MAX, "unit");
      for (int j = 0; j < unitCount; j++) {
        int sizeBytes = reader.bits(16);
        int start = reader.offset();
        reader.skipBytes(sizeBytes);
        if (first == null && type == H265Sps.NAL_TYPE) {
          first = H265Sps.parse(hvcC, start, start + sizeBytes);
        }
      }
    }
    if (first == null) {
      throw reader.malformed("hvcC without SPS");
    }
    return first;
  }

  private static int count(BitReader reader, int bits, int max, String name) throws MalformedMediaException {
    int count = reader.bits(bits);
    if (count > max) {
      throw reader.malformed(name + " count is " + count + ", at most " + max);
    }
    return count;
  }
}
