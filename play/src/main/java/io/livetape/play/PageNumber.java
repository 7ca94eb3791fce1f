package io.livetape.play;

import static io.livetape.play.Html.escape;

import io.livetape.vod.Page;
import java.util.List;

/**
 * Which part of a long listing a page shows.
 *
 * @param number from 1
 */
record PageNumber(int number) {
  static final int FILES_ON_A_PAGE = 100;
  private static final int NUMBER_MAX = 10_000;

  PageNumber {
    if (number < 1 || number > NUMBER_MAX) {
      throw new IllegalArgumentException("no such page: " + number);
    }
  }

  /** From the query {@code page=2}; anything else is the first page. */
  static PageNumber of(List<String> parameter) {
    boolean given = parameter.size() == 1 && parameter.getFirst().matches("[1-9][0-9]{0,3}");
    return new PageNumber(given ? Integer.parseInt(parameter.getFirst()) : 1);
  }

  Page files() {
    return new Page((number - 1) * FILES_ON_A_PAGE, FILES_ON_A_PAGE);
  }

  boolean first() {
    return number == 1;
  }

  /**
   * Links to the pages beside this one; nothing when there are none.
   *
   * @param path of all of them, with or without a query
   * @param part of the page that has the list
   */
  String links(Language language, String path, int totalCount, String part) {
    StringBuilder links = new StringBuilder();
    String before = path + (path.contains("?") ? "&" : "?") + "page=";
    if (number > 1) {
      links.append(link(before + (number - 1) + "#" + part, language.say("Newer")));
    }
    if (totalCount > number * FILES_ON_A_PAGE) {
      links.append(link(before + (number + 1) + "#" + part, language.say("Older")));
    }
    return links.isEmpty() ? "" : "<nav class=\"actions\" aria-label=\"" + language.say("More recordings") + "\">\n" + links + "</nav>\n";
  }

  private static String link(String path, String text) {
    return "<a class=\"button\" href=\"" + escape(path) + "\">" + text + "</a>\n";
  }
}
