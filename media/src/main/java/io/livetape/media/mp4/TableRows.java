package io.livetape.media.mp4;

import java.io.IOException;

/** Writes one track's sample tables, each through its own {@link TableCursor}. Rows of tables without a place are dropped. One thread. */
final class TableRows implements TableSink<IOException> {
  private final TableCursor[] cursors = new TableCursor[SampleTable.values().length];
  private final int compositionShift;

  /** @param compositionShift added to each composition offset */
  TableRows(int compositionShift) {
    this.compositionShift = compositionShift;
  }

  void place(SampleTable table, TableCursor cursor) {
    cursors[table.ordinal()] = cursor;
  }

  /** Writes what is still buffered. */
  void finish() throws IOException {
    for (TableCursor cursor : cursors) {
      if (cursor != null) {
        cursor.finish();
      }
    }
  }

  @Override
  public void stts(int sampleCount, int delta) throws IOException {
    cursor(SampleTable.STTS).putInt(sampleCount).putInt(delta);
  }

  @Override
  public void ctts(int sampleCount, int offset) throws IOException {
    TableCursor ctts = cursor(SampleTable.CTTS);
    if (ctts != null) {
      ctts.putInt(sampleCount).putInt(offset + compositionShift);
    }
  }

  @Override
  public void stss(int sampleNumber) throws IOException {
    TableCursor stss = cursor(SampleTable.STSS);
    if (stss != null) {
      stss.putInt(sampleNumber);
    }
  }

  @Override
  public void stsc(int firstChunk, int samplesPerChunk) throws IOException {
    cursor(SampleTable.STSC).putInt(firstChunk).putInt(samplesPerChunk).putInt(1);
  }

  @Override
  public void stsz(int sizeBytes) throws IOException {
    cursor(SampleTable.STSZ).putInt(sizeBytes);
  }

  @Override
  public void co64(long chunkOffset) throws IOException {
    cursor(SampleTable.CO64).putLong(chunkOffset);
  }

  private TableCursor cursor(SampleTable table) {
    return cursors[table.ordinal()];
  }
}
