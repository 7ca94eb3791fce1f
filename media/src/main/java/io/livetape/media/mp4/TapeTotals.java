package io.livetape.media.mp4;

import io.livetape.media.Pictures;
import java.util.List;
import java.util.stream.Stream;

/**
 * Running totals of a tape, of constant size however long it gets: how long every sample table of the finished file will be, and how
 * long, how big and how many. Fed with each fragment as it is written, or with the same fragments read back: the result is the
 * same. One thread.
 */
public final class TapeTotals {
  private final List<TapeTrack> tracks;
  private final List<TableFold> folds;
  private long fragmentsSizeBytes;
  private int fragmentCount;

  /** @param tracks of the tape's header */
  public TapeTotals(List<TapeTrack> tracks) {
    this.tracks = List.copyOf(tracks);
    this.folds = tracks.stream().map(track -> new TableFold(track.timescale())).toList();
  }

  /** Whether the fragment may come next on the tape: no track's time goes back, or 13 hours (at 90 kHz) ahead. */
  public boolean follows(FragmentTable table) {
    for (int i = 0; i < folds.size(); i++) {
      if (!folds.get(i).follows(table.track(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Call once the fragment is in the file.
   *
   * @throws IllegalArgumentException if it does not {@linkplain #follows follow}; nothing has changed then
   */
  public void add(FragmentTable table) {
    if (!follows(table)) {
      throw new IllegalArgumentException("fragment " + (fragmentCount + 1) + " goes back in time or leaves too long a gap");
    }
    for (int i = 0; i < folds.size(); i++) {
      folds.get(i).add(table.track(i), 0, TableSink.NONE);
    }
    fragmentsSizeBytes += table.fragmentSizeBytes();
    fragmentCount++;
  }

  public TrackTotals track(int trackIndex) {
    return folds.get(trackIndex).totals();
  }

  public List<TrackTotals> tracks() {
    return folds.stream().map(TableFold::totals).toList();
  }

  /** Those of all tracks. */
  public Pictures pictures() {
    Pictures all = Pictures.NONE;
    for (int i = 0; i < folds.size(); i++) {
      if (tracks.get(i).video()) {
        all = all.plus(new Pictures(track(i).sampleCount(), track(i).sizeBytes()));
      }
    }
    return all;
  }

  public int fragmentCount() {
    return fragmentCount;
  }

  /** All fragments, {@code moof} and {@code mdat}; the last ends this many bytes after the init range. */
  public long fragmentsSizeBytes() {
    return fragmentsSizeBytes;
  }

  public boolean isEmpty() {
    return withSamples().findAny().isEmpty();
  }

  /** From the first picture or sound of any track to the last one's end, in milliseconds: what a player shows as the length. */
  public long durationMs() {
    return isEmpty() ? 0 : Timescale.nearest(endUs() - startUs(), 1_000_000, 1000);
  }

  /** Where on the tape's timeline the first picture or sound lies, in milliseconds; 0 for an empty tape. */
  public long startMs() {
    return isEmpty() ? 0 : Timescale.nearest(startUs(), 1_000_000, 1000);
  }

  private long startUs() {
    return withSamples().mapToLong(track -> Timescale.floor(track.firstPts(), track.timescale(), 1_000_000)).min().orElse(0);
  }

  private long endUs() {
    return withSamples().mapToLong(track -> Timescale.ceil(track.endPts(), track.timescale(), 1_000_000)).max().orElse(0);
  }

  private Stream<TrackTotals> withSamples() {
    return tracks().stream().filter(track -> track.sampleCount() > 0);
  }
}
