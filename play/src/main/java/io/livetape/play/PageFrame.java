package io.livetape.play;

import static io.livetape.play.Html.escape;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What all pages share: head, brand, the place of their own content. Pure; any thread. */
final class PageFrame {
  private PageFrame() {}

  /**
   * A whole page, with the switch to the other language.
   *
   * @param title text
   * @param state what the page's script is told: {@code live}, {@code starting}, {@code interrupted}, {@code replay}, {@code file},
   *   {@code rooms} or {@code plain}
   * @param content HTML of the page's main part
   */
  static String html(Language language, String title, String state, String content) {
    return page(language, title, "", """
        <header>
        <a class="brand" href="/"><img src="/web/livetape.svg" alt="" width="24" height="24">Livetape</a>
        %s</header>
        <main data-state="%s">
        %s</main>
        """.formatted(others(language), state, content));
  }

  /** A page inside of another one: the content alone. */
  static String embedded(Language language, String title, String content) {
    return page(language, title, " class=\"embedded\"", "<main data-state=\"file\">\n" + content + "</main>\n");
  }

  private static String page(Language language, String title, String bodyClass, String body) {
    return """
        <!doctype html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s · Livetape</title>
        <link rel="icon" href="/web/livetape.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/web/tokens.css">
        <link rel="stylesheet" href="/web/base.css">
        <link rel="stylesheet" href="/web/watch.css">
        <link rel="stylesheet" href="/web/site.css">
        <script type="module" src="/web/watch.js"></script>
        </head>
        <body%s>
        %s</body>
        </html>
        """.formatted(language.tag(), escape(title), bodyClass, body);
  }

  /** The others by their own names. The page's script keeps the choice in a cookie; without it the choice is for one page. */
  private static String others(Language spoken) {
    return Arrays.stream(Language.values()).filter(each -> each != spoken).map(each -> """
        <a class="language" href="?%s=%s" data-language="%s" lang="%s" hreflang="%s">%s</a>
        """.formatted(Language.PARAMETER, each.code(), each.code(), each.tag(), each.tag(), each.ownName())).collect(Collectors.joining());
  }
}
