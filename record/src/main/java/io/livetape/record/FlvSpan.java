package io.livetape.record;

/**
 * From where to where the frames of an FLV file are presented, in milliseconds of whatever timeline is given. Tags do not say how long
 * their frames last: a picture is taken to last as long as the one before it, and a single one as long as a tape takes it to.
 */
final class FlvSpan {
  private final MediaSpan span;
  private int pictureCount;
  private long pictureMs;
  private long presentationMs;

  /** @param span to be filled */
  FlvSpan(MediaSpan span) {
    this.span = span;
  }

  void picture(long decodeMs, long compositionOffsetMs) {
    presentationMs = decodeMs + compositionOffsetMs;
    span.add(presentationMs, presentationMs + (pictureCount == 0 ? 0 : decodeMs - pictureMs));
    pictureMs = decodeMs;
    pictureCount = Math.min(2, pictureCount + 1);
  }

  void sound(long startMs, long durationMs) {
    span.add(startMs, startMs + durationMs);
  }

  /** No more frames. */
  MediaSpan ended() {
    if (pictureCount == 1) {
      span.add(presentationMs, presentationMs + TapeWriter.PICTURE_GUESS_MS);
    }
    return span;
  }
}
