package io.livetape.vod.cover;

import io.livetape.media.FileFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Makes a JPEG of a key frame. One thread; {@link #close} may come from another, and ends what is being done. */
public interface CoverDecoder extends AutoCloseable {
  /** Why it can make nothing at all; empty when it can. Takes a moment. */
  String fault();

  /**
   * A picture of the last key frame before a time.
   *
   * @param format of the file
   * @throws IOException when there is none to be had
   */
  byte[] picture(Path file, FileFormat format, Duration at) throws IOException;

  @Override
  void close();
}
