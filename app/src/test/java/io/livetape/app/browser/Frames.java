package io.livetape.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;

/** Frames of a clip that a player has shown, in their order. */
record Frames(List<Frame> shown) {
  /** Of the clips that tests push. */
  static final int PER_SECOND = 25;

  /** The picture begins after the encoder's first AAC frame, or, by time of decoding, after two frames for reordering. */
  private static final int START_MAX = 2;

  /** Half a second, on a machine that is busy with something else; those that are late at all are few. */
  private static final int LATE_MAX = 12;

  /** RTMP tells milliseconds. */
  private static final double TOLERANCE = 0.05;

  /** One frame as it was shown: when in the media, and the number that is drawn in it. */
  record Frame(double seconds, int number) {}

  /** Those from a time on. */
  Frames from(double seconds) {
    return new Frames(shown.stream().filter(frame -> frame.seconds >= seconds).toList());
  }

  /** Those before a time. */
  Frames until(double seconds) {
    return new Frames(shown.stream().filter(frame -> frame.seconds < seconds).toList());
  }

  /**
   * Fails unless at least so many frames were shown in their order, each at the time that its number says. The picture is looked at a
   * moment after its time was told, so that now and then it is a later one already; not often, and never an earlier one.
   *
   * @param beginSeconds about when frame 0 comes
   */
  void assertAtTheirTimes(int atLeastCount, double beginSeconds) {
    assertThat(shown).hasSizeGreaterThanOrEqualTo(atLeastCount).isSortedAccordingTo(Comparator.comparingInt(Frame::number));
    double start = startSeconds();
    assertThat((start - beginSeconds) * PER_SECOND).isBetween(-TOLERANCE, START_MAX + TOLERANCE);
    List<Double> lateness = shown.stream().map(frame -> frame.number() - (frame.seconds() - start) * PER_SECOND).toList();
    assertThat(lateness).allSatisfy(frameCount -> assertThat(frameCount).isBetween(-TOLERANCE, LATE_MAX + TOLERANCE));
    assertThat(lateness.stream().filter(frameCount -> frameCount > TOLERANCE).count()).isLessThanOrEqualTo(shown.size() / 5);
  }

  /** When frame 0 comes, by the frame that was looked at soonest: the first one may have been looked at late as well. */
  double startSeconds() {
    return shown.stream().mapToDouble(frame -> frame.seconds() - frame.number() / (double) PER_SECOND).max().orElseThrow();
  }
}
