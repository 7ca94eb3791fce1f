package io.livetape.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A server as it is measured.
 *
 * @param name in reports and on the command line
 * @param formats what is recorded of each stream, in Livetape's words; nginx-rtmp knows {@code flv} only, SRS that or {@code mp4}
 * @param javaOptions for Livetape's JVM, besides the launcher's own
 * @param settings for Livetape, each {@code key=value}
 */
record Peer(String name, Kind kind, List<String> formats, List<String> javaOptions, List<String> settings) {
  /** Whose server it is. */
  enum Kind { LIVETAPE, NGINX, SRS }

  static final List<Peer> ALL = List.of(
      livetape("livetape-none", List.of()),
      livetape("livetape-flv", List.of("flv")),
      livetape("livetape-mp4", List.of("mp4")),
      livetape("livetape-mp4-hls", List.of("mp4", "hls")),
      livetape("livetape-all", List.of("mp4", "hls", "flv", "aac")),
      new Peer("nginx-flv", Kind.NGINX, List.of("flv"), List.of(), List.of()),
      new Peer("srs-flv", Kind.SRS, List.of("flv"), List.of(), List.of()),
      new Peer("srs-mp4", Kind.SRS, List.of("mp4"), List.of(), List.of()));

  Peer {
    formats = List.copyOf(formats);
    javaOptions = List.copyOf(javaOptions);
    settings = List.copyOf(settings);
  }

  private static Peer livetape(String name, List<String> formats) {
    return new Peer(name, Kind.LIVETAPE, formats, List.of(), List.of());
  }

  /** @throws IllegalArgumentException there is none of that name */
  static Peer named(String name) {
    return ALL.stream().filter(peer -> peer.name.equals(name)).findFirst().orElseThrow(
        () -> new IllegalArgumentException("unknown case " + name + "; there are " + ALL.stream().map(Peer::name).toList()));
  }

  /** The same under another name with other options, separated by blanks: what begins with a hyphen is for the JVM, the rest settings. */
  Peer with(String variant, String options) {
    Map<Boolean, List<String>> words =
        Arrays.stream(options.strip().split("\\s+")).collect(Collectors.partitioningBy(word -> word.startsWith("-")));
    return new Peer(name + "@" + variant, kind, formats, words.get(true), words.get(false));
  }
}
