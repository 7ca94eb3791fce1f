package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.FileFormat;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of the replay site, as text. */
class HomePageTest {
  private static final HomePage HOME = new HomePage(Language.ENGLISH);
  private static final PageNumber FIRST = new PageNumber(1);
  private static final Room LIVE = new Room("show", "live", "", "/watch/live/show", "", true, "", "since 09:30");
  private static final Room PAST = new Room(
      Shelf.HOSTILE, Shelf.HOSTILE, "/watch/live/a%22b", "/watch/42", "/vod/1/42/cover-1.jpg", false, "1:02:05", "20 Nov 2026, 09:30");

  @Test
  void list_ofLiveAndPastShows_namesThemAsText() throws IOException {
    String page = HOME.rooms("", new RoomSearch.Found(List.of(LIVE), 1, List.of(PAST), 1), FIRST);

    assertThat(page).doesNotContain("<script>alert");
    Golden.check("site.html", page);
  }

  @Test
  void list_beforeTheFirstShow_saysHowToBegin() {
    assertThat(HOME.rooms("", new RoomSearch.Found(List.of(), 0, List.of(), 0), FIRST))
        .contains("Nothing has been shown here yet", "push-url").doesNotContain("role=\"search\"");
  }

  @Test
  void list_ofMoreLiveStreamsThanItNames_saysHowMany() {
    assertThat(HOME.rooms("", new RoomSearch.Found(List.of(LIVE), 98, List.of(), 0), FIRST)).contains("And 97 more");
  }

  @Test
  void list_longerThanAPage_keepsTheSearchInItsLinks() {
    assertThat(HOME.rooms("a&b", new RoomSearch.Found(List.of(), 0, List.of(PAST), 300), new PageNumber(2)))
        .contains("href=\"/?q=a%26b&amp;page=3#rooms\"", "href=\"/?q=a%26b&amp;page=1#rooms\"", "value=\"a&amp;b\"");
  }

  @Test
  void embeddedPlayer_hasTheMediaAndALinkToTheWholePage() throws IOException {
    Golden.check("embed.html", EmbedPage.html(Language.ENGLISH, Shelf.file("42", FileFormat.MP4, Shelf.HOSTILE), "/vod/1/42/f0.mp4?t=1&sign=x"));
  }
}
