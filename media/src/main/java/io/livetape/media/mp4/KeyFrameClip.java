package io.livetape.media.mp4;

import io.livetape.media.Format;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Track;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Key frames alone as a fragmented MP4 that is read from its beginning to its end, as a decoder does from a pipe. The first is shown at
 * second 0, the next at second 1 … One thread.
 *
 * <pre>
 *  head │ next, key frame's bytes │ next, key frame's bytes │ …
 * </pre>
 */
public final class KeyFrameClip {
  private static final int TIMESCALE = 1000;
  private static final TapeIdentity NOBODY = new TapeIdentity("0", "", "", "", "", "", Instant.EPOCH, 0, Duration.ZERO);

  private final TapeHeader header;
  private final FragmentTable table;
  private int count;

  /** @throws MalformedMediaException if the configuration is longer than a tape's may be */
  public KeyFrameClip(Format.Video format) throws MalformedMediaException {
    header = TapeHeader.build(NOBODY, List.of(new Track(Track.VIDEO_ID, TIMESCALE, format)));
    table = new FragmentTable(header.tracks());
  }

  /** What everything begins with. */
  public ByteBuffer head() {
    return header.bytes().position(header.initOffset());
  }

  /** What stands before the next key frame's bytes. */
  public ByteBuffer next(int sizeBytes) {
    table.clear();
    table.start(0, (long) count * TIMESCALE);
    table.add(0, TIMESCALE, sizeBytes, 0, true);
    ByteBuffer head = ByteBuffer.allocate(table.headSizeBytes());
    table.writeTo(head, ++count);
    return head.flip();
  }
}
