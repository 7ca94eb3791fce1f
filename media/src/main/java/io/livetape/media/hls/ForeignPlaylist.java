package io.livetape.media.hls;

import io.livetape.media.MalformedMediaException;
import java.util.List;
import java.util.Optional;

/** A playlist that somebody else wrote (RFC 8216), as far as fetching what it names needs: of one that is complete and not encrypted. */
public sealed interface ForeignPlaylist {
  /** Characters of one playlist. */
  int TEXT_MAX_CHARS = 4 << 20;

  /** Segments of a media playlist: a day of four-second ones. */
  int SEGMENT_COUNT_MAX = 21_600;

  /** Variants of a master playlist. */
  int VARIANT_COUNT_MAX = 200;

  /** Names other playlists. */
  record Master(List<Variant> variants) implements ForeignPlaylist {
    public Master {
      variants = List.copyOf(variants);
    }
  }

  /**
   * One of several forms of the same media.
   *
   * @param bandwidth in bits a second
   * @param separateSound whether its sound is in a playlist of its own
   */
  record Variant(String uri, long bandwidth, boolean separateSound) {}

  /** Names segments. */
  record Media(List<Part> parts) implements ForeignPlaylist {
    public Media {
      parts = List.copyOf(parts);
    }
  }

  /**
   * A segment.
   *
   * @param range what of the resource it is; empty for all
   * @param init what must stand before it; empty for what needs nothing
   * @param discontinuity whether its times, or its tracks, have nothing to do with those of the segment before
   */
  record Part(String uri, Optional<ByteRange> range, Optional<InitSection> init, boolean discontinuity) {}

  /**
   * Reads it; tags that do not matter are passed over.
   *
   * @throws MalformedMediaException if it is no playlist, still grows, is encrypted, lacks segments, or is above one of the limits
   */
  static ForeignPlaylist parse(String text) throws MalformedMediaException {
    return new ForeignPlaylistParser(text).parse();
  }
}
