package io.livetape.play;

import static io.livetape.play.Html.escape;

import io.livetape.vod.RecordedFile;

/** One recording's player and nothing else, to be framed by other sites' pages. Pure; any thread. */
final class EmbedPage {
  private EmbedPage() {}

  /** @param path of the media, with the query that opens it */
  static String html(Language language, RecordedFile file, String path) {
    return PageFrame.embedded(language, Wording.title(file), PlayerHtml.file(file, path) + """
        <h1 class="whole"><a href="/watch/%s" target="_blank" rel="noopener">%s</a></h1>
        """.formatted(file.fileId() + escape(query(path)), escape(Wording.title(file))));
  }

  private static String query(String path) {
    int mark = path.indexOf('?');
    return mark < 0 ? "" : path.substring(mark);
  }
}
