package io.livetape.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.MalformedMediaException;
import io.livetape.testkit.FuzzContract;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A text is refused, or names something to fetch, within the limits. */
class ForeignPlaylistFuzzTest extends FuzzContract {
  @Override
  protected void take(byte[] input) throws Exception {
    String text = new String(input, StandardCharsets.UTF_8);
    try {
      switch (ForeignPlaylist.parse(text)) {
        case ForeignPlaylist.Master master -> assertThat(master.variants()).isNotEmpty().allMatch(variant -> variant.bandwidth() >= 0);
        case ForeignPlaylist.Media media -> assertThat(media.parts()).isNotEmpty().allMatch(part -> !part.uri().isEmpty());
      }
    } catch (MalformedMediaException e) {
      assertThat(e.offset()).isBetween(0L, (long) text.length() + 1);
    }
  }

  @Override
  protected Map<String, byte[]> seeds() {
    return Map.of(
        "media", ("#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-MAP:URI=\"all.mp4\",BYTERANGE=\"700@0\"\n#EXTINF:4.0,title\n"
            + "#EXT-X-BYTERANGE:100@700\nall.mp4\n#EXT-X-DISCONTINUITY\n#EXT-X-KEY:METHOD=NONE\n#EXTINF:2,\n#EXT-X-BYTERANGE:50\nall.mp4\n"
            + "#EXT-X-ENDLIST\n").getBytes(StandardCharsets.UTF_8),
        "master", ("#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",URI=\"s.m3u8\"\n#EXT-X-STREAM-INF:BANDWIDTH=900000,AUDIO=\"a\"\n"
            + "high.m3u8\n").getBytes(StandardCharsets.UTF_8));
  }
}
