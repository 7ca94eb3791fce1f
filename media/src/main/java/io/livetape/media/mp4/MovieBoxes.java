package io.livetape.media.mp4;

import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * {@code moov} (8.2.1) and what is in it: with {@code mvex} and empty tables as the head of a fragmented file, with edit lists and
 * full tables as the index of a finished one. All times are written in 64 bits (version 1).
 */
final class MovieBoxes {
  /** Told where a table's rows belong. */
  interface RowPlaces {
    void place(int trackIndex, SampleTable table, BoxWriter.Gap gap);
  }

  private static final long SECONDS_FROM_1904_TO_1970 = 2_082_844_800L;
  private static final int FIXED_ONE = 0x0001_0000;
  private static final int FULL_VOLUME = 0x0100;
  private static final int[] IDENTITY_MATRIX = {FIXED_ONE, 0, 0, 0, FIXED_ONE, 0, 0, 0, 0x4000_0000};
  private static final int ENABLED_IN_MOVIE_IN_PREVIEW = 0b111;
  private static final int LANGUAGE_UNDETERMINED = 0x55C4; // "und", five bits a letter
  private static final int SAMPLES_IN_SAME_FILE = 0b1;
  private static final long EMPTY_EDIT = -1;

  private final BoxWriter out;
  private final long createdAtSeconds;

  private MovieBoxes(BoxWriter out, Instant createdAt) {
    this.out = out;
    this.createdAtSeconds = createdAt.getEpochSecond() + SECONDS_FROM_1904_TO_1970;
  }

  /** The head of a fragmented file: tracks without samples, and {@code mvex} which says that fragments follow. */
  static void fragmentedMoov(BoxWriter out, Instant createdAt, List<TapeTrack> tracks) {
    MovieBoxes boxes = new MovieBoxes(out, createdAt);
    out.box("moov", () -> {
      boxes.mvhd(Presentation.VIDEO_TIMESCALE, 0, tracks);
      for (TapeTrack track : tracks) {
        boxes.trak(track, TrackTotals.none(track.timescale()), 0, () -> {}, (_, _) -> {});
      }
      boxes.mvex(tracks);
    });
  }

  /** The index of a finished file. @param shown the indexes of the tracks to describe */
  static void plainMoov(BoxWriter out, Instant createdAt, List<TapeTrack> tracks, List<TrackTotals> totals, List<Integer> shown,
      RowPlaces places) {
    MovieBoxes boxes = new MovieBoxes(out, createdAt);
    Presentation presentation = Presentation.of(shown.stream().map(totals::get).toList());
    out.box("moov", () -> {
      boxes.mvhd(presentation.timescale(), presentation.duration(), tracks);
      for (int n = 0; n < shown.size(); n++) {
        int index = shown.get(n);
        Presentation.Part part = presentation.parts().get(n);
        boxes.trak(tracks.get(index), totals.get(index), part.delay() + part.duration(),
            () -> boxes.edts(part), (table, gap) -> places.place(index, table, gap));
      }
    });
  }

  /**
   * 8.2.2.
   * <pre>
   *  │ created (8) │ modified (8) │ timescale (4) │ duration (8) │ rate 1.0 (4) │ volume (2) │ zero (10) │ matrix (36) │
   *  │ zero (24) │ next track id (4) │
   * </pre>
   */
  private void mvhd(int timescale, long duration, List<TapeTrack> tracks) {
    int nextTrackId = tracks.stream().mapToInt(TapeTrack::id).max().orElse(0) + 1;
    out.fullBox("mvhd", 1, 0, () -> {
      out.u64(createdAtSeconds).u64(createdAtSeconds).u32(timescale).u64(duration);
      out.u32(FIXED_ONE).u16(FULL_VOLUME).zeros(10);
      matrix();
      out.zeros(24).u32(nextTrackId);
    });
  }

  private void matrix() {
    for (int value : IDENTITY_MATRIX) {
      out.u32(value);
    }
  }

  private void trak(TapeTrack track, TrackTotals totals, long presentedDuration, Runnable edts,
      BiConsumer<SampleTable, BoxWriter.Gap> rows) {
    out.box("trak", () -> {
      tkhd(track, presentedDuration);
      edts.run();
      mdia(track, totals, rows);
    });
  }

  /**
   * 8.3.2.
   * <pre>
   *  │ created (8) │ modified (8) │ track id (4) │ zero (4) │ duration in movie ticks (8) │ zero (8) │ layer (2) │ group (2) │ volume (2) │
   *  │ zero (2) │ matrix (36) │ width 16.16 (4) │ height 16.16 (4) │
   * </pre>
   */
  private void tkhd(TapeTrack track, long presentedDuration) {
    out.fullBox("tkhd", 1, ENABLED_IN_MOVIE_IN_PREVIEW, () -> {
      out.u64(createdAtSeconds).u64(createdAtSeconds).u32(track.id()).zeros(4).u64(presentedDuration);
      out.zeros(8).u16(0).u16(0).u16(track.video() ? 0 : FULL_VOLUME).zeros(2);
      matrix();
      out.u16(track.width()).u16(0).u16(track.height()).u16(0);
    });
  }

  /** 8.6.5 and 8.6.6: nothing for the time before the track's first picture or sound, then all of it. */
  private void edts(Presentation.Part part) {
    out.box("edts", () -> out.fullBox("elst", 1, 0, () -> {
      out.u32(part.delay() > 0 ? 2 : 1);
      if (part.delay() > 0) {
        edit(part.delay(), EMPTY_EDIT);
      }
      edit(part.duration(), part.mediaTime());
    }));
  }

  private void edit(long durationInMovie, long mediaTime) {
    out.u64(durationInMovie).u64(mediaTime).u32(FIXED_ONE);
  }

  private void mdia(TapeTrack track, TrackTotals totals, BiConsumer<SampleTable, BoxWriter.Gap> rows) {
    out.box("mdia", () -> {
      mdhd(track.timescale(), totals.mediaDuration());
      hdlr(track.video());
      minf(track, totals, rows);
    });
  }

  /** 8.4.2. */
  private void mdhd(int timescale, long duration) {
    out.fullBox("mdhd", 1, 0, () -> {
      out.u64(createdAtSeconds).u64(createdAtSeconds).u32(timescale).u64(duration);
      out.u16(LANGUAGE_UNDETERMINED).u16(0);
    });
  }

  /** 8.4.3. */
  private void hdlr(boolean video) {
    out.fullBox("hdlr", 0, 0, () ->
        out.zeros(4).fourCc(video ? "vide" : "soun").zeros(12).text(video ? "Livetape video" : "Livetape audio").u8(0));
  }

  private void minf(TapeTrack track, TrackTotals totals, BiConsumer<SampleTable, BoxWriter.Gap> rows) {
    out.box("minf", () -> {
      if (track.video()) {
        out.fullBox("vmhd", 0, 1, () -> out.zeros(8)); // 12.1.2; flags must be 1
      } else {
        out.fullBox("smhd", 0, 0, () -> out.zeros(4)); // 12.2.2
      }
      dinf();
      SampleTableBoxes.stbl(out, track, totals, rows);
    });
  }

  /** 8.7.1 and 8.7.2: the samples are in this file. */
  private void dinf() {
    out.box("dinf", () -> out.fullBox("dref", 0, 0, () -> {
      out.u32(1);
      out.fullBox("url ", 0, SAMPLES_IN_SAME_FILE, () -> {});
    }));
  }

  /** 8.8.1 and 8.8.3: {@code trex} with defaults that every fragment overrides. */
  private void mvex(List<TapeTrack> tracks) {
    out.box("mvex", () -> {
      for (TapeTrack track : tracks) {
        out.fullBox("trex", 0, 0, () ->
            out.u32(track.id()).u32(1).u32(0).u32(0).u32(track.video() ? FragmentBoxes.NOT_SYNC : FragmentBoxes.SYNC));
      }
    });
  }
}
