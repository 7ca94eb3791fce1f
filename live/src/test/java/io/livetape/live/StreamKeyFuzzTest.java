package io.livetape.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.testkit.FuzzContract;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A text is refused as a name, or means nothing but itself: in paths, addresses, markup and logs. */
class StreamKeyFuzzTest extends FuzzContract {
  private static final Path FOLDER = Path.of("/store/tapes");

  @Override
  protected void take(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    if (!StreamKey.legal(text)) {
      assertThatThrownBy(() -> new StreamKey("live", text)).isInstanceOf(IllegalArgumentException.class);
      return;
    }
    assertThat(new StreamKey(text, text).toString()).isEqualTo(text + "/" + text);
    assertThat(text.chars()).noneMatch(c -> c <= ' ' || c == 0x7F || "/\\<>\"'&?#%;|`${}*".indexOf(c) >= 0);
    assertThat(FOLDER.resolve(text).normalize().getParent()).isEqualTo(FOLDER);
    assertThat(URLDecoder.decode(URLEncoder.encode(text, StandardCharsets.UTF_8), StandardCharsets.UTF_8)).isEqualTo(text);
    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1_024);
  }

  @Override
  protected Map<String, byte[]> seeds() {
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    for (String name : new String[] {"2121_15919131751", "user@host:1", "a+b=c~d", "a,b!(c)", "直播", "𠀀", "..", "...", "%2e%2e"}) {
      seeds.put(Integer.toHexString(name.hashCode()), name.getBytes(StandardCharsets.UTF_8));
    }
    return seeds;
  }
}
