package io.livetape.api.vod;

import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Required;

/** A moment that somebody has described; {@code timeOffset} is in seconds. */
record KeyFrameDescItem(@Required @Between(max = 31_536_000) Double timeOffset, @Required String content) {
  long offsetMs() {
    return toMs(timeOffset);
  }

  static long toMs(double seconds) {
    return Math.round(seconds * 1000);
  }
}
