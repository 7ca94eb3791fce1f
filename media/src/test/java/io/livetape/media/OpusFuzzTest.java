package io.livetape.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;

class OpusFuzzTest extends FormatFuzzContract {
  @Override
  protected void take(byte[] input) throws Exception {
    check(input, Opus::parse, Opus::parse);
    check(input, Opus::fromOpusHead, Opus::parse);
    Opus opus = new Opus(Bytes.EMPTY, 2);
    int ticks = opus.durationOf(new Sample().set(null, 0, 0, true, ByteBuffer.wrap(input), 0, input.length));
    assertThat(ticks).isBetween(120, 5_760);
  }

  @Override
  protected Map<String, byte[]> seeds() throws Exception {
    Map<String, byte[]> seeds = column("opus.csv", "dOps");
    seeds.putAll(column("opus.csv", "opusHead"));
    seeds.put("packet", Bytes.fromHex("fc7f").toArray());
    return seeds;
  }
}
