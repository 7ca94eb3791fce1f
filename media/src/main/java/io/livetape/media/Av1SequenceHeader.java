package io.livetape.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * The sequence header of an AV1 stream (AV1, 5.5).
 *
 * @param size the largest frame, max_frame_width_minus_1 + 1 and so on
 * @param level seq_level_idx of the first operating point
 */
record Av1SequenceHeader(PictureSize size, int profile, int level, boolean highTier, Color color) {
  private static final int PROFILE_MAX = 2;
  private static final int LEVEL_WITHOUT_TIER_MAX = 7;
  private static final int SELECT_SCREEN_CONTENT_TOOLS = 2;

  static Av1SequenceHeader parse(ByteBuffer buffer, int start, int end) throws MalformedMediaException {
    BitReader reader = BitReader.of(buffer, start, end);
    int profile = reader.bits(3);
    if (profile > PROFILE_MAX) {
      throw reader.malformed("seq_profile is " + profile + ", at most " + PROFILE_MAX);
    }
    reader.skipBits(1); // still_picture
    boolean reduced = reader.flag();
    OperatingPoint first = reduced ? new OperatingPoint(reader.bits(5), false) : readOperatingPoints(reader);
    PictureSize size = readSize(reader);
    skipTools(reader, reduced);
    return new Av1SequenceHeader(size, profile, first.level, first.highTier, Color.read(reader, profile));
  }

  /**
   * {@code av01.P.LLT.DD}, and {@code .M.CCC.cp.tc.mc.F} where one of these differs from its default (AV1 in ISOBMFF, 5). "Unspecified"
   * counts as the default, as players treat it.
   */
  String codecs() {
    String codecs = String.format(Locale.ROOT, "av01.%d.%02d%c.%02d", profile, level, highTier ? 'H' : 'M', color.depth);
    return color.plain() ? codecs : codecs + color.codecs();
  }

  /** The configuration record with this header, which lies in {@code unit} at {@code obu}, as its only OBU. */
  Bytes av1C(ByteBuffer unit, Obu obu) {
    int payloadSize = obu.end() - obu.payloadStart();
    var av1C = new ByteArrayOutputStream();
    av1C.write(0x81);
    av1C.write(profile << 5 | level);
    av1C.write((highTier ? 0x80 : 0) | color.flags());
    av1C.write(0); // no initial_presentation_delay
    av1C.write(Obu.SEQUENCE_HEADER << 3 | 2); // has size
    Obu.writeLeb128(av1C, payloadSize);
    av1C.writeBytes(Bytes.copyOf(unit, obu.payloadStart(), payloadSize).toArray());
    return Bytes.copyOf(av1C.toByteArray());
  }

  private record OperatingPoint(int level, boolean highTier) {}

  private static OperatingPoint readOperatingPoints(BitReader reader) throws MalformedMediaException {
    int delayBits = reader.flag() ? readTiming(reader) : 0;
    boolean displayDelay = reader.flag();
    int count = reader.bits(5) + 1;
    OperatingPoint first = null;
    for (int i = 0; i < count; i++) {
      OperatingPoint point = readOperatingPoint(reader, delayBits, displayDelay);
      first = first == null ? point : first;
    }
    return first;
  }

  /** timing_info and decoder_model_info (5.5.3, 5.5.4); the length of the decoder model's delays in bits, or 0 without a model. */
  private static int readTiming(BitReader reader) throws MalformedMediaException {
    reader.skipBits(64); // num_units_in_display_tick, time_scale
    if (reader.flag()) {
      reader.ue(); // num_ticks_per_picture_minus_1
    }
    if (!reader.flag()) {
      return 0;
    }
    int delayBits = reader.bits(5) + 1;
    reader.skipBits(32 + 5 + 5); // num_units_in_decoding_tick, two more lengths
    return delayBits;
  }

  private static OperatingPoint readOperatingPoint(BitReader reader, int delayBits, boolean displayDelay) throws MalformedMediaException {
    reader.skipBits(12); // operating_point_idc
    int level = reader.bits(5);
    boolean highTier = level > LEVEL_WITHOUT_TIER_MAX && reader.flag();
    if (delayBits > 0 && reader.flag()) {
      reader.skipBits(2 * delayBits + 1);
    }
    if (displayDelay && reader.flag()) {
      reader.skipBits(4);
    }
    return new OperatingPoint(level, highTier);
  }

  private static PictureSize readSize(BitReader reader) throws MalformedMediaException {
    int widthBits = reader.bits(4) + 1;
    int heightBits = reader.bits(4) + 1;
    return PictureSize.read(reader, reader.bits(widthBits) + 1, reader.bits(heightBits) + 1);
  }

  private static void skipTools(BitReader reader, boolean reduced) throws MalformedMediaException {
    if (!reduced && reader.flag()) {
      reader.skipBits(4 + 3); // delta_frame_id_length_minus_2, additional_frame_id_length_minus_1
    }
    reader.skipBits(3); // use_128x128_superblock, enable_filter_intra, enable_intra_edge_filter
    if (!reduced) {
      skipInterTools(reader);
    }
    reader.skipBits(3); // enable_superres, enable_cdef, enable_restoration
  }

  private static void skipInterTools(BitReader reader) throws MalformedMediaException {
    reader.skipBits(4); // enable_interintra_compound to enable_dual_filter
    boolean orderHint = reader.flag();
    reader.skipBits(orderHint ? 2 : 0); // enable_jnt_comp, enable_ref_frame_mvs
    int screenContentTools = reader.flag() ? SELECT_SCREEN_CONTENT_TOOLS : reader.bits(1);
    if (screenContentTools > 0 && !reader.flag()) {
      reader.skipBits(1); // seq_force_integer_mv
    }
    reader.skipBits(orderHint ? 3 : 0); // order_hint_bits_minus_1
  }

  /** color_config (5.5.2). Chroma formats: x and y subsampling 1 1 for 4:2:0, 1 0 for 4:2:2, 0 0 for 4:4:4. */
  record Color(int depth, boolean monochrome, int primaries, int transfer, int matrix, boolean fullRange,
      int subsamplingX, int subsamplingY, int samplePosition) {
    private static final int BT709 = 1;
    private static final int UNSPECIFIED = 2;
    private static final int TRANSFER_SRGB = 13;
    private static final int MATRIX_IDENTITY = 0;

    static Color read(BitReader reader, int profile) throws MalformedMediaException {
      int depth = readDepth(reader, profile);
      boolean monochrome = profile != 1 && reader.flag();
      boolean described = reader.flag();
      int primaries = described ? reader.bits(8) : UNSPECIFIED;
      int transfer = described ? reader.bits(8) : UNSPECIFIED;
      int matrix = described ? reader.bits(8) : UNSPECIFIED;
      if (!monochrome && primaries == BT709 && transfer == TRANSFER_SRGB && matrix == MATRIX_IDENTITY) {
        return new Color(depth, false, primaries, transfer, matrix, true, 0, 0, 0);
      }
      boolean fullRange = reader.flag();
      if (monochrome) {
        return new Color(depth, true, primaries, transfer, matrix, fullRange, 1, 1, 0);
      }
      int x = profile == 2 && depth == 12 ? reader.bits(1) : profile == 1 ? 0 : 1;
      int y = profile == 2 && depth == 12 && x == 1 ? reader.bits(1) : profile == 0 ? 1 : 0;
      int position = x == 1 && y == 1 ? reader.bits(2) : 0;
      return new Color(depth, false, primaries, transfer, matrix, fullRange, x, y, position);
    }

    private static int readDepth(BitReader reader, int profile) throws MalformedMediaException {
      if (!reader.flag()) {
        return 8;
      }
      return profile == 2 && reader.flag() ? 12 : 10;
    }

    /** The third byte of {@code av1C} without the tier. */
    int flags() {
      int depthFlags = switch (depth) {
        case 8 -> 0;
        case 10 -> 0b10;
        default -> 0b11;
      };
      return depthFlags << 5 | (monochrome ? 0x10 : 0) | subsamplingX << 3 | subsamplingY << 2 | samplePosition;
    }

    boolean plain() {
      return !monochrome && subsamplingX == 1 && subsamplingY == 1 && samplePosition == 0 && !fullRange
          && usual(primaries) && usual(transfer) && usual(matrix);
    }

    String codecs() {
      return String.format(Locale.ROOT, ".%d.%d%d%d.%02d.%02d.%02d.%d", monochrome ? 1 : 0, subsamplingX, subsamplingY, samplePosition,
          primaries, transfer, matrix, fullRange ? 1 : 0);
    }

    private static boolean usual(int code) {
      return code == BT709 || code == UNSPECIFIED;
    }
  }
}
