package io.livetape.play;

import static io.livetape.play.Html.escape;

import io.livetape.vod.RecordedFile;

/** The player of a page: what the browser plays by itself as it is, the rest named for the page's script. Pure; any thread. */
final class PlayerHtml {
  private PlayerHtml() {}

  /** Plays a file from its beginning when it is told to. */
  static String file(RecordedFile file, String path) {
    Codecs codecs = Codecs.of(file.content());
    String source = switch (file.format()) {
      case MP4, AAC -> "src=\"" + escape(path) + "\" preload=\"metadata\"";
      case HLS -> data("hls", path);
      case FLV -> data("flv", path);
    };
    return screen(codecs, source + picture(file.content()));
  }

  /** Plays a recording that still grows, near its end; pictures may come to what is sound alone until now. */
  static String liveHls(Codecs codecs, String path) {
    return screen(codecs, "video", data("hls", path) + " data-live");
  }

  /** Plays a recording that may grow again, from its beginning when it is told to. */
  static String waitingHls(Codecs codecs, String path) {
    return screen(codecs, "video", data("hls", path));
  }

  /** Plays a stream as it comes. */
  static String liveFlv(Codecs codecs, String path) {
    return screen(codecs, data("flv", path) + " data-live");
  }

  /** A place where a player will be. */
  static String waiting(String text) {
    return """
        <div class="screen empty" id="screen"><p class="message" role="status">%s</p></div>
        """.formatted(escape(text));
  }

  private static String screen(Codecs codecs, String source) {
    return screen(codecs, codecs.soundOnly() ? "audio" : "video", source);
  }

  private static String screen(Codecs codecs, String element, String source) {
    String needs = codecs.type().isEmpty() ? "" : " " + data("type", codecs.type()) + " " + data("codecs", codecs.names());
    return """
        <div class="screen%s" id="screen">
        <%s controls playsinline %s%s></%s>
        <p class="message" role="status"></p>
        </div>
        """.formatted(codecs.soundOnly() ? " sound" : "", element, source, needs, element);
  }

  private static String data(String name, String value) {
    return "data-" + name + "=\"" + escape(value) + "\"";
  }

  /** Known beforehand, so that nothing moves when the picture comes. */
  private static String picture(RecordedFile.Content content) {
    return content.width() == 0 ? "" : " width=\"" + content.width() + "\" height=\"" + content.height() + "\"";
  }
}
