package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Which samples of a run of fragments are taken: of the leading track (pictures where there are any) from one key frame to before another,
 * of the others what is shown in that time. Made by reading the run's {@code moof} headers once.
 *
 * @param leadFrom decode time of the leading track's first sample that is taken, in its ticks
 * @param leadTo decode time of its first sample behind
 * @param shownFrom when the first is shown; the other tracks are cut here
 * @param shownTo when the first behind is shown
 * @param startUs where it begins, counted from the run's first picture or sound
 * @param endUs where it ends
 */
record KeyFrameCut(
    List<TapeTrack> tracks, int lead, long leadFrom, long leadTo, long shownFrom, long shownTo, long startUs, long endUs) {
  private static final int MICROS = 1_000_000;

  /** Everything. */
  static KeyFrameCut whole(List<TapeTrack> tracks) {
    return new KeyFrameCut(tracks, lead(tracks), Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, 0, 0);
  }

  /** @throws MalformedMediaException if a fragment cannot be read */
  static KeyFrameCut find(TapeReader reader, long fromUs, long toUs) throws IOException, MalformedMediaException {
    Finding finding = new Finding(reader.tracks(), fromUs, toUs);
    while (reader.next()) {
      finding.fragment(reader.table());
    }
    return finding.cut();
  }

  private static int lead(List<TapeTrack> tracks) {
    for (int i = 0; i < tracks.size(); i++) {
      if (tracks.get(i).video()) {
        return i;
      }
    }
    return 0;
  }

  /** The index of each track's first sample in this fragment that is taken. */
  int[] first(FragmentTable table) {
    return indices(table, leadFrom, shownFrom);
  }

  /** The index behind each track's last. */
  int[] end(FragmentTable table) {
    return indices(table, leadTo, shownTo);
  }

  static boolean any(int[] from, int[] end) {
    return !Arrays.equals(from, end);
  }

  /** Where the next fragment is to begin: at the leading track's next key frame, or at the end. */
  int[] next(FragmentTable table, int[] from, int[] end) {
    TrackSamples leading = table.track(lead);
    long dts = leading.baseMediaDecodeTime();
    for (int n = 0; n < end[lead]; n++) {
      boolean begins = tracks.get(lead).video() && leading.sync(n) && n > from[lead];
      if (begins) {
        int[] next = indices(table, dts, dts + leading.compositionOffset(n));
        for (int i = 0; i < next.length; i++) {
          next[i] = Math.clamp(next[i], from[i], end[i]);
        }
        return next;
      }
      dts += leading.duration(n);
    }
    return end;
  }

  private int[] indices(FragmentTable table, long leadDts, long shown) {
    int[] indices = new int[tracks.size()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = i == lead ? before(table.track(i), leadDts) : shownBefore(table.track(i), inTicks(shown, i));
    }
    return indices;
  }

  private long inTicks(long shown, int track) {
    boolean bounded = shown != Long.MIN_VALUE && shown != Long.MAX_VALUE;
    return bounded ? Timescale.ceil(shown, tracks.get(lead).timescale(), tracks.get(track).timescale()) : shown;
  }

  private static int before(TrackSamples samples, long dtsEnd) {
    long dts = samples.baseMediaDecodeTime();
    for (int n = 0; n < samples.count(); n++) {
      if (dts >= dtsEnd) {
        return n;
      }
      dts += samples.duration(n);
    }
    return samples.count();
  }

  private static int shownBefore(TrackSamples samples, long ptsEnd) {
    long dts = samples.baseMediaDecodeTime();
    for (int n = 0; n < samples.count(); n++) {
      if (dts + samples.compositionOffset(n) >= ptsEnd) {
        return n;
      }
      dts += samples.duration(n);
    }
    return samples.count();
  }

  /** What is known while the fragments go by. */
  private static final class Finding {
    private final List<TapeTrack> tracks;
    private final int lead;
    private final long fromUs;
    private final long toUs;
    /** Of the whole run; the first fragment has it. */
    private long runStartUs = Long.MIN_VALUE;
    private long runEndUs;
    private boolean begun;
    private boolean ended;
    private KeyFrameCut cut;

    Finding(List<TapeTrack> tracks, long fromUs, long toUs) {
      this.tracks = tracks;
      this.lead = lead(tracks);
      this.fromUs = fromUs;
      this.toUs = toUs;
      cut = whole(tracks);
    }

    void fragment(FragmentTable table) {
      if (runStartUs == Long.MIN_VALUE) {
        runStartUs = startUs(table);
      }
      for (int i = 0; i < tracks.size(); i++) {
        runEndUs = Math.max(runEndUs, endUs(table.track(i), tracks.get(i).timescale()));
      }
      TrackSamples leading = table.track(lead);
      long dts = leading.baseMediaDecodeTime();
      for (int n = 0; n < leading.count() && !ended; n++) {
        if (leading.sync(n)) {
          keyFrame(dts, dts + leading.compositionOffset(n));
        }
        dts += leading.duration(n);
      }
    }

    /** What comes before the first one belongs to it, and it is never the end. */
    private void keyFrame(long dts, long pts) {
      long atUs = Timescale.nearest(pts, tracks.get(lead).timescale(), MICROS) - runStartUs;
      if (fromUs > 0 && atUs <= fromUs) {
        cut = new KeyFrameCut(tracks, lead, dts, Long.MAX_VALUE, pts, Long.MAX_VALUE, atUs, 0);
      } else if (begun && atUs >= toUs) {
        cut = new KeyFrameCut(tracks, lead, cut.leadFrom, dts, cut.shownFrom, pts, cut.startUs, atUs);
        ended = true;
      }
      begun = true;
    }

    KeyFrameCut cut() {
      return ended ? cut : new KeyFrameCut(
          tracks, lead, cut.leadFrom, Long.MAX_VALUE, cut.shownFrom, Long.MAX_VALUE, cut.startUs, Math.max(0, runEndUs - runStartUs));
    }

    private long startUs(FragmentTable table) {
      long startUs = Long.MAX_VALUE;
      for (int i = 0; i < tracks.size(); i++) {
        TrackSamples samples = table.track(i);
        long dts = samples.baseMediaDecodeTime();
        for (int n = 0; n < samples.count(); n++) {
          startUs = Math.min(startUs, Timescale.floor(dts + samples.compositionOffset(n), tracks.get(i).timescale(), MICROS));
          dts += samples.duration(n);
        }
      }
      return startUs;
    }

    private static long endUs(TrackSamples samples, int timescale) {
      long dts = samples.baseMediaDecodeTime();
      long endUs = 0;
      for (int n = 0; n < samples.count(); n++) {
        long endTicks = dts + samples.compositionOffset(n) + samples.duration(n);
        endUs = Math.max(endUs, Timescale.ceil(endTicks, timescale, MICROS));
        dts += samples.duration(n);
      }
      return endUs;
    }
  }
}
