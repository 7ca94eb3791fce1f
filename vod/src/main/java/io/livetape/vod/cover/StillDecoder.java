package io.livetape.vod.cover;

import io.livetape.media.Format;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Makes a JPEG of a key frame that is in memory. One thread; {@link #close} may come from another, and ends what is being done. */
public interface StillDecoder extends AutoCloseable {
  /** Why it can make nothing at all; empty when it can. Takes a moment. */
  String fault();

  /**
   * The picture of a key frame.
   *
   * @param keyFrame one access unit as a {@link io.livetape.media.Sample} has it; is read to its end
   * @throws IOException when there is none to be had
   */
  byte[] picture(Format.Video format, ByteBuffer keyFrame) throws IOException;

  @Override
  void close();
}
