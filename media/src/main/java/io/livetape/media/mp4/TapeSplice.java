package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Puts tapes, or runs of their fragments, one behind the other into a new tape: the samples' bytes are copied, nothing is encoded again.
 *
 * <p>Pieces of one recording keep their distances to the sample. Where the timeline breaks, as between two pushes, the next piece is shown
 * from where the last track of the one before ends, and its tracks keep their distance to each other. Each key frame begins a fragment, so
 * that the result has short HLS segments, however the pieces were fragmented. Usage: {@link #add} for each piece, then {@link #finish}.
 * One thread; blocks.
 */
public final class TapeSplice {
  /** Pieces this close to each other belong to one timeline. */
  private static final long JOIN_TOLERANCE_US = 250_000;

  private static final int MICROS = 1_000_000;

  private final FileChannel out;
  private final TapeIdentity identity;
  private final LongConsumer written;
  private List<TapeTrack> tracks = List.of();
  private FragmentTable table;
  /** What is taken of a fragment, by its own times. */
  private FragmentTable part;
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
    this(out, identity, _ -> { });
  }

  /** @param written hears after each fragment how many bytes there are; what it throws comes out of {@link #add} */
  public TapeSplice(FileChannel out, TapeIdentity identity, LongConsumer written) {
    this.out = out;
    this.identity = identity;
    this.written = written;
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
      add(source, reader, KeyFrameCut.whole(reader.tracks()));
    }
  }

  /**
   * As above, but only what is shown between two times, counted from the run's first picture or sound: from the last key frame that is not
   * after {@code fromUs} to the first that is not before {@code toUs}, so that nothing between the two is missing.
   *
   * @param fromUs 0 for the run's beginning
   * @param toUs {@link Long#MAX_VALUE} for its end
   * @return where it was cut
   */
  public Taken add(FileChannel source, long offset, long sourceEndOffset, long fromUs, long toUs)
      throws IOException, MalformedMediaException, DifferentTracksException {
    KeyFrameCut cut;
    try (TapeReader reader = TapeReader.open(source)) {
      reader.window(offset, sourceEndOffset);
      cut = KeyFrameCut.find(reader, fromUs, toUs);
    }
    try (TapeReader reader = TapeReader.open(source)) {
      reader.window(offset, sourceEndOffset);
      add(source, reader, cut);
    }
    return new Taken(cut.startUs(), cut.endUs());
  }

  /** What was taken of a run, counted from its first picture or sound. */
  public record Taken(long startUs, long endUs) {}

  /** As above, with all of its whole fragments. */
  public void add(FileChannel source) throws IOException, MalformedMediaException, DifferentTracksException {
    try (TapeReader reader = TapeReader.open(source)) {
      add(source, reader, KeyFrameCut.whole(reader.tracks()));
    }
  }

  private void add(FileChannel source, TapeReader reader, KeyFrameCut cut)
      throws IOException, MalformedMediaException, DifferentTracksException {
    if (totals == null) {
      begin(reader.tracks());
    } else if (!reader.tracks().equals(tracks)) {
      throw new DifferentTracksException("its tracks are " + text(reader.tracks()) + ", those before are " + text(tracks));
    }
    boolean first = true;
    while (reader.next()) {
      int[] from = cut.first(reader.table());
      int[] end = cut.end(reader.table());
      while (KeyFrameCut.any(from, end)) {
        int[] next = cut.next(reader.table(), from, end);
        take(reader.table(), from, next);
        if (first) {
          place();
          first = false;
        }
        write(source, reader, from);
        from = next;
      }
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
    part = new FragmentTable(tracks);
    totals = new TapeTotals(tracks);
    endOffset = TableCursor.writeFully(out, header.bytes(), 0);
  }

  private void place() {
    long startUs = startUs();
    if (totals.fragmentCount() == 0) {
      shiftUs = -startUs;
    } else if (Math.abs(startUs - sourceEndUs) > JOIN_TOLERANCE_US) {
      shiftUs = shiftBehind();
    }
    sourceEndUs = startUs;
  }

  /** So that nothing is shown at the same time as what is there, nor decoded before it on its track. */
  private long shiftBehind() {
    long shownFromUs = Long.MAX_VALUE;
    long shownToUs = 0;
    long leastUs = Long.MIN_VALUE;
    for (int i = 0; i < tracks.size(); i++) {
      int timescale = tracks.get(i).timescale();
      TrackSamples samples = part.track(i);
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

  private long startUs() {
    long startUs = Long.MAX_VALUE;
    for (int i = 0; i < tracks.size(); i++) {
      if (part.track(i).count() > 0) {
        startUs = Math.min(startUs, Timescale.ceil(part.track(i).baseMediaDecodeTime(), tracks.get(i).timescale(), MICROS));
      }
    }
    return startUs;
  }

  /** The samples from {@code from} to before {@code end}, for each track. */
  private void take(FragmentTable found, int[] from, int[] end) {
    part.clear();
    for (int i = 0; i < tracks.size(); i++) {
      TrackSamples samples = found.track(i);
      if (from[i] < end[i]) {
        part.start(i, samples.baseMediaDecodeTime() + samples.durationTicks(from[i]));
      }
      for (int n = from[i]; n < end[i]; n++) {
        part.add(i, samples.duration(n), samples.sizeBytes(n), samples.compositionOffset(n), samples.sync(n));
      }
    }
  }

  private void write(FileChannel source, TapeReader reader, int[] from) throws IOException, MalformedMediaException {
    table.clear();
    for (int i = 0; i < tracks.size(); i++) {
      copy(part.track(i), i);
    }
    if (!totals.follows(table)) {
      throw new MalformedMediaException(reader.fragmentOffset(), "fragment goes back in time");
    }
    ByteBuffer head = ByteBuffer.allocate(table.headSizeBytes());
    table.writeTo(head, totals.fragmentCount() + 1);
    endOffset = TableCursor.writeFully(out, head.flip(), endOffset);
    FragmentTable found = reader.table();
    long payloadOffset = reader.fragmentOffset() + found.headSizeBytes();
    for (int i = 0; i < tracks.size(); i++) {
      long offset = payloadOffset + found.payloadOffset(i) + found.track(i).sizeBytesBefore(from[i]);
      transfer(source, offset, part.track(i).payloadSizeBytes());
    }
    totals.add(table);
    written.accept(endOffset);
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
