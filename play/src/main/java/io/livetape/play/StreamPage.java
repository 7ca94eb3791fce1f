package io.livetape.play;

import static io.livetape.play.Html.escape;
import static io.livetape.play.Html.name;

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
      case Showing.LiveHls(Codecs codecs, long fileId) -> frame(key, "live", PlayerHtml.liveHls(codecs, urls.playlistPath(fileId)),
          about(say("On air and being recorded: drag back to the beginning at any time."), liveButtons() + copy(key)),
          recordings(key, files, listing, page, ""));
      case Showing.LiveFlv(Codecs codecs) -> frame(key, "live", PlayerHtml.liveFlv(codecs, VideoUrls.liveFlvPath(key)),
          about(say("On air."), copy(key)), recordings(key, files, listing, page, ""));
      case Showing.Interrupted(Codecs codecs, long fileId, Instant until) -> frame(
          key, "interrupted", PlayerHtml.waitingHls(codecs, urls.playlistPath(fileId)),
          about(say("Interrupted: the recording goes on if the publisher returns by %s.", wording.instant(until)), copy(key)),
          recordings(key, files, listing, page, ""));
      case Showing.Starting() -> frame(key, "starting", PlayerHtml.waiting(say("The stream begins: its first pictures come in a moment.")),
          quiet(say("On air.")), recordings(key, files, listing, page, ""));
      case Showing.Replay(RecordedFile file) -> frame(key, "replay", PlayerHtml.file(file, urls.path(file)),
          about(say("Not live now. The last recording: %s", wording.span(file.startedAt(), file.endedAt())),
              replayLinks(key, file) + copy(key)),
          recordings(key, files, listing, page, file.fileId()));
      case Showing.Nothing() -> NoticePage.html(wording.language(), say("Nothing here"), say(
          "Nothing is known of a stream %s: it is not live, and there is no recording of it. Reload this page once it has begun.", key));
    };
  }

  private String say(String english, Object... values) {
    return wording.say(english, values);
  }

  private String frame(StreamKey key, String state, String player, String about, String recordings) {
    String badge = List.of("replay", "interrupted").contains(state) ? "" : " <span class=\"badge\">" + say("Live") + "</span>";
    return PageFrame.html(wording.language(), key.name(), state, player + "<section id=\"about\">\n<h1>" + name(key.name())
        + badge + "</h1>\n" + about + "</section>\n" + recordings);
  }

  private static String about(String text, String actions) {
    return quiet(text) + "<p class=\"actions\">\n" + actions + "</p>\n";
  }

  private static String quiet(String text) {
    return "<p class=\"quiet\">" + text + "</p>\n";
  }

  private String liveButtons() {
    return """
        <button type="button" class="button live" data-edge aria-pressed="true" hidden>%s</button>
        <button type="button" class="button" data-beginning hidden>%s</button>
        """.formatted(say("Live"), say("From the beginning"));
  }

  private String replayLinks(StreamKey key, RecordedFile file) {
    return """
        <a class="button primary" data-again href="%s" hidden>%s</a>
        <a class="button primary" href="/watch/%s">%s</a>
        """.formatted(escape(path(key)), say("Live again: watch"), file.fileId(), say("About this recording"));
  }

  private String copy(StreamKey key) {
    return """
        <button type="button" class="button" data-copy="%s" aria-live="polite" hidden>%s</button>
        """.formatted(escape(urls.publicUrl() + path(key)), say("Copy address"));
  }

  private String recordings(StreamKey key, List<RecordedFile> files, Listing listing, PageNumber page, String currentId) {
    String list = files.isEmpty() ? quiet(say("There are none yet.")) : shows.days(files, currentId);
    return "<section id=\"recordings\">\n<h2>" + say("Recordings") + "</h2>\n" + list
        + page.links(wording.language(), path(key), listing.totalCount(), "recordings") + "</section>\n";
  }

  private static String path(StreamKey key) {
    return VideoUrls.streamPagePath(key.app(), key.name());
  }
}
