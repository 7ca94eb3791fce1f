package io.livetape.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.live.StreamKey;
import io.livetape.media.mp4.TapeIdentity;
import io.livetape.testkit.FuzzContract;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whatever {@code connect} and {@code publish} say, an address comes of it whose parts are apart. Three lines: tcUrl, app, name. */
class StreamAddressFuzzTest extends FuzzContract {
  private static final int QUERY_MAX = 64;

  @Override
  protected void take(byte[] input) {
    String[] said = new String(input, StandardCharsets.UTF_8).split("\n", 3);
    StreamAddress connected = StreamAddress.ofConnect(said[0], said.length > 1 ? said[1] : "");
    StreamAddress address = connected.withName(said.length > 2 ? said[2] : "");
    for (String part : new String[] {address.app(), address.name()}) {
      assertThat(part).doesNotContain("?").doesNotStartWith("/").doesNotEndWith("/");
    }
    assertThat(address.domain()).doesNotContain("/", "?");
    if (address.domainLegal()) {
      assertThat(address.domain().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(TapeIdentity.TEXT_SIZE_MAX);
    }
    if (address.queryLegal(QUERY_MAX)) {
      assertThat(address.query()).hasSizeLessThanOrEqualTo(QUERY_MAX).matches("[^\\p{Cc}]*");
    }
    if (StreamKey.legal(address.app()) && StreamKey.legal(address.name())) {
      assertThat(new StreamKey(address.app(), address.name()).toString().chars().filter(c -> c == '/').count()).isEqualTo(1);
    }
  }

  @Override
  protected Map<String, byte[]> seeds() {
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    seeds.put("usual", said("rtmp://push.example.org/live", "live", "show?txSecret=1&txTime=2"));
    seeds.put("port and instance", said("rtmp://[2001:db8::1]:1935/live/_definst_?a=b", "live/_definst_", "show"));
    seeds.put("one field", said("rtmps://push.example.org/live/show?record=mp4", "live/show?record=mp4", ""));
    seeds.put("tcUrl alone", said("rtmp://push.example.org/live", "", "/show/"));
    return seeds;
  }

  private static byte[] said(String... lines) {
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }
}
