package io.livetape.play;

import static io.livetape.play.Html.escape;

/** A page that says why there is nothing to see. Pure; any thread. */
final class NoticePage {
  private NoticePage() {}

  static String html(String title, String text) {
    return PageFrame.html(title, "plain", """
        <section class="notice">
        <h1>%s</h1>
        <p class="quiet">%s</p>
        <p class="actions"><a class="button" href="/">To the start</a></p>
        </section>
        """.formatted(escape(title), escape(text)));
  }

  /** The title of the notice for a failed request. */
  static String title(int status) {
    return switch (status) {
      case 400 -> "Not understood";
      case 403 -> "Not available";
      case 404 -> "Not found";
      default -> "Something went wrong";
    };
  }
}
