package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import java.io.IOException;

/** When samples are decoded and shown, by {@code stts} and {@code ctts}; asked for in their order. One thread. */
final class SampleTimes {
  private final FileBox stbl;
  private final Runs durations;
  private final Runs offsets;
  private long dts;
  private int reached = 1;

  SampleTimes(FileBox stbl) throws IOException, MalformedMediaException {
    this.stbl = stbl;
    durations = new Runs(new TableWindow(stbl, SampleTable.STTS));
    offsets = stbl.child(SampleTable.CTTS.type).isEmpty() ? null : new Runs(new TableWindow(stbl, SampleTable.CTTS));
  }

  /** @param number from 1; not before the one asked for last */
  long shown(int number) throws IOException, MalformedMediaException {
    return decoded(number) + offset(number);
  }

  /** From decoding to showing. @param number likewise */
  int offset(int number) throws IOException, MalformedMediaException {
    return offsets == null ? 0 : offsets.at(number);
  }

  /** @param number likewise */
  long decoded(int number) throws IOException, MalformedMediaException {
    while (reached < number) {
      long delta = Integer.toUnsignedLong(durations.at(reached));
      int count = Math.min(number, durations.endNumber) - reached;
      if (delta * count > FragmentTable.DTS_MAX - dts) {
        throw stbl.malformed("times grow without bounds");
      }
      dts += delta * count;
      reached += count;
    }
    return dts;
  }

  /** Rows of (sample count, value). */
  private static final class Runs {
    private final TableWindow rows;
    private int row = -1;
    /** The first sample behind the row. */
    private int endNumber = 1;

    Runs(TableWindow rows) {
      this.rows = rows;
    }

    int at(int number) throws IOException, MalformedMediaException {
      while (number >= endNumber) {
        row++;
        endNumber = (int) Math.min(Integer.MAX_VALUE, endNumber + Integer.toUnsignedLong(rows.i32(row, 0)));
      }
      return rows.i32(row, 4);
    }
  }
}
