package io.livetape.media.ts;

import io.livetape.media.Bytes;
import io.livetape.media.H264;
import io.livetape.media.H265;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.NalUnits;
import io.livetape.media.Sample;
import java.util.List;

/**
 * H.264 and H.265 access units as NAL units behind start codes (their annexes B), each beginning with an access unit delimiter, and before
 * pictures where decoding can begin with the parameter sets, unless these are there.
 */
final class AnnexBForm implements PayloadForm {
  private static final byte[] START_CODE = {0, 0, 0, 1};

  private final boolean h265;
  private final int nalLengthSize;
  private final List<Bytes> parameterSets;
  private final int delimiterType;
  private final byte[] delimiter;
  private final int spsType;

  AnnexBForm(H264 format) {
    h265 = false;
    nalLengthSize = format.nalLengthSize();
    parameterSets = format.parameterSets();
    delimiterType = 9;
    delimiter = new byte[] {9, (byte) 0xF0};
    spsType = 7;
  }

  AnnexBForm(H265 format) {
    h265 = true;
    nalLengthSize = format.nalLengthSize();
    parameterSets = format.parameterSets();
    delimiterType = 35;
    delimiter = new byte[] {35 << 1, 1, 0x50};
    spsType = 33;
  }

  @Override
  public boolean gathered() {
    return false;
  }

  @Override
  public void put(Sample sample, GrowingBytes out) throws MalformedMediaException {
    out.put(START_CODE).put(delimiter);
    if (sample.sync() && !hasParameterSets(sample)) {
      for (Bytes set : parameterSets) {
        out.put(START_CODE).put(set.toArray());
      }
    }
    for (int at = 0; at < sample.sizeBytes(); ) {
      int sizeBytes = nalSizeBytes(sample, at);
      at += nalLengthSize;
      if (sizeBytes > 0 && type(sample.at(at)) != delimiterType) {
        out.put(START_CODE).put(sample, at, sizeBytes);
      }
      at += sizeBytes;
    }
  }

  private boolean hasParameterSets(Sample sample) {
    return NalUnits.any(sample.buffer(), sample.offset(), sample.sizeBytes(), nalLengthSize, header -> type(header) == spsType);
  }

  /** @param header the first byte of a unit */
  private int type(int header) {
    return h265 ? header >> 1 & 0x3F : header & 0x1F;
  }

  private int nalSizeBytes(Sample sample, int at) throws MalformedMediaException {
    long sizeBytes = -1;
    if (at + nalLengthSize <= sample.sizeBytes()) {
      sizeBytes = 0;
      for (int i = 0; i < nalLengthSize; i++) {
        sizeBytes = sizeBytes << 8 | sample.at(at + i);
      }
    }
    if (sizeBytes < 0 || sizeBytes > sample.sizeBytes() - at - nalLengthSize) {
      throw new MalformedMediaException(at, "NAL unit that does not fit its sample");
    }
    return (int) sizeBytes;
  }
}
