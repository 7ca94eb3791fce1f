package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.Track;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The beginning of a tape, up to the first fragment.
 *
 * <pre>
 *  0      32                 48 = initOffset
 *  │ ftyp │ free placeholder │ ftyp  uuid  moov │ moof mdat …
 *                            └── initSizeBytes ─┘
 * </pre>
 *
 * @param bytes all of it, read-only
 * @param placeholderOffset of the 16 bytes that finishing overwrites
 * @param initOffset begin of the range that HLS names in {@code EXT-X-MAP}
 * @param initSizeBytes its length
 * @param tracks as {@link FragmentTable} and {@link TapeTotals} want them
 */
public record TapeHeader(ByteBuffer bytes, int placeholderOffset, int initOffset, int initSizeBytes, List<TapeTrack> tracks) {
  /** Of one codec configuration. Usual ones have 50 to 500 bytes, or 3,000 with the encoder's settings as text. */
  public static final int CONFIG_SIZE_MAX = 16 * 1024;

  /** No header is longer: eight configurations, six names of {@link TapeIdentity#TEXT_SIZE_MAX}, and a KiB of boxes for each track. */
  static final int SIZE_MAX = FragmentTable.TRACK_MAX * (CONFIG_SIZE_MAX + 1024) + 6 * TapeIdentity.TEXT_SIZE_MAX + 1024;

  /**
   * @param tracks with the timescale that their samples will have in the file: 90,000 for video, the sample rate for audio
   * @throws MalformedMediaException if the publisher sent a codec configuration longer than {@link #CONFIG_SIZE_MAX}
   * @throws IllegalArgumentException if there are no tracks, too many, or two with one id
   */
  public static TapeHeader build(TapeIdentity identity, List<Track> tracks) throws MalformedMediaException {
    if (tracks.isEmpty() || tracks.size() > FragmentTable.TRACK_MAX || tracks.stream().map(Track::id).distinct().count() < tracks.size()) {
      throw new IllegalArgumentException("a tape has 1 to " + FragmentTable.TRACK_MAX + " tracks with different ids: " + tracks);
    }
    int configSizeBytes = tracks.stream().mapToInt(track -> track.format().config().sizeBytes()).max().getAsInt();
    if (configSizeBytes > CONFIG_SIZE_MAX) {
      throw new MalformedMediaException(0, "codec configuration of " + configSizeBytes + " bytes, at most " + CONFIG_SIZE_MAX);
    }
    List<TapeTrack> tapeTracks = tracks.stream().map(TapeTrack::of).toList();
    BoxWriter out = new BoxWriter();
    FileBoxes.ftyp(out);
    int placeholderOffset = (int) out.sizeBytes();
    FileBoxes.free(out);
    int initOffset = (int) out.sizeBytes();
    FileBoxes.ftyp(out);
    FileBoxes.uuid(out, identity);
    MovieBoxes.fragmentedMoov(out, identity.startedAt(), tapeTracks);
    return new TapeHeader(out.written(), placeholderOffset, initOffset, (int) out.sizeBytes() - initOffset, tapeTracks);
  }

  /** A new view each time, positioned at the start. */
  @Override
  public ByteBuffer bytes() {
    return bytes.duplicate();
  }
}
