package io.livetape.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * H.264 video; {@code config} is the payload of an {@code avcC} box (ISO/IEC 14496-15, 5.3.3.1):
 * <pre>
 *   | version 1 | profile | constraints | level | 111111, length size - 1 |
 *   | 111, SPS count | { size: 2 | SPS } … | PPS count | { size: 2 | PPS } … |
 *   | 111111, chroma format | 11111, luma depth - 8 | 11111, chroma depth - 8 | SPS extension count | … |
 * </pre>
 * The last line belongs to the high profiles only; writers leave it out or add it as they like, and readers do not need it.
 */
public record H264(Bytes config, int width, int height, String codecs) implements Format.Video {
  /** What the five bits of the count can say. */
  public static final int SPS_COUNT_MAX = 31;

  /** What the eight bits of the count can say. */
  public static final int PPS_COUNT_MAX = 255;

  /** The size of a parameter set is stored in two bytes. */
  public static final int PARAMETER_SET_SIZE_MAX = 65_535;

  private static final int VERSION = 1;
  private static final int NAL_IDR = 5;
  private static final int NAL_TYPE_MASK = 0x1F;
  private static final IntPredicate IDR = header -> (header & NAL_TYPE_MASK) == NAL_IDR;

  public H264 {
    new PictureSize(width, height);
  }

  /**
   * Reads a configuration as it came from a publisher. Several parameter sets, trailing bytes and a missing high profile extension are
   * accepted; the first SPS says size, profile and level.
   */
  public static H264 parse(Bytes avcC) throws MalformedMediaException {
    BitReader reader = BitReader.of(avcC);
    if (reader.bits(8) != VERSION) {
      throw new MalformedMediaException(0, "avcC version is not " + VERSION);
    }
    reader.skipBytes(3);
    if ((reader.bits(8) & 3) == 2) {
      throw new MalformedMediaException(4, "NAL unit lengths of 3 bytes");
    }
    H264Sps sps = firstSps(reader, avcC.buffer());
    skipParameterSets(reader, reader.bits(8));
    return of(avcC, sps);
  }

  /**
   * Builds the configuration (4-byte lengths) from bare parameter sets as RTP and SDP carry them.
   *
   * @param sps one or more NAL units of type 7, without start codes
   * @param pps NAL units of type 8, possibly none
   */
  public static H264 fromParameterSets(List<Bytes> sps, List<Bytes> pps) throws MalformedMediaException {
    checkCount("SPS", sps.size(), 1, SPS_COUNT_MAX);
    checkCount("PPS", pps.size(), 0, PPS_COUNT_MAX);
    H264Sps first = H264Sps.parse(sps.getFirst().buffer(), 0, sps.getFirst().sizeBytes());
    var avcC = new ByteArrayOutputStream();
    avcC.writeBytes(new byte[] {VERSION, (byte) first.profile(), (byte) first.constraints(), (byte) first.level(), (byte) 0xFF});
    avcC.write(0xE0 | sps.size());
    writeParameterSets(avcC, sps);
    avcC.write(pps.size());
    writeParameterSets(avcC, pps);
    if (first.high()) {
      avcC.writeBytes(new byte[] {
        (byte) (0xFC | first.chromaFormat()), (byte) (0xF8 | first.lumaDepth() - 8), (byte) (0xF8 | first.chromaDepth() - 8), 0
      });
    }
    return of(Bytes.copyOf(avcC.toByteArray()), first);
  }

  /** Whether a sample holds an IDR picture, where decoding can begin. Pure, no allocation; false for a sample that is broken before it. */
  public static boolean sync(ByteBuffer buffer, int offset, int sizeBytes, int nalLengthSize) {
    return NalUnits.any(buffer, offset, sizeBytes, nalLengthSize, IDR);
  }

  /** How many bytes hold the length before each NAL unit of a sample: 1, 2 or 4. */
  public int nalLengthSize() {
    return (config.at(4) & 3) + 1;
  }

  /** The NAL units of all sets, SPS first, without start codes. */
  public List<Bytes> parameterSets() {
    List<Bytes> sets = new ArrayList<>();
    ByteBuffer in = config.buffer().position(5);
    for (int mask : new int[] {SPS_COUNT_MAX, PPS_COUNT_MAX}) {
      for (int left = in.get() & mask; left > 0; left--) {
        int sizeBytes = Short.toUnsignedInt(in.getShort());
        sets.add(Bytes.copyOf(in, in.position(), sizeBytes));
        in.position(in.position() + sizeBytes);
      }
    }
    return sets;
  }

  @Override
  public String name() {
    return "h264";
  }

  private static H264 of(Bytes avcC, H264Sps sps) {
    return new H264(avcC, sps.size().width(), sps.size().height(), sps.codecs());
  }

  private static H264Sps firstSps(BitReader reader, ByteBuffer avcC) throws MalformedMediaException {
    int count = reader.bits(8) & SPS_COUNT_MAX;
    if (count == 0) {
      throw new MalformedMediaException(5, "avcC without SPS");
    }
    int sizeBytes = reader.bits(16);
    int start = reader.offset();
    reader.skipBytes(sizeBytes);
    skipParameterSets(reader, count - 1);
    return H264Sps.parse(avcC, start, start + sizeBytes);
  }

  private static void skipParameterSets(BitReader reader, int count) throws MalformedMediaException {
    for (int i = 0; i < count; i++) {
      reader.skipBytes(reader.bits(16));
    }
  }

  private static void checkCount(String name, int count, int min, int max) throws MalformedMediaException {
    if (count < min || count > max) {
      throw new MalformedMediaException(0, name + " count is " + count + ", must be " + min + " to " + max);
    }
  }

  private static void writeParameterSets(ByteArrayOutputStream avcC, List<Bytes> sets) throws MalformedMediaException {
    for (Bytes set : sets) {
      if (set.sizeBytes() > PARAMETER_SET_SIZE_MAX) {
        throw new MalformedMediaException(0, "parameter set of " + set.sizeBytes() + " bytes, at most " + PARAMETER_SET_SIZE_MAX);
      }
      avcC.write(set.sizeBytes() >> 8);
      avcC.write(set.sizeBytes());
      avcC.writeBytes(set.toArray());
    }
  }
}
