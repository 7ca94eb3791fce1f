package io.livetape.media;

import java.nio.ByteBuffer;

/**
 * One access unit on its way from a publisher to the readers: a view that the publisher fills again for each sample.
 *
 * <p>Everything in it is valid during the call that hands it over, and only on that thread; whoever keeps it copies. H.264 and
 * H.265 samples are length-prefixed NAL units as in MP4, AAC is raw (no ADTS header), AV1 is a temporal unit in the low-overhead
 * format without temporal delimiters.
 */
public final class Sample {
  private Track track;
  private long dts;
  private int compositionOffset;
  private boolean sync;
  private ByteBuffer buffer;
  private int offset;
  private int sizeBytes;

  /** @param buffer holds the sample's bytes at {@code offset}; its own position and limit are not used and must not be moved */
  public Sample set(Track track, long dts, int compositionOffset, boolean sync, ByteBuffer buffer, int offset, int sizeBytes) {
    this.track = track;
    this.dts = dts;
    this.compositionOffset = compositionOffset;
    this.sync = sync;
    this.buffer = buffer;
    this.offset = offset;
    this.sizeBytes = sizeBytes;
    return this;
  }

  public Track track() {
    return track;
  }

  /** Decode time in ticks of the track's timescale. */
  public long dts() {
    return dts;
  }

  /** {@code pts - dts}, in the same ticks. */
  public int compositionOffset() {
    return compositionOffset;
  }

  public long pts() {
    return dts + compositionOffset;
  }

  /** Whether decoding can begin here. Always true for audio. */
  public boolean sync() {
    return sync;
  }

  public int sizeBytes() {
    return sizeBytes;
  }

  /** The buffer that holds the bytes, from {@link #offset()} on; read it with absolute calls only. */
  public ByteBuffer buffer() {
    return buffer;
  }

  public int offset() {
    return offset;
  }

  /** The unsigned byte at {@code index} of the sample. */
  public int at(int index) {
    return buffer.get(offset + index) & 0xFF;
  }

  /** Copies {@code length} bytes from {@code from} (relative to the sample) to the destination's position, which moves on. */
  public void copyTo(int from, int length, ByteBuffer destination) {
    destination.put(destination.position(), buffer, offset + from, length);
    destination.position(destination.position() + length);
  }
}
