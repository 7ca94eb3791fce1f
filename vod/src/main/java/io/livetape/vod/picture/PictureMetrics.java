package io.livetape.vod.picture;

import java.util.concurrent.atomic.LongAdder;

/** What became of the pictures of one kind since the process started. */
public final class PictureMetrics {
  public final LongAdder made = new LongAdder();
  /** Given up, or never begun because too many waited. */
  public final LongAdder missed = new LongAdder();
}
