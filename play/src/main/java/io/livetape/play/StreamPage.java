package io.livetape.play;

import static io.livetape.play.Html.escape;

import io.livetape.live.StreamKey;
import io.livetape.vod.Listing;
import io.livetape.vod.RecordedFile;
import java.time.Instant;
import java.util.List;

/**
 * The page of a stream: what is live of it, what waits for its publisher, or was recorded last, and its recordings. While it is open its
 * script asks for it again and puts the new parts, which have ids, in the place of the old. Pure; any thread.
 */
final class StreamPage {
  private final VideoUrls urls;
  private final Wording wording;
  private final ShowList shows;

  StreamPage(VideoUrls urls, Wording wording) {
    this.urls = urls;
    this.wording = wording;
    shows = new ShowList(wording);
  }

  /**
   * One page of the listing with the player above it.
   *
   * @param page of the recordings that are listed
   */
  String html(StreamKey key, Showing showing, Listing listing, PageNumber page) {
    List<RecordedFile> files = listing.files();
    return switch (showing) {
      case Showing.LiveHls(Codecs codecs, long fileId) -> frame(key, "live", PlayerHtml.liveHls(codecs, urls.playlistPath(fileId)), """
          <p class="quiet">On air and being recorded: drag back to the beginning at any time.</p>
          <p class="actions">
          <button type="button" class="button live" data-edge aria-pressed="true" hidden>Live</button>
          <button type="button" class="button" data-beginning hidden>From the beginning</button>
          %s</p>
          """.formatted(copy(key)), recordings(key, files, listing, page, ""));
      case Showing.LiveFlv(Codecs codecs) -> frame(key, "live", PlayerHtml.liveFlv(codecs, VideoUrls.liveFlvPath(key)), """
          <p class="quiet">On air.</p>
          <p class="actions">
          %s</p>
          """.formatted(copy(key)), recordings(key, files, listing, page, ""));
      case Showing.Interrupted(Codecs codecs, long fileId, Instant until) -> frame(
          key, "interrupted", PlayerHtml.waitingHls(codecs, urls.playlistPath(fileId)), """
          <p class="quiet">Interrupted: the recording goes on if the publisher returns by %s.</p>
          <p class="actions">
          %s</p>
          """.formatted(wording.instant(until), copy(key)), recordings(key, files, listing, page, ""));
      case Showing.Starting() -> frame(key, "starting", PlayerHtml.waiting("The stream begins: its first pictures come in a moment."),
          "<p class=\"quiet\">On air.</p>\n", recordings(key, files, listing, page, ""));
      case Showing.Replay(RecordedFile file) -> frame(key, "replay", PlayerHtml.file(file, urls.path(file)), """
          <p class="quiet">Not live now. The last recording: %s</p>
          <p class="actions">
          <a class="button primary" data-again href="%s" hidden>Live again: watch</a>
          <a class="button primary" href="/watch/%s">About this recording</a>
          %s</p>
          """.formatted(wording.span(file.startedAt(), file.endedAt()), escape(path(key)), file.fileId(), copy(key)),
          recordings(key, files, listing, page, file.fileId()));
      case Showing.Nothing() -> NoticePage.html("Nothing here",
          "Nothing is known of a stream " + key + ": it is not live, and there is no recording of it. Reload this page once it has begun.");
    };
  }

  private static String frame(StreamKey key, String state, String player, String about, String recordings) {
    String badge = List.of("replay", "interrupted").contains(state) ? "" : " <span class=\"badge\">Live</span>";
    return PageFrame.html(key.name(), state, player + "<section id=\"about\">\n<h1><bdi>" + escape(key.name()) + "</bdi>" + badge
        + "</h1>\n" + about + "</section>\n" + recordings);
  }

  private String copy(StreamKey key) {
    return """
        <button type="button" class="button" data-copy="%s" aria-live="polite" hidden>Copy address</button>
        """.formatted(escape(urls.publicUrl() + path(key)));
  }

  private String recordings(StreamKey key, List<RecordedFile> files, Listing listing, PageNumber page, String currentId) {
    String list = files.isEmpty() ? "<p class=\"quiet\">There are none yet.</p>\n" : shows.days(files, currentId);
    return "<section id=\"recordings\">\n<h2>Recordings</h2>\n" + list + page.links(path(key), listing.totalCount(), "recordings") + "</section>\n";
  }

  private static String path(StreamKey key) {
    return VideoUrls.streamPagePath(key.app(), key.name());
  }
}
