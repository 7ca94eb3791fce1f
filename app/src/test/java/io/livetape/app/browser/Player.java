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

  /** Waits until there is a player and a condition holds, written in JavaScript with {@code player} as the element. */
  Player await(String condition) {
    page.waitForFunction("() => { const player = look.element(); return Boolean(player && (" + condition + ")); }");
    return this;
  }

  /** Waits until length and first picture or sound are known; frames must carry numbers. */
  Player awaitReady() {
    return awaitData().await("!player.videoWidth || look.number() >= 0");
  }

  /** Waits until there is something to play. */
  Player awaitData() {
    return await("player.readyState >= player.HAVE_CURRENT_DATA");
  }

  Player play() {
    return play(1);
  }

  /** Plays without sound, which needs no permission, so many times faster than in life. */
  Player play(int rate) {
    page.evaluate("rate => Object.assign(look.element(), { muted: true, playbackRate: rate }).play()", rate);
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

  /** As {@link #seek}, to the middle of the time in which a numbered frame is to be seen. */
  Player seekFrame(int number) {
    if (frames().shown().isEmpty()) {
      seek(1).await("look.frames.length");
    }
    return seek(frames().startSeconds() + (number + 0.5) / Frames.PER_SECOND);
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
  Frames frames() {
    List<?> frames = (List<?>) page.evaluate("() => look.frames");
    return new Frames(frames.stream().map(Map.class::cast)
        .map(frame -> new Frames.Frame(((Number) frame.get("time")).doubleValue(), ((Number) frame.get("number")).intValue())).toList());
  }

  /** The times at which playback had to wait with no data to go on with, in seconds of the media. */
  List<Double> waits() {
    List<?> waits = (List<?>) page.evaluate("() => look.waits");
    return waits.stream().map(seconds -> ((Number) seconds).doubleValue()).toList();
  }

  /** A number that JavaScript computes; NaN and infinity are told as such. */
  double number(String expression) {
    Object value = page.evaluate("() => " + expression);
    assertThat(value).as(expression).isInstanceOf(Number.class);
    return ((Number) value).doubleValue();
  }
}
