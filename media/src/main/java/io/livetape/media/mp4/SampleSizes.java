package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import java.io.IOException;

/** How large samples are, by {@code stsz} (8.7.3.2): each of its own size, or all of one. One thread. */
final class SampleSizes {
  private final int sizeOfAll;
  private final int count;
  private final TableWindow rows;

  SampleSizes(FileBox stbl) throws IOException, MalformedMediaException {
    FileBox stsz = stbl.find(SampleTable.STSZ.type);
    sizeOfAll = stsz.fields(4, 4).getInt(0);
    rows = sizeOfAll == 0 ? new TableWindow(stbl, SampleTable.STSZ) : null;
    count = rows == null ? stsz.fields(8, 4).getInt(0) : rows.rowCount();
    if (sizeOfAll < 0 || count < 0) {
      throw stsz.malformed("stsz of " + Integer.toUnsignedString(count) + " samples of " + Integer.toUnsignedString(sizeOfAll) + " bytes");
    }
  }

  int count() {
    return count;
  }

  /** @param number from 1 */
  int bytes(int number) throws IOException, MalformedMediaException {
    return rows == null ? sizeOfAll : rows.i32(number - 1, 0);
  }
}
