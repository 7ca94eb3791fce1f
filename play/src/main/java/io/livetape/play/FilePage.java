package io.livetape.play;

import static io.livetape.play.Html.escape;
import static io.livetape.play.Html.name;

import io.livetape.media.FileFormat;
import io.livetape.vod.RecordedFile;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The page of one recording file: player, what it is, its other formats and pieces. Pure; any thread. */
final class FilePage {
  /** Files of one push end at nearly the same time. */
  private static final Duration SAME_END = Duration.ofSeconds(5);

  private final VideoUrls urls;
  private final Wording wording;
  private final ShowList shows;

  FilePage(VideoUrls urls, Wording wording) {
    this.urls = urls;
    this.wording = wording;
    shows = new ShowList(wording);
  }

  /**
   * @param show all files of the same push, this one among them
   * @param query that opens the file's addresses, with its question mark; empty where none is needed
   */
  String html(RecordedFile file, List<RecordedFile> show, String query) {
    String path = urls.path(file) + query;
    String title = Wording.title(file);
    return PageFrame.html(wording.language(), title, "file", PlayerHtml.file(file, path) + """
        <section id="about">
        <h1>%s</h1>
        <p class="quiet">%s</p>
        <p class="actions">
        %s<button type="button" class="button" data-copy="%s" aria-live="polite" hidden>%s</button>
        %s</p>
        </section>
        %s%s""".formatted(name(title), wording.span(file.startedAt(), file.endedAt()), download(file, path),
        escape(urls.publicUrl() + path), wording.say("Copy address"), streamLink(file), facts(file, path, show), pieces(file, show)));
  }

  /** A playlist alone is nothing to keep. */
  private String download(RecordedFile file, String path) {
    return file.format() == FileFormat.HLS ? "" : """
        <a class="button primary" href="%s" download="%s">%s</a>
        """.formatted(escape(path), escape(file.name() + "." + file.format().extension()), wording.say("Download"));
  }

  private String facts(RecordedFile file, String path, List<RecordedFile> show) {
    RecordedFile.Content content = file.content();
    StringBuilder facts = new StringBuilder("<dl class=\"card facts\">\n");
    if (ofStream(file)) {
      fact(facts, wording.say("Stream"), name(file.origin().app() + "/" + file.origin().stream()));
    }
    fact(facts, wording.say("Length"), Wording.length(content.durationMs()));
    fact(facts, wording.say("Format"), formats(file, show));
    if (!content.videoCodec().isEmpty()) {
      fact(facts, wording.say("Picture"), escape(Codecs.name(content.videoCodec())) + ", " + content.width() + " × " + content.height());
    }
    if (!content.audioCodec().isEmpty()) {
      fact(facts, wording.say("Sound"), escape(Codecs.name(content.audioCodec())));
    }
    fact(facts, wording.say("Size"), Wording.size(content.sizeBytes()));
    if (!Wording.title(file).equals(file.name())) {
      fact(facts, wording.say("Name"), name(file.name()));
    }
    if (file.expiresAt() != null) {
      fact(facts, wording.say("Kept until"), wording.instant(file.expiresAt()));
    }
    if (file.recovered()) {
      fact(facts, wording.say("Note"), wording.say("Finished after an interruption of the server."));
    }
    fact(facts, wording.say("Address"), "<a href=\"" + escape(path) + "\">" + escape(urls.publicUrl() + path) + "</a>");
    return facts.append("</dl>\n").toString();
  }

  private static void fact(StringBuilder facts, String name, String html) {
    facts.append("<div><dt>").append(name).append("</dt><dd>").append(html).append("</dd></div>\n");
  }

  /** This format, and links to the others of the same cut. */
  private static String formats(RecordedFile file, List<RecordedFile> show) {
    StringBuilder html = new StringBuilder("<span class=\"chip\" aria-current=\"true\">" + Wording.format(file) + "</span>");
    for (FileFormat format : FileFormat.values()) {
      counterpart(file, show, format).ifPresent(
          other -> html.append(" <a class=\"chip\" href=\"/watch/%s\">%s</a>".formatted(other.fileId(), Wording.format(other))));
    }
    return html.toString();
  }

  /**
   * The file that has the middle of this one in another format; for HLS, which is never cut, only one that is not cut either, and goes on
   * to the same end: not with other pushes.
   */
  private static Optional<RecordedFile> counterpart(RecordedFile file, List<RecordedFile> show, FileFormat format) {
    List<RecordedFile> others = show.stream().filter(other -> other.format() == format && format != file.format()).toList();
    if (file.format() == FileFormat.HLS && others.size() != 1) {
      return Optional.empty();
    }
    if (file.format() == FileFormat.HLS && others.getFirst().endedAt().isBefore(file.endedAt().minus(SAME_END))) {
      return Optional.empty();
    }
    Instant middle = file.startedAt().plus(Duration.between(file.startedAt(), file.endedAt()).dividedBy(2));
    return others.stream().filter(other -> !other.startedAt().isAfter(middle)).max(Comparator.comparing(RecordedFile::startedAt));
  }

  private String pieces(RecordedFile file, List<RecordedFile> show) {
    return show.size() < 2 ? "" : """
        <section id="recordings">
        <h2>%s</h2>
        %s</section>
        """.formatted(wording.say("The whole show"), shows.show(show, file));
  }

  /** What was fetched, or made of other files, is of no stream. */
  private static boolean ofStream(RecordedFile file) {
    return !file.origin().stream().isEmpty();
  }

  private String streamLink(RecordedFile file) {
    return ofStream(file) ? """
        <a class="button" href="%s">%s</a>
        """.formatted(escape(VideoUrls.streamPagePath(file.origin().app(), file.origin().stream())),
            wording.say("All recordings of this stream")) : "";
  }
}
