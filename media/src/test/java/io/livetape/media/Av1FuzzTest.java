package io.livetape.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

class Av1FuzzTest extends FormatFuzzContract {
  @Override
  protected void take(byte[] input) throws Exception {
    check(input, Av1::parse, Av1::parse);
    check(input, Av1FuzzTest::keyFrame, Av1::parse);
  }

  private static Av1 keyFrame(Bytes unit) throws MalformedMediaException {
    Optional<Av1> format = Av1.fromKeyFrame(unit.buffer(), 0, unit.sizeBytes());
    format.ifPresent(av1 -> assertThat(av1.config().sizeBytes()).isLessThan(unit.sizeBytes() + 16));
    return format.orElseThrow(() -> new MalformedMediaException(0, "no key frame"));
  }

  @Override
  protected Map<String, byte[]> seeds() throws Exception {
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    column("av1.csv", "av1C").forEach((name, av1C) -> {
      seeds.put(name, av1C);
      seeds.put(name.replace("av1C", "unit"), Bytes.fromHex("1200" + Bytes.copyOf(av1C).toHex().substring(8) + "32021000").toArray());
    });
    return seeds;
  }
}
