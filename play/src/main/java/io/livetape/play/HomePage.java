package io.livetape.play;

import static io.livetape.play.Html.escape;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The page at {@code /}: live streams and recordings as pictures, the live ones first. Where nothing may be listed it says what this is and
 * where to go, and names no stream: who has no address finds none. Pure; any thread.
 */
final class HomePage {
  private static final String TITLE = "Live streams, recorded";

  private HomePage() {}

  /** Names nothing. */
  static String closed() {
    return PageFrame.html(TITLE, "plain", hero("Live streams, recorded and ready to replay",
        "This server takes live streams, records them, and plays them back from the moment they begin.") + """
        <form class="card open" action="/watch" method="get">
        <label for="stream">Watch a stream or a recording</label>
        <div class="row">
        <input id="stream" name="stream" required maxlength="512" placeholder="live/show, or a file id" autocomplete="off"
        autocapitalize="none" spellcheck="false">
        <button class="button primary">Watch</button>
        </div>
        </form>
        """ + columns());
  }

  /**
   * Lists.
   *
   * @param prefix that was looked for, empty for none
   */
  static String rooms(String prefix, RoomSearch.Found found, PageNumber page) {
    if (prefix.isEmpty() && found.nothing()) {
      return PageFrame.html(TITLE, "rooms", "<div id=\"rooms\">\n" + hero("Nothing has been shown here yet",
          "The first stream appears here when it begins, and its recording when it ends.") + columns() + "</div>\n");
    }
    return PageFrame.html(TITLE, "rooms", search(prefix) + "<div id=\"rooms\">\n"
        + section("Live now", found.live(), more(found)) + section("Recordings", found.shows(), "") + empty(prefix, found)
        + page.links(prefix.isEmpty() ? "/" : "/?q=" + URLEncoder.encode(prefix, StandardCharsets.UTF_8), found.fileCount(), "rooms")
        + "</div>\n");
  }

  private static String search(String prefix) {
    return """
        <h1 class="unseen">Live streams and recordings</h1>
        <form class="search" action="/" method="get" role="search">
        <input type="search" name="q" value="%s" maxlength="255" placeholder="Search by the beginning of a name" \
        aria-label="Search by the beginning of a name" autocomplete="off" autocapitalize="none" spellcheck="false">
        <button class="button">Search</button>
        </form>
        """.formatted(escape(prefix));
  }

  private static String more(RoomSearch.Found found) {
    int unlisted = found.liveCount() - found.live().size();
    return found.live().isEmpty() || unlisted == 0 ? ""
        : "<p class=\"quiet\">And " + unlisted + " more, which are found by their names.</p>\n";
  }

  private static String empty(String prefix, RoomSearch.Found found) {
    if (!found.live().isEmpty() || !found.shows().isEmpty()) {
      return "";
    }
    return prefix.isEmpty() ? "<p class=\"quiet\">There is nothing on this page.</p>\n"
        : "<p class=\"quiet\">Nothing begins with “<bdi>" + escape(prefix) + "</bdi>”. <a href=\"/\">Show everything</a></p>\n";
  }

  private static String section(String heading, List<Room> rooms, String foot) {
    if (rooms.isEmpty()) {
      return "";
    }
    StringBuilder list = new StringBuilder("<section>\n<h2>" + heading + "</h2>\n<ul class=\"rooms\">\n");
    rooms.forEach(room -> list.append(card(room)));
    return list.append("</ul>\n").append(foot).append("</section>\n").toString();
  }

  private static String card(Room room) {
    String corner = room.live() ? "<span class=\"badge\">Live</span>" : "<span class=\"length\">" + room.length() + "</span>";
    return """
        <li class="room"><a class="picture" href="%s">%s%s<span class="name"><bdi>%s</bdi></span></a>
        <p class="quiet">%s%s</p></li>
        """.formatted(escape(room.path()), picture(room), corner, escape(room.title()), broadcaster(room), escape(room.when()));
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
    String name = "<bdi>" + escape(room.broadcaster()) + "</bdi>";
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

  private static String columns() {
    return """
        <div class="columns">
        <section class="card">
        <h2>Watch live</h2>
        <p><code>/watch/<var>app</var>/<var>stream</var></code> plays a stream while it is live, back to its beginning, and
        its recordings afterwards.</p>
        </section>
        <section class="card">
        <h2>Replay</h2>
        <p><code>/watch/<var>file id</var></code> plays one recording. Its media address stands in the callback that announced it.</p>
        </section>
        <section class="card">
        <h2>Push</h2>
        <p>Whoever runs this server gets an address for OBS or ffmpeg from <code>./livetape push-url <var>name</var></code>.</p>
        </section>
        </div>
        """;
  }
}
