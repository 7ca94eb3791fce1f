package io.livetape.media;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/**
 * VP9 video; {@code config} is the payload of a {@code vpcC} box (VP Codec ISO Media File Format Binding, version 1):
 * <pre>
 *   | version 1 | flags: 3 = 0 |                                                        a full box's head
 *   | profile | level | bit depth: 4, chroma: 3, full range: 1 | primaries | transfer | matrix | data size: 2 = 0 |   the record
 * </pre>
 */
public record Vp9(Bytes config, int width, int height, String codecs) implements Format.Video {
  private static final Bytes BOX_HEAD = Bytes.fromHex("01000000");
  private static final int RECORD_SIZE = 8;
  private static final int PROFILE_MAX = 3;

  /** The largest luma picture in pixels of each level, without the steps that differ by rate alone. */
  private static final int[][] PIXELS_AND_LEVEL = {
    {36_864, 10}, {73_728, 11}, {122_880, 20}, {245_760, 21}, {552_960, 30}, {983_040, 31}, {2_228_224, 40}, {8_912_896, 50}
  };
  private static final int LEVEL_ABOVE = 60;

  public Vp9 {
    new PictureSize(width, height);
  }

  /**
   * Reads a configuration as it came from a publisher, who knows no size: that is in the key frames, see {@link #dimensionsOf}, and in
   * files beside the configuration. Both forms are accepted, with the head of a full box (MP4) and the record alone (enhanced RTMP);
   * {@code config} always has the head.
   */
  public static Vp9 parse(Bytes vpcC, int width, int height) throws MalformedMediaException {
    BitReader reader = BitReader.of(vpcC);
    boolean boxed = vpcC.sizeBytes() >= BOX_HEAD.sizeBytes() && Bytes.copyOf(vpcC.buffer(), 0, BOX_HEAD.sizeBytes()).equals(BOX_HEAD);
    reader.skipBytes(boxed ? BOX_HEAD.sizeBytes() : 0);
    int recordStart = reader.offset();
    PictureSize.read(reader, width, height);
    String codecs = readCodecs(reader, width, height);
    reader.skipBytes(RECORD_SIZE - 3);
    Bytes record = Bytes.copyOf(vpcC.buffer(), recordStart, vpcC.sizeBytes() - recordStart);
    return new Vp9(boxed ? vpcC : join(BOX_HEAD, record), width, height, codecs);
  }

  /**
   * The size in a key frame's uncompressed header (VP9, 6.2). Does not move the buffer's position.
   *
   * @return nothing for a frame that is no key frame
   */
  public static Optional<PictureSize> dimensionsOf(ByteBuffer buffer, int offset, int sizeBytes) throws MalformedMediaException {
    return Vp9KeyFrame.size(BitReader.of(buffer.slice(offset, sizeBytes), 0, sizeBytes));
  }

  /** The configuration as enhanced RTMP and FLV carry it: without the box's version and flags. */
  public Bytes configRecord() {
    return Bytes.copyOf(config.buffer(), BOX_HEAD.sizeBytes(), config.sizeBytes() - BOX_HEAD.sizeBytes());
  }

  @Override
  public String name() {
    return "vp9";
  }

  /** {@code vp09.PP.LL.DD}; where a writer left the level at 0, which no player accepts, the lowest that holds such pictures. */
  private static String readCodecs(BitReader reader, int width, int height) throws MalformedMediaException {
    int profile = reader.bits(8);
    if (profile > PROFILE_MAX) {
      throw reader.malformed("VP9 profile is " + profile + ", at most " + PROFILE_MAX);
    }
    int level = reader.bits(8);
    int depth = reader.bits(8) >> 4;
    if (depth != 8 && depth != 10 && depth != 12) {
      throw reader.malformed("VP9 bit depth is " + depth);
    }
    return String.format(Locale.ROOT, "vp09.%02d.%02d.%02d", profile, level == 0 ? lowestLevel(width, height) : level, depth);
  }

  private static int lowestLevel(int width, int height) {
    for (int[] row : PIXELS_AND_LEVEL) {
      if (width * height <= row[0]) {
        return row[1];
      }
    }
    return LEVEL_ABOVE;
  }

  private static Bytes join(Bytes head, Bytes tail) {
    ByteBuffer joined = ByteBuffer.allocate(head.sizeBytes() + tail.sizeBytes());
    return Bytes.copyOf(joined.put(head.buffer()).put(tail.buffer()).array());
  }
}
