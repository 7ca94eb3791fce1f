package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The rows of one table of samples in a file, read through a window of {@value #WINDOW_BYTES} bytes. One thread. */
final class TableWindow {
  private static final int WINDOW_BYTES = 32 * 1024;
  private static final int STSZ = FourCc.of(SampleTable.STSZ.type);

  private final FileBox box;
  private final int rowBytes;
  private final int headBytes;
  private final int rowCount;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private int firstRow;

  TableWindow(FileBox stbl, SampleTable table) throws IOException, MalformedMediaException {
    this(stbl.find(table.type), table.rowSizeBytes);
  }

  TableWindow(FileBox table, int rowSizeBytes) throws IOException, MalformedMediaException {
    box = table;
    rowBytes = rowSizeBytes;
    // Version and flags, stsz's size of all samples, and the count.
    headBytes = table.type() == STSZ ? 12 : 8;
    rowCount = box.fields(headBytes - 4, 4).getInt(0);
    if (rowCount < 0 || rowCount > (box.end() - box.body() - headBytes) / rowBytes) {
      throw box.malformed(FourCc.text(box.type()) + " of " + Integer.toUnsignedString(rowCount) + " rows is cut short");
    }
  }

  int rowCount() {
    return rowCount;
  }

  /** @param row from 0 @param at which byte of it the number begins at */
  int i32(int row, int at) throws IOException, MalformedMediaException {
    int inWindow = inWindow(row);
    return window.getInt(inWindow + at);
  }

  long i64(int row) throws IOException, MalformedMediaException {
    int inWindow = inWindow(row);
    return window.getLong(inWindow);
  }

  /** Where the row begins in the window, which may be another one afterwards. */
  private int inWindow(int row) throws IOException, MalformedMediaException {
    if (row < 0 || row >= rowCount) {
      throw box.malformed(FourCc.text(box.type()) + " has no row " + row);
    }
    if (row < firstRow || row >= firstRow + window.limit() / rowBytes) {
      int rows = Math.min(rowCount - row, WINDOW_BYTES / rowBytes);
      window = FileBox.read(box.file(), box.body() + headBytes + (long) row * rowBytes, rows * rowBytes);
      firstRow = row;
    }
    return (row - firstRow) * rowBytes;
  }
}
