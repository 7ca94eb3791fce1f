package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import java.io.IOException;

/** In which chunk samples lie, by {@code stsc} and {@code co64}; asked for in their order. One thread. */
final class SampleChunks {
  private final FileBox stbl;
  private final TableWindow runs;
  private final TableWindow offsets;
  private int run = -1;
  private int firstChunk;
  private int endChunk = 1;
  private int samplesEach;
  private int firstNumber = 1;
  private int firstSample;

  SampleChunks(FileBox stbl) throws IOException, MalformedMediaException {
    this.stbl = stbl;
    runs = new TableWindow(stbl, SampleTable.STSC);
    offsets = new TableWindow(stbl, SampleTable.CO64);
  }

  /** Where the chunk with this sample begins. @param number from 1; not before the one asked for last */
  long offset(int number) throws IOException, MalformedMediaException {
    while (number >= firstNumber + (long) (endChunk - firstChunk) * samplesEach) {
      nextRun();
    }
    int chunk = firstChunk + (number - firstNumber) / samplesEach;
    firstSample = firstNumber + (chunk - firstChunk) * samplesEach;
    return offsets.i64(chunk - 1);
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
