package io.livetape.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The audio or video element of a page. One thread. */
final class Player {
  /** Of the clips that tests push. */
  private static final int FRAMES_PER_SECOND = 25;

  private static final int REORDERED_FRAMES_MAX = 2;
  private static final int LATE_FRAMES_MAX = 3;

  /** In frames: RTMP tells milliseconds. */
  private static final double TOLERANCE = 0.05;

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
    return await("player && player.readyState >= player.HAVE_CURRENT_DATA && (!player.videoWidth || look.frames.length)");
  }

  Player play() {
    return play(1);
  }

  /** Plays without sound, which needs no permission, so many times faster than in life. */
  Player play(int rate) {
    page.evaluate("rate => { const player = look.element(); player.muted = true; player.playbackRate = rate; return player.play(); }", rate);
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
    return seek(videoStart() + (number + 0.5) / FRAMES_PER_SECOND);
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

  /**
   * Fails unless at least so many frames were shown in their order, each at the time that its number says. The picture is looked at a
   * moment after its time was told, so that now and then it is a later one already; not often, and never an earlier one.
   */
  void assertFramesAtTheirTimes(int atLeastCount) {
    List<Frame> frames = frames();
    assertThat(frames).hasSizeGreaterThanOrEqualTo(atLeastCount).isSortedAccordingTo(Comparator.comparingInt(Frame::number));
    double start = videoStart();
    List<Double> lateness = frames.stream().map(frame -> frame.number() - (frame.seconds() - start) * FRAMES_PER_SECOND).toList();
    assertThat(lateness).allSatisfy(frameCount -> assertThat(frameCount).isBetween(-TOLERANCE, LATE_FRAMES_MAX + TOLERANCE));
    assertThat(lateness.stream().filter(frameCount -> frameCount > TOLERANCE).count()).isLessThanOrEqualTo(frames.size() / 5);
  }

  /** When the picture begins: after the encoder's first AAC frame, or, by time of decoding, after two frames for reordering. */
  private double videoStart() {
    Frame first = frames().getFirst();
    double start = first.seconds() - first.number() / (double) FRAMES_PER_SECOND;
    assertThat(start * FRAMES_PER_SECOND).isBetween(-TOLERANCE, REORDERED_FRAMES_MAX + TOLERANCE);
    return start;
  }

  /** The times at which playback had to wait for data, in seconds of the media. */
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
