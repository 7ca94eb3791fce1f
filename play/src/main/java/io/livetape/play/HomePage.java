package io.livetape.play;

import static io.livetape.play.Html.escape;
import static io.livetape.play.Html.name;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The page at {@code /}: live streams and recordings as pictures, the live ones first. Where nothing may be listed it says what this is and
 * where to go, and names no stream: who has no address finds none. Pure; any thread.
 */
final class HomePage {
  private final Language language;

  HomePage(Language language) {
    this.language = language;
  }

  /** Names nothing. */
  String closed() {
    return html("plain", hero(say("Live streams, recorded and ready to replay"),
        say("This server takes live streams, records them, and plays them back from the moment they begin.")) + """
        <form class="card open" action="/watch" method="get">
        <label for="stream">%s</label>
        <div class="row">
        <input id="stream" name="stream" required maxlength="512" placeholder="%s" autocomplete="off"
        autocapitalize="none" spellcheck="false">
        <button class="button primary">%s</button>
        </div>
        </form>
        """.formatted(say("Watch a stream or a recording"), say("live/show, or a file id"), say("Watch")) + columns());
  }

  /**
   * Lists.
   *
   * @param prefix that was looked for, empty for none
   */
  String rooms(String prefix, RoomSearch.Found found, PageNumber page) {
    if (prefix.isEmpty() && found.nothing()) {
      return html("rooms", "<div id=\"rooms\">\n" + hero(say("Nothing has been shown here yet"),
          say("The first stream appears here when it begins, and its recording when it ends.")) + columns() + "</div>\n");
    }
    return html("rooms", search(prefix) + "<div id=\"rooms\">\n"
        + section(say("Live now"), found.live(), more(found)) + section(say("Recordings"), found.shows(), "") + empty(prefix, found)
        + page.links(language, path(prefix), found.fileCount(), "rooms")
        + "</div>\n");
  }

  private static String path(String prefix) {
    return prefix.isEmpty() ? "/" : "/?q=" + URLEncoder.encode(prefix, StandardCharsets.UTF_8);
  }

  private String html(String state, String content) {
    return PageFrame.html(language, say("Live streams, recorded"), state, content);
  }

  private String say(String english, Object... values) {
    return language.say(english, values);
  }

  private String search(String prefix) {
    return """
        <h1 class="unseen">%s</h1>
        <form class="search" action="/" method="get" role="search">
        <input type="search" name="q" value="%s" maxlength="255" placeholder="%s" aria-label="%s" \
        autocomplete="off" autocapitalize="none" spellcheck="false">
        <button class="button">%s</button>
        </form>
        """.formatted(say("Live streams and recordings"), escape(prefix), say("Search by the beginning of a name"),
        say("Search by the beginning of a name"), say("Search"));
  }

  private String more(RoomSearch.Found found) {
    int unlisted = found.liveCount() - found.live().size();
    return found.live().isEmpty() || unlisted == 0 ? ""
        : quiet(say("And %s more, which are found by their names.", unlisted));
  }

  private String empty(String prefix, RoomSearch.Found found) {
    if (!found.live().isEmpty() || !found.shows().isEmpty()) {
      return "";
    }
    return quiet(prefix.isEmpty() ? say("There is nothing on this page.")
        : say("Nothing begins with “%s”.", name(prefix)) + " <a href=\"/\">" + say("Show everything") + "</a>");
  }

  private static String quiet(String html) {
    return "<p class=\"quiet\">" + html + "</p>\n";
  }

  private String section(String heading, List<Room> rooms, String foot) {
    if (rooms.isEmpty()) {
      return "";
    }
    StringBuilder list = new StringBuilder("<section>\n<h2>" + heading + "</h2>\n<ul class=\"rooms\">\n");
    rooms.forEach(room -> list.append(card(room)));
    return list.append("</ul>\n").append(foot).append("</section>\n").toString();
  }

  private String card(Room room) {
    String corner = room.live()
        ? "<span class=\"badge\">" + say("Live") + "</span>" : "<span class=\"length\">" + room.length() + "</span>";
    return """
        <li class="room"><a class="picture" href="%s">%s%s<span class="name">%s</span></a>
        <p class="quiet">%s%s</p></li>
        """.formatted(escape(room.path()), picture(room), corner, name(room.title()), broadcaster(room), escape(room.when()));
  }

  /** Pictures say nothing that the title does not; where there is none its first letter stands for it. */
  private static String picture(Room room) {
    return room.coverPath().isEmpty()
        ? "<span class=\"cover\" aria-hidden=\"true\">" + escape(first(room.title())) + "</span>"
        : "<img class=\"cover\" src=\"" + escape(room.coverPath()) + "\" alt=\"\" loading=\"lazy\" width=\"640\" height=\"360\">";
  }

  private static String first(String title) {
    return title.isEmpty() ? "" : new String(Character.toChars(Character.toUpperCase(title.codePointAt(0))));
  }

  private static String broadcaster(Room room) {
    String name = name(room.broadcaster());
    if (room.broadcaster().isEmpty()) {
      return "";
    }
    return (room.broadcasterPath().isEmpty() ? name : "<a href=\"" + escape(room.broadcasterPath()) + "\">" + name + "</a>") + " · ";
  }

  private static String hero(String title, String text) {
    return """
        <section class="hero">
        <h1>%s</h1>
        <p class="quiet">%s</p>
        </section>
        """.formatted(title, text);
  }

  private String columns() {
    return "<div class=\"columns\">\n"
        + column(say("Watch live"), say("%s plays a stream while it is live, back to its beginning, and its recordings afterwards.",
            "<code>/watch/" + variable(say("app")) + "/" + variable(say("stream")) + "</code>"))
        + column(say("Replay"), say("%s plays one recording. Its media address stands in the callback that announced it.",
            "<code>/watch/" + variable(say("file id")) + "</code>"))
        + column(say("Push"), say("Whoever runs this server gets an address for OBS or ffmpeg from %s.",
            "<code>./livetape push-url " + variable(say("name")) + "</code>"))
        + "</div>\n";
  }

  private static String column(String heading, String html) {
    return """
        <section class="card">
        <h2>%s</h2>
        <p>%s</p>
        </section>
        """.formatted(heading, html);
  }

  private static String variable(String name) {
    return "<var>" + name + "</var>";
  }
}
