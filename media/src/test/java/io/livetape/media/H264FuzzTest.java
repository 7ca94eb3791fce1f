package io.livetape.media;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

class H264FuzzTest extends FormatFuzzContract {
  @Override
  protected void take(byte[] input) throws Exception {
    check(input, H264::parse, H264::parse);
    check(input, sps -> H264.fromParameterSets(List.of(sps), List.of(sps)), H264::parse);
    for (int nalLengthSize : new int[] {1, 2, 4}) {
      H264.sync(ByteBuffer.wrap(input), 0, input.length, nalLengthSize);
    }
  }

  @Override
  protected Map<String, byte[]> seeds() throws Exception {
    Map<String, byte[]> seeds = column("h264.csv", "avcC");
    seeds.put("sps", Bytes.fromHex("6764001facd9405005bb011000000300100000030320f1831960").toArray());
    seeds.put("sample", Bytes.fromHex("00000002060500000003658884").toArray());
    return seeds;
  }
}
