package io.livetape.media;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * AV1 video; {@code config} is the payload of an {@code av1C} box (AV1 in ISOBMFF, 2.3.3):
 * <pre>
 *   | marker 1, version: 7 = 1 | profile: 3, level: 5 |
 *   | tier, high bit depth, twelve bit, monochrome, subsampling x, y, sample position: 2 | presentation delay | OBUs …
 * </pre>
 * The OBUs hold the sequence header, which says everything here.
 */
public record Av1(Bytes config, int width, int height, String codecs) implements Format.Video {
  private static final int MARKER_AND_VERSION = 0x81;
  private static final int HEADER_SIZE = 4;

  public Av1 {
    new PictureSize(width, height);
  }

  /** Reads a configuration as it came from a publisher. One without a sequence header is malformed: see {@link #fromKeyFrame}. */
  public static Av1 parse(Bytes av1C) throws MalformedMediaException {
    BitReader reader = BitReader.of(av1C);
    if (reader.bits(8) != MARKER_AND_VERSION) {
      throw new MalformedMediaException(0, "av1C marker and version are not " + MARKER_AND_VERSION);
    }
    reader.skipBytes(HEADER_SIZE - 1);
    Obu obu = Obu.find(Obu.SEQUENCE_HEADER, av1C.buffer(), HEADER_SIZE, av1C.sizeBytes())
        .orElseThrow(() -> new MalformedMediaException(HEADER_SIZE, "av1C without sequence header"));
    return of(av1C, Av1SequenceHeader.parse(av1C.buffer(), obu.payloadStart(), obu.end()));
  }

  /**
   * Builds the configuration from the sequence header in a temporal unit, for publishers that send none or an empty one. Does not move
   * the buffer's position.
   *
   * @return nothing where the unit has no sequence header, because it is no key frame
   */
  public static Optional<Av1> fromKeyFrame(ByteBuffer buffer, int offset, int sizeBytes) throws MalformedMediaException {
    ByteBuffer unit = buffer.slice(offset, sizeBytes);
    Optional<Obu> found = Obu.find(Obu.SEQUENCE_HEADER, unit, 0, sizeBytes);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Obu obu = found.get();
    Av1SequenceHeader header = Av1SequenceHeader.parse(unit, obu.payloadStart(), obu.end());
    return Optional.of(of(header.av1C(unit, obu), header));
  }

  @Override
  public String name() {
    return "av1";
  }

  private static Av1 of(Bytes av1C, Av1SequenceHeader header) {
    return new Av1(av1C, header.size().width(), header.size().height(), header.codecs());
  }
}
