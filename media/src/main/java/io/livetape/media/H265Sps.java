package io.livetape.media;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * What a sequence parameter set says about the pictures (ITU-T H.265, 7.3.2.2.1), up to the conformance window.
 *
 * @param size the picture within the conformance window
 * @param profile general_profile_tier_level
 */
record H265Sps(PictureSize size, ProfileTierLevel profile, int chromaFormat, int subLayerCount) {
  static final int NAL_TYPE = 33;

  private static final int SUB_LAYERS_MINUS_1_MAX = 6;
  private static final int ID_MAX = 15;
  private static final int CHROMA_420 = 1;
  private static final int CHROMA_422 = 2;
  private static final int CHROMA_444 = 3;
  private static final int DEPTH_MINUS_8_MAX = 8;

  /** What stands behind that: bits above eight of brightness and of colour. */
  record Depths(int lumaMinus8, int chromaMinus8) {
    /** Reads another time what comes before. */
    static Depths parse(ByteBuffer buffer, int start, int end) throws MalformedMediaException {
      BitReader reader = BitReader.ofNal(buffer, start, end);
      H265Sps.parse(reader, start);
      return new Depths(reader.ue("bit_depth_luma_minus8", DEPTH_MINUS_8_MAX), reader.ue("bit_depth_chroma_minus8", DEPTH_MINUS_8_MAX));
    }
  }

  /** @param start index of the NAL unit header in {@code buffer} */
  static H265Sps parse(ByteBuffer buffer, int start, int end) throws MalformedMediaException {
    return parse(BitReader.ofNal(buffer, start, end), start);
  }

  private static H265Sps parse(BitReader reader, int start) throws MalformedMediaException {
    int header = reader.bits(16);
    if (header >> 9 != NAL_TYPE) {
      throw new MalformedMediaException(start, "not an SPS: NAL unit header " + header);
    }
    reader.skipBits(4); // sps_video_parameter_set_id
    int subLayersMinus1 = reader.bits(3);
    if (subLayersMinus1 > SUB_LAYERS_MINUS_1_MAX) {
      throw reader.malformed("sps_max_sub_layers_minus1 is " + subLayersMinus1);
    }
    reader.skipBits(1); // sps_temporal_id_nesting_flag
    ProfileTierLevel profile = ProfileTierLevel.read(reader);
    skipSubLayers(reader, subLayersMinus1);
    reader.ue("sps_seq_parameter_set_id", ID_MAX);
    int chromaFormat = reader.ue("chroma_format_idc", CHROMA_444);
    return new H265Sps(readSize(reader, chromaFormat), profile, chromaFormat, subLayersMinus1 + 1);
  }

  String codecs() {
    return profile.codecs();
  }

  /** Which sub-layers have a profile (88 bits) and a level (8 bits), then these (7.3.3). */
  private static void skipSubLayers(BitReader reader, int count) throws MalformedMediaException {
    if (count == 0) {
      return;
    }
    int skippedBits = 0;
    for (int i = 0; i < count; i++) {
      skippedBits += (reader.flag() ? 88 : 0) + (reader.flag() ? 8 : 0);
    }
    reader.skipBits(2 * (8 - count)); // reserved_zero_2bits
    reader.skipBits(skippedBits);
  }

  private static PictureSize readSize(BitReader reader, int chromaFormat) throws MalformedMediaException {
    if (chromaFormat == CHROMA_444) {
      reader.skipBits(1); // separate_colour_plane_flag
    }
    long width = reader.ue();
    long height = reader.ue();
    if (reader.flag()) {
      int unitX = chromaFormat == CHROMA_420 || chromaFormat == CHROMA_422 ? 2 : 1;
      int unitY = chromaFormat == CHROMA_420 ? 2 : 1;
      width -= unitX * (reader.ue() + reader.ue());
      height -= unitY * (reader.ue() + reader.ue());
    }
    return PictureSize.read(reader, width, height);
  }

  /**
   * The general part of profile_tier_level (7.3.3), 96 bits:
   * <pre>
   *   | space: 2 | tier: 1 | profile: 5 | compatibility flags: 32 | constraint flags: 48 | level: 8 |
   * </pre>
   *
   * @param level thirty times the level's number
   */
  record ProfileTierLevel(int space, boolean highTier, int profile, int compatibility, long constraints, int level) {
    static ProfileTierLevel read(BitReader reader) throws MalformedMediaException {
      return new ProfileTierLevel(
          reader.bits(2), reader.flag(), reader.bits(5), (int) reader.longBits(32), reader.longBits(48), reader.bits(8));
    }

    /**
     * {@code hvc1.[A-C]profile.compatibility.[LH]level.constraints} (ISO/IEC 14496-15, E.3): the compatibility flags with their bits in
     * reverse order, the six constraint bytes without those zeros that end them.
     */
    String codecs() {
      var codecs = new StringBuilder("hvc1.");
      if (space > 0) {
        codecs.append((char) ('A' + space - 1));
      }
      String head = String.format(Locale.ROOT, "%d.%X.%c%d", profile, Integer.reverse(compatibility), highTier ? 'H' : 'L', level);
      codecs.append(head);
      for (long rest = constraints << 16; rest != 0; rest <<= 8) {
        codecs.append(String.format(Locale.ROOT, ".%X", rest >>> 56));
      }
      return codecs.toString();
    }
  }
}
