package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import java.io.IOException;
import java.util.Optional;

/** In which chunk samples lie, by {@code stsc} and {@code co64} or {@code stco}; asked for in their order. One thread. */
final class SampleChunks {
  private final FileBox stbl;
  private final TableWindow runs;
  private final TableWindow offsets;
  /** Whether offsets have 64 bits (8.7.5). */
  private final boolean wide;
  private int run = -1;
  private int firstChunk;
  private int endChunk = 1;
  private int samplesEach;
  private int firstNumber = 1;
  private int firstSample;

  SampleChunks(FileBox stbl) throws IOException, MalformedMediaException {
    this.stbl = stbl;
    runs = new TableWindow(stbl, SampleTable.STSC);
    Optional<FileBox> narrow = stbl.child("stco");
    wide = narrow.isEmpty();
    offsets = wide ? new TableWindow(stbl, SampleTable.CO64) : new TableWindow(narrow.get(), Integer.BYTES);
  }

  /** Where the chunk with this sample begins. @param number from 1; not before the one asked for last */
  long offset(int number) throws IOException, MalformedMediaException {
    while (number >= firstNumber + (long) (endChunk - firstChunk) * samplesEach) {
      nextRun();
    }
    int chunk = firstChunk + (number - firstNumber) / samplesEach;
    firstSample = firstNumber + (chunk - firstChunk) * samplesEach;
    return wide ? offsets.i64(chunk - 1) : Integer.toUnsignedLong(offsets.i32(chunk - 1, 0));
  }

  /** The number of the first sample in the chunk that was asked for. */
  int firstSample() {
    return firstSample;
  }

  private void nextRun() throws IOException, MalformedMediaException {
    firstNumber += (endChunk - firstChunk) * samplesEach;
    run++;
    firstChunk = runs.i32(run, 0);
    samplesEach = runs.i32(run, 4);
    boolean goesOn = firstChunk == endChunk && firstChunk <= offsets.rowCount();
    endChunk = run + 1 < runs.rowCount() ? runs.i32(run + 1, 0) : offsets.rowCount() + 1;
    if (!goesOn || endChunk <= firstChunk || endChunk > offsets.rowCount() + 1 || samplesEach < 1 || samplesEach > FragmentTable.SAMPLE_MAX
        || (long) (endChunk - firstChunk) * samplesEach > Integer.MAX_VALUE - firstNumber) {
      throw stbl.malformed("chunks from " + firstChunk + " with " + samplesEach + " samples each");
    }
  }
}
