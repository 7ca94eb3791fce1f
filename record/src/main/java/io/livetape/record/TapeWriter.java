package io.livetape.record;

import io.livetape.media.Format;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import io.livetape.media.mp4.FragmentTable;
import io.livetape.media.mp4.OpenEnd;
import io.livetape.media.mp4.TapeHeader;
import io.livetape.media.mp4.TapeTotals;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the fragments of one tape.
 *
 * <p>A sample's duration is only known when the next one of its track comes, so the newest sample of each track waits: its bytes are
 * in the buffer, but the fragment's table does not list it yet, and a fragment that is written meanwhile leaves it for the next.
 *
 * <p>Publisher's thread; the file is written by its lane.
 */
final class TapeWriter {
  /** How long a picture without another one before or after it is taken to last. */
  static final int PICTURE_GUESS_MS = 40;

  private final SpoolFile file;
  private final BlockPool pool;
  private final FragmentTable table;
  private final TapeTotals totals;
  private final List<TapeLane> lanes;
  private long sizeBytes;
  private int fragmentCount;
  private long fragmentStartMs = -1;
  private final MediaSpan span;
  private long latestMs;
  private boolean openEnds;

  /** @param span to be filled with what is written */
  TapeWriter(TapeHeader header, List<Track> tracks, SpoolFile file, BlockPool pool, MediaSpan span) {
    this.file = file;
    this.pool = pool;
    this.span = span;
    table = new FragmentTable(header.tracks());
    totals = new TapeTotals(header.tracks());
    lanes = tracks.stream().map(track -> new TapeLane(track, new BlockBuffer(pool))).toList();
    ByteBuffer bytes = header.bytes();
    sizeBytes = bytes.remaining();
    file.append(List.of(bytes));
  }

  SpoolFile file() {
    return file;
  }

  TapeTotals totals() {
    return totals;
  }

  /** Where the next fragment will begin. */
  long sizeBytes() {
    return sizeBytes;
  }

  /**
   * How much media was added to the fragment being collected, if it ended before this sample. A sample that waits from before counts for
   * nothing: its track may have stopped.
   */
  long fragmentMs(Sample next) {
    return fragmentStartMs < 0 ? 0 : timeMs(next) - fragmentStartMs;
  }

  /** Whether this sample can be added; where not, {@link #flush} must come first. */
  boolean hasRoomFor(Sample sample) {
    int waitingBytes = 0;
    for (TapeLane lane : lanes) {
      waitingBytes += lane.waitingBytes;
    }
    return table.hasRoomFor(sample.sizeBytes() + waitingBytes);
  }

  /**
   * Says that a sample of this track is about to come, at this time: the one that waited gets its duration and joins the fragment.
   * Call before {@link #flush} and {@link #add}, so that a fragment cut before the sample holds everything up to it.
   */
  void settle(Sample next) {
    TapeLane lane = lane(next.track());
    if (lane.waiting) {
      join(lane, (int) Math.min(next.dts() - lane.waitingDts, Integer.MAX_VALUE));
    }
  }

  void add(Sample sample) {
    latestMs = Math.max(latestMs, timeMs(sample));
    lane(sample.track()).add(sample, latestMs);
    fragmentStartMs = fragmentStartMs < 0 ? timeMs(sample) : fragmentStartMs;
  }

  /**
   * Writes the newest sample of each track that has had no other for long, to last until the next one comes: its bytes would wait in memory
   * as long as the stall lasts, and players would stop at it.
   *
   * @param next of another track, about to be added
   */
  void writeStalled(Sample next, long pictureStallMs) {
    for (TapeLane lane : lanes) {
      if (lane.track.id() != next.track().id() && lane.stalled(timeMs(next), pictureStallMs)) {
        flush();
        lane.openEnded = true;
        openEnds = true;
        join(lane, OpenEnd.ticks(lane.track.timescale()), timeMs(next));
        flush();
      }
    }
  }

  /** Whether the pictures have stalled, and the last is written. */
  boolean pictureStalled() {
    for (TapeLane lane : lanes) {
      if (lane.track.video() && lane.openEnded) {
        return true;
      }
    }
    return false;
  }

  /** Whether any sample was written with an open end. */
  boolean hasOpenEnds() {
    return openEnds;
  }

  /** Writes what is collected as one fragment. */
  void flush() {
    if (table.isEmpty()) {
      return;
    }
    List<ByteBuffer> out = new ArrayList<>();
    ByteBuffer head = table.headSizeBytes() <= BlockPool.BLOCK_BYTES ? pool.take() : ByteBuffer.allocate(table.headSizeBytes());
    table.writeTo(head, ++fragmentCount);
    out.add(head.flip());
    for (int i = 0; i < lanes.size(); i++) {
      lanes.get(i).bytes.drainTo(out, table.track(i).payloadSizeBytes());
    }
    totals.add(table);
    sizeBytes += table.fragmentSizeBytes();
    table.clear();
    fragmentStartMs = -1;
    file.append(out);
  }

  /** No more samples: those that wait are taken to last as long as their predecessors, and the last fragment is written. */
  void end() {
    for (TapeLane lane : lanes) {
      if (lane.waiting) {
        join(lane, lane.lastDuration > 0 ? lane.lastDuration : typicalDuration(lane.track));
      }
    }
    flush();
    lanes.forEach(lane -> lane.bytes.clear());
  }

  MediaSpan span() {
    return span;
  }

  private void join(TapeLane lane, int duration) {
    join(lane, duration, MediaClock.rescale(lane.waitingDts + lane.waitingOffset + duration, lane.track.timescale(), 1000));
  }

  /** @param endMs until when it is known to be shown */
  private void join(TapeLane lane, int duration, long endMs) {
    int index = lanes.indexOf(lane);
    if (!table.started(index)) {
      table.start(index, lane.waitingDts);
    }
    table.add(index, duration, lane.waitingBytes, lane.waitingOffset, lane.waitingSync);
    lane.lastDuration = lane.openEnded ? lane.lastDuration : duration;
    span.add(MediaClock.rescale(lane.waitingDts + lane.waitingOffset, lane.track.timescale(), 1000), endMs);
    lane.waiting = false;
    lane.waitingBytes = 0;
  }

  private TapeLane lane(Track track) {
    for (TapeLane lane : lanes) {
      if (lane.track.id() == track.id()) {
        return lane;
      }
    }
    throw new IllegalStateException("no track " + track.id() + " on this tape");
  }

  private static int typicalDuration(Track track) {
    return switch (track.format()) {
      case Format.Video _ -> track.timescale() * PICTURE_GUESS_MS / 1000;
      case Format.Audio _ -> 1024;
    };
  }

  static long timeMs(Sample sample) {
    return MediaClock.rescale(sample.dts(), sample.track().timescale(), 1000);
  }

  static long presentationMs(Sample sample) {
    return MediaClock.rescale(sample.pts(), sample.track().timescale(), 1000);
  }
}
