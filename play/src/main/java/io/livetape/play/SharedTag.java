package io.livetape.play;

import io.livetape.live.LiveStream;
import io.livetape.media.Sample;
import io.livetape.media.flv.FlvTags;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;

/**
 * What of a sample's tag is the same for all viewers of a stream: all behind its header, whose time is each viewer's own. It is copied
 * once for a sample, and what waits for a thousand viewers is one and the same. The stream's thread only.
 */
final class SharedTag {
  private long sampleNumber = -1;
  private Buffer rest;

  /** The body and the size behind it. Not to be changed. */
  Buffer rest(LiveStream stream, Sample sample) {
    if (sampleNumber != stream.receivedSamples()) {
      sampleNumber = stream.receivedSamples();
      int bodyBytes = FlvTags.sampleBodyBytes(sample);
      ByteBuffer bytes = ByteBuffer.allocate(bodyBytes + FlvTags.PREVIOUS_SIZE_BYTES);
      FlvTags.putSampleBody(bytes, sample);
      FlvTags.putPreviousSize(bytes, bodyBytes);
      rest = Buffer.buffer(bytes.array());
    }
    return rest;
  }

  /** The header that one viewer gets before it. */
  static Buffer header(Sample sample, long timestampMs) {
    ByteBuffer bytes = ByteBuffer.allocate(FlvTags.HEADER_BYTES);
    FlvTags.putHeader(bytes, FlvTags.typeOf(sample.track().format()), FlvTags.sampleBodyBytes(sample), timestampMs);
    return Buffer.buffer(bytes.array());
  }
}
