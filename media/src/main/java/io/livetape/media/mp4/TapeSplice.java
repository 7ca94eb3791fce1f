package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/**
 * Puts tapes, or runs of their fragments, one behind the other into a new tape: the samples' bytes are copied, nothing is encoded again.
 *
 * <p>Pieces of one recording keep their distances to the sample. Where the timeline breaks, as between two pushes, the next piece is shown
 * from where the last track of the one before ends, and its tracks keep their distance to each other. Usage: {@link #add} for each
 * piece, then {@link #finish}. One thread; blocks.
 */
public final class TapeSplice {
  /** Pieces this close to each other belong to one timeline. */
  private static final long JOIN_TOLERANCE_US = 250_000;

  private static final int MICROS = 1_000_000;

  private final FileChannel out;
  private final TapeIdentity identity;
  private List<TapeTrack> tracks = List.of();
  private FragmentTable table;
  private TapeTotals totals;
  private long endOffset;
  private long shiftUs;
  /** Where the piece before ended on its own timeline. */
  private long sourceEndUs;

  /** The tracks of a piece are not those of the pieces before it. */
  public static final class DifferentTracksException extends Exception {
    private static final long serialVersionUID = 1L;

    DifferentTracksException(String message) {
      super(message);
    }
  }

  /** @param out an empty file, open for reading and writing, which stays the caller's */
  public TapeSplice(FileChannel out, TapeIdentity identity) {
    this.out = out;
    this.identity = identity;
  }

  /**
   * Adds the fragments from {@code offset} to {@code sourceEndOffset} of a tape.
   *
   * @throws DifferentTracksException if its codec configurations are not those of the pieces before; nothing was added then
   * @throws MalformedMediaException if that is no run of whole fragments; the splice is of no further use
   */
  public void add(FileChannel source, long offset, long sourceEndOffset)
      throws IOException, MalformedMediaException, DifferentTracksException {
    try (TapeReader reader = TapeReader.open(source)) {
      reader.window(offset, sourceEndOffset);
      add(source, reader);
    }
  }

  /** As above, with all of its whole fragments. */
  public void add(FileChannel source) throws IOException, MalformedMediaException, DifferentTracksException {
    try (TapeReader reader = TapeReader.open(source)) {
      add(source, reader);
    }
  }

  private void add(FileChannel source, TapeReader reader) throws IOException, MalformedMediaException, DifferentTracksException {
    if (totals == null) {
      begin(reader.tracks());
    } else if (!reader.tracks().equals(tracks)) {
      throw new DifferentTracksException("its tracks are " + text(reader.tracks()) + ", those before are " + text(tracks));
    }
    boolean first = true;
    while (reader.next()) {
      if (first) {
        place(reader.table());
        first = false;
      }
      copy(source, reader);
    }
  }

  private static String text(List<TapeTrack> tracks) {
    return tracks.stream().map(track -> track.sampleEntry() + (track.video() ? " " + track.width() + "×" + track.height() : "")
        + " " + track.config()).toList().toString();
  }

  private void begin(List<TapeTrack> found) throws IOException, MalformedMediaException {
    TapeHeader header = TapeHeader.build(identity, TapeTrack.tracks(found));
    tracks = found;
    table = new FragmentTable(tracks);
    totals = new TapeTotals(tracks);
    endOffset = TableCursor.writeFully(out, header.bytes(), 0);
  }

  private void place(FragmentTable found) {
    long startUs = startUs(found);
    if (totals.fragmentCount() == 0) {
      shiftUs = -startUs;
    } else if (Math.abs(startUs - sourceEndUs) > JOIN_TOLERANCE_US) {
      shiftUs = shiftBehind(found);
    }
    sourceEndUs = startUs;
  }

  /** So that nothing is shown at the same time as what is there, nor decoded before it on its track. */
  private long shiftBehind(FragmentTable found) {
    long shownFromUs = Long.MAX_VALUE;
    long shownToUs = 0;
    long leastUs = Long.MIN_VALUE;
    for (int i = 0; i < tracks.size(); i++) {
      int timescale = tracks.get(i).timescale();
      TrackSamples samples = found.track(i);
      shownToUs = Math.max(shownToUs, Timescale.ceil(totals.track(i).endPts(), timescale, MICROS));
      if (samples.count() > 0) {
        shownFromUs = Math.min(shownFromUs, Timescale.floor(firstPts(samples), timescale, MICROS));
        long overlapTicks = totals.track(i).endDts() - samples.baseMediaDecodeTime();
        leastUs = Math.max(leastUs, Timescale.ceil(overlapTicks, timescale, MICROS));
      }
    }
    return Math.max(leastUs, shownToUs - shownFromUs);
  }

  private static long firstPts(TrackSamples samples) {
    long dts = samples.baseMediaDecodeTime();
    long first = Long.MAX_VALUE;
    for (int i = 0; i < samples.count(); i++) {
      first = Math.min(first, dts + samples.compositionOffset(i));
      dts += samples.duration(i);
    }
    return first;
  }

  private long startUs(FragmentTable found) {
    long startUs = Long.MAX_VALUE;
    for (int i = 0; i < tracks.size(); i++) {
      if (found.track(i).count() > 0) {
        startUs = Math.min(startUs, Timescale.ceil(found.track(i).baseMediaDecodeTime(), tracks.get(i).timescale(), MICROS));
      }
    }
    return startUs;
  }

  private void copy(FileChannel source, TapeReader reader) throws IOException, MalformedMediaException {
    FragmentTable found = reader.table();
    table.clear();
    for (int i = 0; i < tracks.size(); i++) {
      copy(found.track(i), i);
    }
    if (!totals.follows(table)) {
      throw new MalformedMediaException(reader.fragmentOffset(), "fragment goes back in time");
    }
    ByteBuffer head = ByteBuffer.allocate(table.headSizeBytes());
    table.writeTo(head, totals.fragmentCount() + 1);
    endOffset = TableCursor.writeFully(out, head.flip(), endOffset);
    transfer(source, reader.fragmentOffset() + found.headSizeBytes(), found.payloadSizeBytes());
    totals.add(table);
  }

  private void copy(TrackSamples samples, int trackIndex) {
    if (samples.count() == 0) {
      return;
    }
    int timescale = tracks.get(trackIndex).timescale();
    long shiftTicks = shiftUs < 0 ? -Timescale.floor(-shiftUs, MICROS, timescale) : Timescale.ceil(shiftUs, MICROS, timescale);
    table.start(trackIndex, samples.baseMediaDecodeTime() + shiftTicks);
    for (int i = 0; i < samples.count(); i++) {
      table.add(trackIndex, samples.duration(i), samples.sizeBytes(i), samples.compositionOffset(i), samples.sync(i));
    }
    long sourceEndTicks = samples.baseMediaDecodeTime() + samples.durationTicks();
    sourceEndUs = Math.max(sourceEndUs, Timescale.ceil(sourceEndTicks, timescale, MICROS));
  }

  private void transfer(FileChannel source, long from, long count) throws IOException {
    out.position(endOffset);
    for (long done = 0; done < count; ) {
      long step = source.transferTo(from + done, count - done, out);
      if (step <= 0) {
        throw new EOFException("the tape became shorter while it was read");
      }
      done += step;
    }
    endOffset += count;
  }

  /**
   * Makes a plain MP4 of it.
   *
   * @throws IllegalStateException if nothing was added
   */
  public TapeFinisher.FinishedTape finish(TapeFinisher.Syncer syncer) throws IOException, MalformedMediaException {
    if (totals == null) {
      throw new IllegalStateException("a splice of nothing");
    }
    return TapeFinisher.finish(out, totals, syncer);
  }

  /** How long it is, and what is in it. */
  public TapeTotals totals() {
    return totals;
  }
}
