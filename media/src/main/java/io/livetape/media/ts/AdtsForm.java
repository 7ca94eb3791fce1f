package io.livetape.media.ts;

import io.livetape.media.Aac;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Sample;
import io.livetape.media.adts.AdtsFrames;

/** AAC frames, each behind its ADTS header. */
final class AdtsForm implements PayloadForm {
  private final AdtsFrames frames;

  AdtsForm(Aac format) {
    frames = new AdtsFrames(format);
  }

  @Override
  public boolean gathered() {
    return true;
  }

  @Override
  public void put(Sample sample, GrowingBytes out) throws MalformedMediaException {
    if (!AdtsFrames.fits(sample.sizeBytes())) {
      throw new MalformedMediaException(0, "AAC frame of " + sample.sizeBytes() + " bytes");
    }
    frames.putHeader(sample.sizeBytes(), out.space(AdtsFrames.HEADER_SIZE));
    out.put(sample, 0, sample.sizeBytes());
  }
}
