package io.livetape.record;

import io.livetape.media.Track;
import io.livetape.media.mp4.TapeTotals;
import java.util.List;

/** How many pictures a file has and how big they are together; {@link #NONE} also where that was not counted. */
public record Pictures(long count, long sizeBytes) {
  public static final Pictures NONE = new Pictures(0, 0);

  /** @param tracks in the order of the totals */
  static Pictures of(TapeTotals totals, List<Track> tracks) {
    Pictures all = NONE;
    for (int i = 0; i < tracks.size(); i++) {
      if (tracks.get(i).video()) {
        all = all.plus(new Pictures(totals.track(i).sampleCount(), totals.track(i).sizeBytes()));
      }
    }
    return all;
  }

  Pictures plus(Pictures more) {
    return new Pictures(count + more.count, sizeBytes + more.sizeBytes);
  }

  /** Pictures in a second, to the nearest; 0 where it is not known. */
  public int rate(long durationMs) {
    return durationMs == 0 ? 0 : (int) Math.round(1000.0 * count / durationMs);
  }
}
