package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.testkit.FuzzContract;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whatever a range header says, what is sent lies in the file; and the same text in a page means nothing. */
class RangeFuzzTest extends FuzzContract {
  @Override
  protected void take(byte[] input) {
    String header = new String(input, StandardCharsets.ISO_8859_1);
    for (long sizeBytes : new long[] {0, 1, 1_000, Long.MAX_VALUE}) {
      switch (ByteRangeHeader.parse(header, sizeBytes)) {
        case ByteRangeHeader.Part(long offset, long partBytes) -> {
          assertThat(offset).isBetween(0L, sizeBytes - 1);
          assertThat(partBytes).isBetween(1L, sizeBytes - offset);
        }
        case ByteRangeHeader.Unsatisfiable _ -> assertThat(header).startsWith("bytes=");
        case ByteRangeHeader.Whole _ -> { }
      }
    }
    assertThat(Html.escape(header)).doesNotContainPattern("[<>\"']|&(?!(amp|lt|gt|quot|#39);)");
  }

  @Override
  protected Map<String, byte[]> seeds() {
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    for (String header : new String[] {
        "bytes=0-0", "bytes=0-", "bytes=-500", "bytes=500-999", "bytes=1000-", "bytes=-0", "bytes=9-1", "bytes=0-1,5-6",
        "bytes=999999999999999999-999999999999999999", "<a href='x'>&amp;\""}) {
      seeds.put(Integer.toHexString(header.hashCode()), header.getBytes(StandardCharsets.ISO_8859_1));
    }
    return seeds;
  }
}
