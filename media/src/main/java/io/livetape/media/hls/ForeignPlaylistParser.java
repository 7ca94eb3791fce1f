package io.livetape.media.hls;

import io.livetape.media.MalformedMediaException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@link ForeignPlaylist}s line by line. One text, one thread. */
final class ForeignPlaylistParser {
  private static final String HEADER = "#EXTM3U";
  private static final long FOLLOWS = -1;

  private final String text;
  private final List<ForeignPlaylist.Variant> variants = new ArrayList<>();
  private final List<ForeignPlaylist.Part> parts = new ArrayList<>();
  /** Groups of renditions of sound that have an address of their own. */
  private final Set<String> soundGroups = new HashSet<>();
  private final List<String> variantGroups = new ArrayList<>();
  private Map<String, String> variant;
  private int lineStart;
  private boolean ended;
  private boolean discontinuity;
  private boolean hasDuration;
  private Optional<InitSection> init = Optional.empty();
  private long[] range;

  ForeignPlaylistParser(String text) {
    this.text = text;
  }

  ForeignPlaylist parse() throws MalformedMediaException {
    if (text.length() > ForeignPlaylist.TEXT_MAX_CHARS) {
      throw malformed("playlist of more than " + ForeignPlaylist.TEXT_MAX_CHARS + " characters");
    }
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (!body.startsWith(HEADER)) {
      throw malformed("it is no HLS playlist");
    }
    for (String line : (Iterable<String>) body.lines()::iterator) {
      read(line.strip());
      lineStart += line.length() + 1;
    }
    return variants.isEmpty() ? media() : master();
  }

  private ForeignPlaylist master() {
    List<ForeignPlaylist.Variant> known = new ArrayList<>();
    for (int i = 0; i < variants.size(); i++) {
      ForeignPlaylist.Variant found = variants.get(i);
      known.add(new ForeignPlaylist.Variant(found.uri(), found.bandwidth(), soundGroups.contains(variantGroups.get(i))));
    }
    return new ForeignPlaylist.Master(known);
  }

  private ForeignPlaylist media() throws MalformedMediaException {
    if (parts.isEmpty()) {
      throw malformed("it names no segments");
    }
    if (!ended) {
      throw malformed("it is of a live stream that goes on: there is no EXT-X-ENDLIST");
    }
    return new ForeignPlaylist.Media(parts);
  }

  private void read(String line) throws MalformedMediaException {
    if (line.isEmpty()) {
      return;
    }
    if (!line.startsWith("#")) {
      address(line);
      return;
    }
    int colon = line.indexOf(':');
    String tag = colon < 0 ? line : line.substring(0, colon);
    String value = colon < 0 ? "" : line.substring(colon + 1);
    switch (tag) {
      case "#EXTINF" -> hasDuration = true;
      case "#EXT-X-ENDLIST" -> ended = true;
      case "#EXT-X-DISCONTINUITY" -> discontinuity = true;
      case "#EXT-X-BYTERANGE" -> range = range(value.strip(), FOLLOWS);
      case "#EXT-X-MAP" -> init = Optional.of(init(attributes(value)));
      case "#EXT-X-STREAM-INF" -> variant = attributes(value);
      case "#EXT-X-MEDIA" -> rendition(attributes(value));
      case "#EXT-X-KEY", "#EXT-X-SESSION-KEY" -> key(attributes(value).getOrDefault("METHOD", ""));
      case "#EXT-X-GAP" -> throw malformed("a segment is missing: EXT-X-GAP");
      default -> { }
    }
  }

  private void key(String method) throws MalformedMediaException {
    if (!method.equals("NONE")) {
      throw malformed("its segments are encrypted: EXT-X-KEY with METHOD=" + method.replaceAll("[^A-Z0-9-]", "?"));
    }
  }

  private void rendition(Map<String, String> attributes) {
    if ("AUDIO".equals(attributes.get("TYPE")) && attributes.containsKey("URI")) {
      soundGroups.add(attributes.getOrDefault("GROUP-ID", ""));
    }
  }

  private void address(String uri) throws MalformedMediaException {
    if (uri.length() > Segment.URI_LENGTH_MAX) {
      throw malformed("address of " + uri.length() + " characters");
    }
    if (variant != null) {
      variant(uri);
    } else if (hasDuration) {
      part(uri);
    }
    variant = null;
    hasDuration = false;
    discontinuity = false;
    range = null;
  }

  private void variant(String uri) throws MalformedMediaException {
    if (variants.size() == ForeignPlaylist.VARIANT_COUNT_MAX) {
      throw malformed("more than " + ForeignPlaylist.VARIANT_COUNT_MAX + " variants");
    }
    String bandwidth = variant.getOrDefault("BANDWIDTH", "0");
    variants.add(new ForeignPlaylist.Variant(uri, bandwidth.matches("\\d{1,15}") ? Long.parseLong(bandwidth) : 0, false));
    variantGroups.add(variant.getOrDefault("AUDIO", ""));
  }

  private void part(String uri) throws MalformedMediaException {
    if (parts.size() == ForeignPlaylist.SEGMENT_COUNT_MAX) {
      throw malformed("more than " + ForeignPlaylist.SEGMENT_COUNT_MAX + " segments");
    }
    Optional<ByteRange> bytes = range == null ? Optional.empty() : Optional.of(range(uri));
    parts.add(new ForeignPlaylist.Part(uri, bytes, init, discontinuity));
  }

  /** Without a beginning it follows the range before, of the same address (4.3.2.2). */
  private ByteRange range(String uri) throws MalformedMediaException {
    if (range[1] != FOLLOWS) {
      return new ByteRange(range[1], range[0]);
    }
    if (parts.isEmpty() || !parts.getLast().uri().equals(uri) || parts.getLast().range().isEmpty()) {
      throw malformed("byte range that follows none");
    }
    return new ByteRange(parts.getLast().range().get().end(), range[0]);
  }

  private InitSection init(Map<String, String> attributes) throws MalformedMediaException {
    String uri = attributes.getOrDefault("URI", "");
    if (uri.isEmpty() || uri.length() > Segment.URI_LENGTH_MAX) {
      throw malformed("EXT-X-MAP without an address");
    }
    Optional<ByteRange> bytes = Optional.empty();
    if (attributes.containsKey("BYTERANGE")) {
      long[] found = range(attributes.get("BYTERANGE"), 0);
      bytes = Optional.of(new ByteRange(found[1], found[0]));
    }
    try {
      return new InitSection(uri, bytes);
    } catch (IllegalArgumentException e) {
      throw malformed(e.getMessage());
    }
  }

  private long[] range(String value, long otherwise) throws MalformedMediaException {
    if (!value.matches("\\d{1,15}(@\\d{1,15})?") || value.matches("0+(@.*)?")) {
      throw malformed("no byte range");
    }
    int at = value.indexOf('@');
    return at < 0 ? new long[] {Long.parseLong(value), otherwise}
        : new long[] {Long.parseLong(value.substring(0, at)), Long.parseLong(value.substring(at + 1))};
  }

  private Map<String, String> attributes(String list) throws MalformedMediaException {
    Optional<Map<String, String>> attributes = Attributes.of(list);
    return attributes.orElseThrow(() -> malformed("attributes that cannot be read"));
  }

  private MalformedMediaException malformed(String message) {
    return new MalformedMediaException(lineStart, message);
  }
}
