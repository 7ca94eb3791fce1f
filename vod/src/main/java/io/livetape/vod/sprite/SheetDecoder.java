package io.livetape.vod.sprite;

import java.io.IOException;
import java.util.List;

/** Makes a sheet of key frames. One thread; {@link #close} may come from another, and ends what is being done. */
interface SheetDecoder extends AutoCloseable {
  /** Why it can make nothing at all; empty when it can. Takes a moment. */
  String fault();

  /**
   * A JPEG with a picture for each key frame, in their order. One that cannot be decoded shows the picture before it, or the next.
   *
   * @param runs as many key frames as the grid has pictures
   * @throws IOException when none of a run can be decoded
   */
  byte[] sheet(List<KeyFrameRun> runs, Grid grid) throws IOException;

  @Override
  void close();
}
