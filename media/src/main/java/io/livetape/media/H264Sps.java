package io.livetape.media;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Set;

/**
 * What a sequence parameter set says about the pictures (ITU-T H.264, 7.3.2.1.1), up to the cropping rectangle; the VUI behind it is
 * not needed.
 *
 * @param constraints the byte of constraint flags between profile and level
 * @param chromaFormat 0 none, 1 for 4:2:0, 2 for 4:2:2, 3 for 4:4:4
 */
record H264Sps(PictureSize size, int profile, int constraints, int level, int chromaFormat, int lumaDepth, int chromaDepth) {
  private static final int NAL_TYPE = 7;
  private static final int ID_MAX = 31;
  private static final int CHROMA_444 = 3;
  private static final int DEPTH_MINUS_8_MAX = 6;
  private static final int LOG2_MINUS_4_MAX = 12;
  private static final int POC_CYCLE_MAX = 255;
  private static final int REFERENCE_FRAMES_MAX = 16;
  private static final int MACROBLOCK = 16;
  private static final int MACROBLOCKS_MAX = PictureSize.DIMENSION_MAX / MACROBLOCK;

  /** The profiles whose SPS states the chroma format and may hold scaling lists. */
  private static final Set<Integer> HIGH_PROFILES = Set.of(44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244);

  /** @param start index of the NAL unit header in {@code buffer} */
  static H264Sps parse(ByteBuffer buffer, int start, int end) throws MalformedMediaException {
    BitReader reader = BitReader.ofNal(buffer, start, end);
    int header = reader.bits(8);
    if ((header & 0x9F) != NAL_TYPE) {
      throw new MalformedMediaException(start, "not an SPS: NAL unit header " + header);
    }
    int profile = reader.bits(8);
    int constraints = reader.bits(8);
    int level = reader.bits(8);
    reader.ue("seq_parameter_set_id", ID_MAX);
    Chroma chroma = HIGH_PROFILES.contains(profile) ? Chroma.read(reader) : Chroma.PLAIN;
    skipOrderAndReferences(reader);
    PictureSize size = readSize(reader, chroma);
    return new H264Sps(size, profile, constraints, level, chroma.format, chroma.lumaDepth, chroma.chromaDepth);
  }

  /** Whether an {@code avcC} with this SPS ends with the chroma format and bit depths. */
  boolean high() {
    return HIGH_PROFILES.contains(profile);
  }

  /** {@code avc1.} and profile, constraints and level in hexadecimal (RFC 6381, 3.3). */
  String codecs() {
    return String.format(Locale.ROOT, "avc1.%02x%02x%02x", profile, constraints, level);
  }

  private static void skipOrderAndReferences(BitReader reader) throws MalformedMediaException {
    reader.ue("log2_max_frame_num_minus4", LOG2_MINUS_4_MAX);
    switch (reader.ue("pic_order_cnt_type", 2)) {
      case 0 -> reader.ue("log2_max_pic_order_cnt_lsb_minus4", LOG2_MINUS_4_MAX);
      case 1 -> skipOrderCycle(reader);
      default -> { }
    }
    reader.ue("max_num_ref_frames", REFERENCE_FRAMES_MAX);
    reader.skipBits(1); // gaps_in_frame_num_value_allowed_flag
  }

  private static void skipOrderCycle(BitReader reader) throws MalformedMediaException {
    reader.skipBits(1); // delta_pic_order_always_zero_flag
    reader.ue(); // offset_for_non_ref_pic
    reader.ue(); // offset_for_top_to_bottom_field
    int cycle = reader.ue("num_ref_frames_in_pic_order_cnt_cycle", POC_CYCLE_MAX);
    for (int i = 0; i < cycle; i++) {
      reader.ue();
    }
  }

  /** Coded size in macroblocks less the cropping rectangle, whose unit depends on chroma format and interlacing (7.4.2.1.1). */
  private static PictureSize readSize(BitReader reader, Chroma chroma) throws MalformedMediaException {
    int widthMbs = reader.ue("pic_width_in_mbs_minus1", MACROBLOCKS_MAX - 1) + 1;
    int heightUnits = reader.ue("pic_height_in_map_units_minus1", MACROBLOCKS_MAX - 1) + 1;
    boolean progressive = reader.flag();
    if (!progressive) {
      reader.skipBits(1); // mb_adaptive_frame_field_flag
    }
    reader.skipBits(1); // direct_8x8_inference_flag
    int fields = progressive ? 1 : 2;
    long width = (long) widthMbs * MACROBLOCK;
    long height = (long) heightUnits * MACROBLOCK * fields;
    if (reader.flag()) {
      width -= chroma.cropUnitX() * (reader.ue() + reader.ue());
      height -= chroma.cropUnitY() * fields * (reader.ue() + reader.ue());
    }
    return PictureSize.read(reader, width, height);
  }

  /** Chroma format and bit depths; reading it also passes the scaling lists. */
  private record Chroma(int format, int lumaDepth, int chromaDepth) {
    static final Chroma PLAIN = new Chroma(1, 8, 8);

    static Chroma read(BitReader reader) throws MalformedMediaException {
      int format = reader.ue("chroma_format_idc", CHROMA_444);
      if (format == CHROMA_444) {
        reader.skipBits(1); // separate_colour_plane_flag
      }
      int lumaDepth = 8 + reader.ue("bit_depth_luma_minus8", DEPTH_MINUS_8_MAX);
      int chromaDepth = 8 + reader.ue("bit_depth_chroma_minus8", DEPTH_MINUS_8_MAX);
      reader.skipBits(1); // qpprime_y_zero_transform_bypass_flag
      if (reader.flag()) {
        skipScalingLists(reader, format == CHROMA_444 ? 12 : 8);
      }
      return new Chroma(format, lumaDepth, chromaDepth);
    }

    int cropUnitX() {
      return format == 1 || format == 2 ? 2 : 1;
    }

    int cropUnitY() {
      return format == 1 ? 2 : 1;
    }

    private static void skipScalingLists(BitReader reader, int count) throws MalformedMediaException {
      for (int i = 0; i < count; i++) {
        if (reader.flag()) {
          skipScalingList(reader, i < 6 ? 16 : 64);
        }
      }
    }

    /** Deltas go on until the list is full or the next scale becomes 0 (7.3.2.1.1.1). */
    private static void skipScalingList(BitReader reader, int size) throws MalformedMediaException {
      int scale = 8;
      for (int i = 0; i < size && scale != 0; i++) {
        long code = reader.ue();
        long delta = (code & 1) == 1 ? code / 2 + 1 : -(code / 2);
        scale = (int) (scale + delta) & 0xFF;
      }
    }
  }
}
