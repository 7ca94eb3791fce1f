package io.livetape.rtmp;

import io.livetape.media.Sample;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** What is remembered of a sample: everything, its bytes as a checksum. */
record Seen(int trackId, long dts, int compositionOffset, boolean sync, int sizeBytes, long checksum) {
  static Seen of(Sample sample) {
    CRC32C crc = new CRC32C();
    ByteBuffer bytes = sample.buffer().duplicate();
    crc.update(bytes.limit(sample.offset() + sample.sizeBytes()).position(sample.offset()));
    return new Seen(sample.track().id(), sample.dts(), sample.compositionOffset(), sample.sync(), sample.sizeBytes(), crc.getValue());
  }
}
