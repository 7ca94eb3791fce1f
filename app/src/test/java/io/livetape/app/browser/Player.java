package io.livetape.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/** The audio or video element of a page. One thread. */
final class Player {
  private final Page page;

  Player(Page page) {
    this.page = page;
  }

  /** One frame as it was shown: when in the media, and the number that is drawn in it. */
  record Frame(double seconds, int number) {}

  /** Waits until a condition holds, written in JavaScript with {@code player} as the element. */
  Player await(String condition) {
    page.waitForFunction("() => { const player = look.element(); return " + condition + "; }");
    return this;
  }

  /** Waits until length and first picture or sound are known. */
  Player awaitReady() {
    return await("player && player.readyState >= player.HAVE_CURRENT_DATA");
  }

  Player play() {
    page.evaluate("() => look.element().play()");
    return this;
  }

  Player awaitEnd() {
    return await("player.ended");
  }

  /** Pauses, goes to a time and waits until what is there is shown. */
  Player seek(double seconds) {
    page.evaluate("seconds => { const player = look.element(); player.pause(); player.currentTime = seconds; }", seconds);
    return await("!player.seeking && player.readyState >= player.HAVE_CURRENT_DATA");
  }

  double seconds() {
    return number("look.element().currentTime");
  }

  double lengthSeconds() {
    return number("look.element().duration");
  }

  /** The number in the frame that is shown. */
  int frameNumber() {
    return (int) number("look.number()");
  }

  /** The frames shown so far. */
  List<Frame> frames() {
    List<?> frames = (List<?>) page.evaluate("() => look.frames");
    return frames.stream().map(Map.class::cast)
        .map(frame -> new Frame(((Number) frame.get("time")).doubleValue(), ((Number) frame.get("number")).intValue())).toList();
  }

  /** The times at which playback had to wait for data. */
  List<?> waits() {
    return (List<?>) page.evaluate("() => look.waits");
  }

  /** A number that JavaScript computes; NaN and infinity are told as such. */
  double number(String expression) {
    Object value = page.evaluate("() => " + expression);
    assertThat(value).as(expression).isInstanceOf(Number.class);
    return ((Number) value).doubleValue();
  }
}
