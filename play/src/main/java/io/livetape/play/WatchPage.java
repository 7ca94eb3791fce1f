package io.livetape.play;

import static io.livetape.play.Html.escape;

import io.livetape.live.StreamKey;
import io.livetape.media.FileFormat;
import io.livetape.record.GrowingHls;
import io.livetape.vod.RecordedFile;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The HTML of the replay pages. Pure; any thread. */
final class WatchPage {
  private final VideoUrls urls;
  private final DateTimeFormatter times;

  WatchPage(VideoUrls urls, ZoneId zone) {
    this.urls = urls;
    times = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
  }

  /** One file: player, properties, download. */
  String file(RecordedFile file) {
    String path = urls.path(file.format(), Long.parseLong(file.fileId()));
    String kind = switch (file.format()) {
      case HLS -> "hls";
      case FLV -> "flv";
      case MP4, AAC -> "file";
    };
    String stream = file.origin().app() + "/" + file.origin().stream();
    return html(file.name(), """
        <h1>%s</h1>
        %s
        <dl>
          <dt>Stream</dt><dd><a href="/watch/%s">%s</a></dd>
          <dt>Recorded</dt><dd>%s – %s</dd>
          <dt>Length</dt><dd>%s</dd>
          <dt>Format</dt><dd>%s</dd>
          <dt>Size</dt><dd>%s</dd>
          <dt>Address</dt><dd><a href="%s"%s>%s</a></dd>
        </dl>
        """.formatted(escape(file.name()), player(kind, path, false), escape(stream), escape(stream),
        times.format(file.startedAt()), times.format(file.endedAt()), length(file), format(file), size(file.content().sizeBytes()),
        path, file.format() == FileFormat.HLS ? "" : " download", escape(urls.publicUrl() + path)));
  }

  /** One stream: what is live, and what was recorded. */
  String stream(StreamKey key, boolean live, Optional<GrowingHls> growing, List<RecordedFile> files) {
    StringBuilder body = new StringBuilder();
    body.append("<h1>").append(escape(key.name())).append(live ? " <span class=\"badge\">Live</span>" : "").append("</h1>\n");
    if (growing.isPresent()) {
      body.append(player("hls", urls.playlistPath(growing.get().fileId()), true));
    } else if (live) {
      body.append(player("flv", "/live/" + key + ".flv", true));
    } else {
      body.append("<p>This stream is not live now.</p>\n");
    }
    body.append("<h2>Recordings</h2>\n").append(files.isEmpty() ? "<p>There are none yet.</p>\n" : list(files));
    return html(key.name(), body.toString());
  }

  String message(String title, String text) {
    return html(title, "<h1>" + escape(title) + "</h1>\n<p>" + escape(text) + "</p>\n");
  }

  private String list(List<RecordedFile> files) {
    StringBuilder list = new StringBuilder("<ul class=\"files\">\n");
    for (RecordedFile file : files) {
      list.append("""
          <li><a href="/watch/%s">%s</a><span class="fact">%s</span><span class="fact">%s</span><span class="fact">%s</span></li>
          """.formatted(file.fileId(), escape(file.name()), length(file), file.format().label().toUpperCase(Locale.ROOT),
          size(file.content().sizeBytes())));
    }
    return list.append("</ul>\n").toString();
  }

  private static String player(String kind, String path, boolean live) {
    return """
        <div class="screen"><video controls autoplay muted playsinline preload="metadata" data-%s="%s" data-live="%s"></video></div>
        <p class="message" role="status"></p>
        """.formatted(kind, escape(path), live);
  }

  private static String html(String title, String body) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s · Livetape</title>
        <link rel="stylesheet" href="/web/watch.css">
        <link rel="icon" href="data:,">
        <script type="module" src="/web/watch.js"></script>
        </head>
        <body>
        <header><span class="brand">Livetape</span></header>
        <main>
        %s</main>
        </body>
        </html>
        """.formatted(escape(title), body);
  }

  private static String length(RecordedFile file) {
    Duration length = Duration.ofMillis(file.content().durationMs()).plusMillis(500);
    return String.format(Locale.ROOT, "%d:%02d:%02d", length.toHours(), length.toMinutesPart(), length.toSecondsPart());
  }

  private static String format(RecordedFile file) {
    RecordedFile.Content content = file.content();
    StringBuilder text = new StringBuilder(file.format().label().toUpperCase(Locale.ROOT));
    if (!content.videoCodec().isEmpty()) {
      text.append(", ").append(content.videoCodec()).append(' ').append(content.width()).append('×').append(content.height());
    }
    if (!content.audioCodec().isEmpty()) {
      text.append(", ").append(content.audioCodec());
    }
    return text.toString();
  }

  private static String size(long bytes) {
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.0f kB", Math.ceil(bytes / 1e3)) : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
