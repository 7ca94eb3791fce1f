package io.livetape.media.mp4;

import java.util.function.BiConsumer;

/** {@code stbl} (8.5.1): the headers of the sample tables, with a gap where the rows of each come. */
final class SampleTableBoxes {
  private SampleTableBoxes() {}

  /** @param rows told where the rows of each table that is present must be put */
  static void stbl(BoxWriter out, TapeTrack track, TrackTotals totals, BiConsumer<SampleTable, BoxWriter.Gap> rows) {
    out.box("stbl", () -> {
      out.bytes(track.stsd());
      for (SampleTable table : SampleTable.values()) {
        if (totals.has(table)) {
          table(out, table, totals.rowCount(table), rows);
        }
      }
    });
  }

  /**
   * <pre>
   *  │ size │ type │ version, flags (4) │ [stsz only: 0 = sizes differ (4)] │ row count (4) │ rows …
   * </pre>
   */
  private static void table(BoxWriter out, SampleTable table, int rowCount, BiConsumer<SampleTable, BoxWriter.Gap> rows) {
    out.fullBox(table.type, table == SampleTable.CTTS ? 1 : 0, 0, () -> {
      if (table == SampleTable.STSZ) {
        out.u32(0);
      }
      out.u32(rowCount);
      rows.accept(table, out.gap((long) rowCount * table.rowSizeBytes));
    });
  }
}
