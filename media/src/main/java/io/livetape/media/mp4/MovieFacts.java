package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Map;

/**
 * What any MP4 or QuickTime file says of itself in its {@code moov} (ISO/IEC 14496-12, 8.2.2, 8.3.2, 8.5.2), whoever wrote it. Samples are
 * not looked at.
 *
 * @param durationMs 0 for a fragmented file that does not tell
 * @param width of the first track of pictures as they are coded, 0 without one
 * @param height likewise
 * @param videoCodec short lower-case name, or the sample entry's type where it has none here; empty without pictures
 * @param audioCodec likewise, without sound
 */
public record MovieFacts(long durationMs, int width, int height, String videoCodec, String audioCodec) {
  /** The index of days of media. */
  private static final int MOOV_MAX_BYTES = 256 << 20;

  private static final int FULL_BOX_BYTES = 4;
  private static final Map<String, String> NAMES = Map.of("avc1", "h264", "avc3", "h264", "hvc1", "h265", "hev1", "h265",
      "av01", "av1", "vp09", "vp9", "mp4a", "aac", "Opus", "opus");

  /** @throws MalformedMediaException if it is no such file, or has no readable index */
  public static MovieFacts of(FileChannel channel) throws IOException, MalformedMediaException {
    BoxView moov = FileBox.moov(channel).view(MOOV_MAX_BYTES);
    MovieFacts facts = new MovieFacts(durationMs(moov.find("mvhd")), 0, 0, "", "");
    for (BoxView box : moov.children(0)) {
      facts = box.type() == FourCc.of("trak") ? facts.with(box) : facts;
    }
    return facts;
  }

  /** Version 0 has 32-bit times, version 1 64-bit ones. */
  private static long durationMs(BoxView mvhd) throws MalformedMediaException {
    boolean wide = mvhd.u8(0) == 1;
    long timescale = Integer.toUnsignedLong(mvhd.i32(wide ? 20 : 12));
    long duration = wide ? mvhd.i64(24) : Integer.toUnsignedLong(mvhd.i32(16));
    boolean unknown = wide ? duration < 0 : duration == 0xFFFF_FFFFL;
    if (timescale == 0 || duration > Long.MAX_VALUE / 1000) {
      throw mvhd.malformed("mvhd has no possible duration");
    }
    return unknown ? 0 : duration * 1000 / timescale;
  }

  private MovieFacts with(BoxView trak) throws MalformedMediaException {
    BoxView media = trak.find("mdia");
    String handler = FourCc.text(media.find("hdlr").i32(8));
    if (!handler.equals("vide") && !handler.equals("soun")) {
      return this;
    }
    BoxView stsd = media.find("minf", "stbl", "stsd");
    if (stsd.sizeBytes() < 24) {
      return this;
    }
    BoxView entry = stsd.children(2 * FULL_BOX_BYTES).getFirst();
    String type = FourCc.text(entry.type());
    String codec = NAMES.getOrDefault(type, type);
    if (handler.equals("vide") && videoCodec.isEmpty()) {
      return new MovieFacts(durationMs, entry.u16(24), entry.u16(26), codec, audioCodec);
    }
    return handler.equals("soun") && audioCodec.isEmpty() ? new MovieFacts(durationMs, width, height, videoCodec, codec) : this;
  }
}
