package io.livetape.media;

import java.io.IOException;

/** The samples of a file that is there already, one after the other as they lie in it. One thread; blocks for the disk. */
public interface SampleReader {
  /**
   * Goes on to the next sample.
   *
   * @return false at the end
   * @throws MalformedMediaException if the file is damaged or was cut; nothing behind that is read
   */
  boolean next() throws IOException, MalformedMediaException;

  /**
   * The sample that {@link #next} went to, valid until it is called again. Its time is that of the file, from any beginning; a track that
   * is not equal to an earlier one of its id has changed.
   */
  Sample sample();

  /** Where in the file that sample lies, for messages. */
  long offset();
}
