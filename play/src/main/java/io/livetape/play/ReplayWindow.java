package io.livetape.play;

import io.livetape.vod.TimeWindow;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A window of a stream's time.
 *
 * @param to empty for a window that is still open: it grows with the stream
 */
record ReplayWindow(Instant from, Optional<Instant> to) {
  private static final Pattern UNIX = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?");
  private static final int LENGTH_MAX = 64;
  /** No recording has other times; what lies outside could not even be looked up. */
  private static final TimeWindow POSSIBLE = TimeWindow.ALWAYS;

  /** A window that cannot be read, and what to tell whoever asked. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Sentence why;

    UnreadableException(Sentence why) {
      super(why.toString());
      this.why = why;
    }

    Sentence why() {
      return why;
    }
  }

  /** @param to empty for none */
  static ReplayWindow parse(String from, String to) throws UnreadableException {
    if (from.isEmpty()) {
      throw new UnreadableException(Sentence.of("\"%s\" is missing: a time such as 2026-01-31T12:00:00Z, or seconds since 1970.", "from"));
    }
    ReplayWindow window = new ReplayWindow(instant("from", from), to.isEmpty() ? Optional.empty() : Optional.of(instant("to", to)));
    if (window.to.isPresent() && !window.to.get().isAfter(window.from)) {
      throw new UnreadableException(Sentence.of("\"to\" must be later than \"from\"."));
    }
    return window;
  }

  /** A plus sign that was not escaped in the address arrives as a blank. */
  private static Instant instant(String name, String text) throws UnreadableException {
    Optional<Instant> read = read(text).filter(instant -> !instant.isBefore(POSSIBLE.from()) && !instant.isAfter(POSSIBLE.to()));
    return read.orElseThrow(() -> new UnreadableException(
        Sentence.of("\"%s\" is no time: a time such as 2026-01-31T12:00:00Z, or seconds since 1970.", name)));
  }

  private static Optional<Instant> read(String text) {
    try {
      if (UNIX.matcher(text).matches()) {
        BigDecimal seconds = new BigDecimal(text);
        return Optional.of(Instant.ofEpochSecond(seconds.longValue(), seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue()));
      }
      return text.length() > LENGTH_MAX ? Optional.empty() : Optional.of(OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** One that is still open reaches as far as times do. */
  TimeWindow times() {
    return new TimeWindow(from, to.orElse(POSSIBLE.to()));
  }
}
