package io.livetape.play;

import io.livetape.vod.RecordedFile;
import java.time.Instant;

/** What there is to see of a stream at this moment. */
sealed interface Showing {
  /** Live and recorded: the growing file can be played from its beginning. */
  record LiveHls(Codecs codecs, long fileId) implements Showing {}

  /** Live, and not recorded in a format that can be played meanwhile. */
  record LiveFlv(Codecs codecs) implements Showing {}

  /** Not live, but the recording goes on if the publisher returns in time; so far it can be played. */
  record Interrupted(Codecs codecs, long fileId, Instant waitsUntil) implements Showing {}

  /** Live, with nothing to play in its first moments. */
  record Starting() implements Showing {}

  /** Not live; this was recorded last. */
  record Replay(RecordedFile file) implements Showing {}

  /** Neither live nor recorded. */
  record Nothing() implements Showing {}
}
