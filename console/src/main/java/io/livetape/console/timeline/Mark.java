package io.livetape.console.timeline;

import java.time.Instant;

/**
 * A moment of a stream's day.
 *
 * @param kind the name of a {@code TimelineKind}, or one of the constants here
 * @param ms what the kind says
 * @param fileId the file that it is about, 0 for none
 */
public record Mark(Instant at, String kind, long count, long ms, long fileId) {
  /** The publisher went away and came back; for how long. */
  public static final String INTERRUPTED = "INTERRUPTED";

  /** A file was closed, and the next begun, without a loss. */
  public static final String SPLIT = "SPLIT";

  /** Here ends a file that was finished after a crash. */
  public static final String RECOVERED = "RECOVERED";
}
