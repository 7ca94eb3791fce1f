package io.livetape.play;

import static io.livetape.play.Html.escape;

/** A page that says why there is nothing to see. Pure; any thread. */
final class NoticePage {
  private NoticePage() {}

  static String html(Language language, String title, String text) {
    return PageFrame.html(language, title, "plain", """
        <section class="notice">
        <h1>%s</h1>
        <p class="quiet">%s</p>
        <p class="actions"><a class="button" href="/">%s</a></p>
        </section>
        """.formatted(escape(title), escape(text), language.say("To the start")));
  }

  /** The notice for a failed request. */
  static String html(Language language, int status, Sentence why) {
    String title = switch (status) {
      case 400 -> language.say("Not understood");
      case 403 -> language.say("Not available");
      case 404 -> language.say("Not found");
      default -> language.say("Something went wrong");
    };
    return html(language, title, why.in(language));
  }
}
