package io.livetape.play;

import static io.livetape.play.Html.escape;

/** What all pages share: head, brand, the place of their own content. Pure; any thread. */
final class PageFrame {
  private PageFrame() {}

  /**
   * A whole page.
   *
   * @param title text
   * @param state what the page's script is told: {@code live}, {@code starting}, {@code interrupted}, {@code replay}, {@code file},
   *   {@code rooms} or {@code plain}
   * @param content HTML of the page's main part
   */
  static String html(String title, String state, String content) {
    return page(title, "", """
        <header><a class="brand" href="/"><img src="/web/livetape.svg" alt="" width="24" height="24">Livetape</a></header>
        <main data-state="%s">
        %s</main>
        """.formatted(state, content));
  }

  /** A page inside of another one: the content alone. */
  static String embedded(String title, String content) {
    return page(title, " class=\"embedded\"", "<main data-state=\"file\">\n" + content + "</main>\n");
  }

  private static String page(String title, String bodyClass, String body) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s · Livetape</title>
        <link rel="icon" href="/web/livetape.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/web/tokens.css">
        <link rel="stylesheet" href="/web/watch.css">
        <script type="module" src="/web/watch.js"></script>
        </head>
        <body%s>
        %s</body>
        </html>
        """.formatted(escape(title), bodyClass, body);
  }
}
