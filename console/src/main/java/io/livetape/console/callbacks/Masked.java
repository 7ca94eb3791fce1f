package io.livetape.console.callbacks;

import java.util.regex.Pattern;

/** Bodies of events without what signs a push or a request: events repeat the parameters that a publisher has sent. Pure. */
final class Masked {
  private static final Pattern SECRET =
      Pattern.compile("(?i)((?:txSecret|sign|signature|token|key|secret|password|passwd|pass)=)[^&\"\\\\]+");

  private Masked() {}

  static String text(String body) {
    return SECRET.matcher(body).replaceAll("$1…");
  }
}
