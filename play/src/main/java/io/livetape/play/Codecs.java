package io.livetape.play;

import io.livetape.media.Track;
import io.livetape.vod.RecordedFile;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a browser must be able to decode, for it to say beforehand whether it can.
 *
 * @param picture codec string of RFC 6381, empty without pictures
 * @param sound codec string of RFC 6381, empty without sound
 * @param names for people: {@code H.264, AAC}
 */
record Codecs(String picture, String sound, String names) {

  /** The catalogue knows the codec alone; a usual profile stands for it. */
  static Codecs of(RecordedFile.Content content) {
    return new Codecs(usual(content.videoCodec()), usual(content.audioCodec()), names(content.videoCodec(), content.audioCodec()));
  }

  static Codecs of(List<Track> tracks) {
    return new Codecs(codecs(tracks.stream().filter(Track::video)), codecs(tracks.stream().filter(Track::audio)),
        names(tracks.stream().map(track -> track.format().name()).toArray(String[]::new)));
  }

  /** Whether there is sound alone. */
  boolean soundOnly() {
    return picture.isEmpty() && !sound.isEmpty();
  }

  /** The media type to ask the browser for; empty when nothing is known. */
  String type() {
    String all = Stream.of(picture, sound).filter(codec -> !codec.isEmpty()).collect(Collectors.joining(", "));
    return all.isEmpty() ? "" : (soundOnly() ? "audio" : "video") + "/mp4; codecs=\"" + all + "\"";
  }

  /** The codec's own way of writing it: {@code H.264}. */
  static String name(String codec) {
    return switch (codec) {
      case "h264" -> "H.264";
      case "h265" -> "H.265";
      case "av1" -> "AV1";
      case "vp9" -> "VP9";
      case "aac" -> "AAC";
      case "opus" -> "Opus";
      default -> codec;
    };
  }

  private static String usual(String codec) {
    return switch (codec) {
      case "h264" -> "avc1.640028";
      case "h265" -> "hvc1.1.6.L120.B0";
      case "av1" -> "av01.0.08M.08";
      case "vp9" -> "vp09.00.40.08";
      case "aac" -> "mp4a.40.2";
      default -> codec;
    };
  }

  private static String codecs(Stream<Track> tracks) {
    return tracks.map(track -> track.format().codecs()).findFirst().orElse("");
  }

  private static String names(String... codecs) {
    return Stream.of(codecs).filter(codec -> !codec.isEmpty()).map(Codecs::name).collect(Collectors.joining(", "));
  }
}
