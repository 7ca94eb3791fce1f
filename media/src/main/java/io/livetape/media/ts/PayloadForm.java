package io.livetape.media.ts;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.Sample;

/** How a codec's access units look inside a transport stream. */
interface PayloadForm {
  /** Whether several access units go into one PES packet. */
  boolean gathered();

  /** Appends one access unit. */
  void put(Sample sample, GrowingBytes out) throws MalformedMediaException;
}
