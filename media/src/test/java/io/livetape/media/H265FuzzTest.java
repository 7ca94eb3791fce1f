package io.livetape.media;

import java.nio.ByteBuffer;
import java.util.Map;

class H265FuzzTest extends FormatFuzzContract {
  @Override
  protected void take(byte[] input) throws Exception {
    check(input, H265::parse, H265::parse);
    for (int nalLengthSize : new int[] {1, 2, 4}) {
      H265.sync(ByteBuffer.wrap(input), 0, input.length, nalLengthSize);
    }
  }

  @Override
  protected Map<String, byte[]> seeds() throws Exception {
    Map<String, byte[]> seeds = column("h265.csv", "hvcC");
    seeds.put("sample", Bytes.fromHex("000000034e01050000000326 01af".replace(" ", "")).toArray());
    return seeds;
  }
}
