package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.Track;
import java.io.IOException;
import java.util.Optional;

/**
 * One track of an MP4 file with sample tables, whoever wrote it, and its samples one after the other. The tables are read through windows.
 * One thread.
 */
final class MovieTrack {
  private final FileBox stbl;
  private final Track track;
  private final long shiftTicks;
  private final long fileBytes;
  private final SampleTimes times;
  private final SampleChunks chunks;
  private final SampleSizes sizes;
  private final Optional<SyncNumbers> syncs;
  private int number;
  private long offset;
  private int sizeBytes;

  /** @param edits what its edit list says @param movieTimescale what that counts in */
  MovieTrack(FileBox stbl, Track track, EditShift edits, int movieTimescale) throws IOException, MalformedMediaException {
    this.stbl = stbl;
    this.track = track;
    shiftTicks = edits.ticks(movieTimescale, track.timescale());
    fileBytes = stbl.file().size();
    times = new SampleTimes(stbl);
    chunks = new SampleChunks(stbl);
    sizes = new SampleSizes(stbl);
    syncs = track.video() && stbl.child(SampleTable.STSS.type).isPresent() ? Optional.of(new SyncNumbers(stbl)) : Optional.empty();
  }

  Track track() {
    return track;
  }

  /** Goes on to the next sample. @return false at the end */
  boolean next() throws IOException, MalformedMediaException {
    if (number == sizes.count()) {
      return false;
    }
    number++;
    long chunkOffset = chunks.offset(number);
    offset = chunks.firstSample() == number ? chunkOffset : offset + sizeBytes;
    sizeBytes = sizes.bytes(number);
    if (offset < 0 || sizeBytes < 0 || sizeBytes > FragmentSamples.SAMPLE_MAX_BYTES || offset > fileBytes - sizeBytes) {
      throw stbl.malformed("sample " + number + " of " + sizeBytes + " bytes at " + offset + " does not lie in the file");
    }
    return true;
  }

  /** When the sample is decoded, in the track's ticks on the file's timeline. */
  long dts() throws IOException, MalformedMediaException {
    return times.decoded(number) + shiftTicks;
  }

  /** Of the sample, for comparison between tracks. */
  long dtsUs() throws IOException, MalformedMediaException {
    return Timescale.floor(dts(), track.timescale(), 1_000_000);
  }

  int compositionOffset() throws IOException, MalformedMediaException {
    return times.offset(number);
  }

  boolean sync() throws IOException, MalformedMediaException {
    return syncs.isEmpty() || syncs.get().has(number);
  }

  long offset() {
    return offset;
  }

  int sizeBytes() {
    return sizeBytes;
  }

  /** Rows of {@code stss}, asked for in their order. */
  private static final class SyncNumbers {
    private final TableWindow rows;
    private int row;

    SyncNumbers(FileBox stbl) throws IOException, MalformedMediaException {
      rows = new TableWindow(stbl, SampleTable.STSS);
    }

    boolean has(int number) throws IOException, MalformedMediaException {
      while (row < rows.rowCount() && rows.i32(row, 0) < number) {
        row++;
      }
      return row < rows.rowCount() && rows.i32(row, 0) == number;
    }
  }
}
