package io.livetape.media;

import java.util.Map;
import java.util.Optional;

class Vp9FuzzTest extends FormatFuzzContract {
  private static final PictureSize ANY = new PictureSize(640, 360);

  @Override
  protected void take(byte[] input) throws Exception {
    PictureSize size = size(input).orElse(ANY);
    Parser parser = vpcC -> Vp9.parse(vpcC, size.width(), size.height());
    check(input, parser, parser);
  }

  private static Optional<PictureSize> size(byte[] frame) {
    try {
      return Vp9.dimensionsOf(Bytes.copyOf(frame).buffer(), 0, frame.length);
    } catch (MalformedMediaException _) {
      return Optional.empty();
    }
  }

  @Override
  protected Map<String, byte[]> seeds() throws Exception {
    Map<String, byte[]> seeds = column("vp9.csv", "vpcC");
    seeds.putAll(column("vp9.csv", "frame"));
    return seeds;
  }
}
