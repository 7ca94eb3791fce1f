package io.livetape.media.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.media.MalformedMediaException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignPlaylistTest {
  private static final String END = "#EXT-X-ENDLIST\n";

  @Test
  void mediaPlaylist_namesItsSegments() throws Exception {
    ForeignPlaylist.Media media = (ForeignPlaylist.Media) ForeignPlaylist.parse("\uFEFF#EXTM3U\r\n#EXT-X-TARGETDURATION:4\r\n"
        + "#EXT-X-KEY:METHOD=NONE\r\n#EXTINF:4.0,a title, with a comma\r\na b.ts\r\n\r\n# comment\r\n#EXT-X-DISCONTINUITY\r\n"
        + "#EXTINF:2\r\nhttps://example.org/b.ts?x=1,2\r\n#EXT-X-ENDLIST");
    assertThat(media.parts()).containsExactly(
        new ForeignPlaylist.Part("a b.ts", Optional.empty(), Optional.empty(), false),
        new ForeignPlaylist.Part("https://example.org/b.ts?x=1,2", Optional.empty(), Optional.empty(), true));
  }

  @Test
  void byteRanges_withoutABeginning_followTheOneBefore() throws Exception {
    ForeignPlaylist.Media media = (ForeignPlaylist.Media) ForeignPlaylist.parse(
        "#EXTM3U\n#EXT-X-MAP:URI=\"all.mp4\",BYTERANGE=\"700@0\"\n#EXTINF:1,\n#EXT-X-BYTERANGE:100@700\nall.mp4\n"
            + "#EXT-X-BYTERANGE:50\n#EXTINF:1,\nall.mp4\n" + END);
    Optional<InitSection> init = Optional.of(new InitSection("all.mp4", new ByteRange(0, 700)));
    assertThat(media.parts()).containsExactly(
        new ForeignPlaylist.Part("all.mp4", Optional.of(new ByteRange(700, 100)), init, false),
        new ForeignPlaylist.Part("all.mp4", Optional.of(new ByteRange(800, 50)), init, false));
  }

  @Test
  void masterPlaylist_namesVariants_andWhichHaveTheirSoundElsewhere() throws Exception {
    ForeignPlaylist.Master master = (ForeignPlaylist.Master) ForeignPlaylist.parse("""
        #EXTM3U
        #EXT-X-STREAM-INF:BANDWIDTH=900000,CODECS="avc1.64001f,mp4a.40.2",AUDIO="far"
        high.m3u8
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="far",NAME="x",URI="sound.m3u8"
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="near",NAME="x"
        #EXT-X-STREAM-INF:AUDIO="near", BANDWIDTH=100000
        low.m3u8
        #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI="i.m3u8"
        """);
    assertThat(master.variants()).containsExactly(
        new ForeignPlaylist.Variant("high.m3u8", 900_000, true), new ForeignPlaylist.Variant("low.m3u8", 100_000, false));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      <html>                                                    | no HLS playlist
      #EXTM3U                                                   | no segments
      #EXTM3U;#EXTINF:1,;a.ts                                   | EXT-X-ENDLIST
      #EXTM3U;#EXT-X-KEY:METHOD=AES-128,URI="k";#EXTINF:1,;a.ts | METHOD=AES-128
      #EXTM3U;#EXT-X-KEY:METHOD=SAMPLE-AES                      | encrypted
      #EXTM3U;#EXT-X-KEY:nothing                                | attributes
      #EXTM3U;#EXT-X-GAP;#EXTINF:1,;a.ts                        | missing
      #EXTM3U;#EXT-X-BYTERANGE:5;#EXTINF:1,;a.ts                | follows none
      #EXTM3U;#EXT-X-BYTERANGE:0@5;#EXTINF:1,;a.ts              | no byte range
      #EXTM3U;#EXT-X-BYTERANGE:-5@5;#EXTINF:1,;a.ts             | no byte range
      #EXTM3U;#EXT-X-MAP:BYTERANGE="1@0"                        | without an address
      """)
  void playlist_thatIsNotTaken_isRefusedWithWhy(String lines, String why) {
    assertThatThrownBy(() -> ForeignPlaylist.parse(lines.replace(';', '\n')))
        .isInstanceOf(MalformedMediaException.class).hasMessageContaining(why);
  }

  @Test
  void playlist_aboveItsLimits_isRefused() {
    String segments = "#EXTM3U\n" + "#EXTINF:1,\na.ts\n".repeat(ForeignPlaylist.SEGMENT_COUNT_MAX);
    assertThat(parsed(segments + END)).isInstanceOf(ForeignPlaylist.Media.class);
    assertThatThrownBy(() -> ForeignPlaylist.parse(segments + "#EXTINF:1,\na.ts\n" + END)).hasMessageContaining("segments");
    String variants = "#EXTM3U\n" + "#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8\n".repeat(ForeignPlaylist.VARIANT_COUNT_MAX + 1);
    assertThatThrownBy(() -> ForeignPlaylist.parse(variants)).hasMessageContaining("variants");
    assertThatThrownBy(() -> ForeignPlaylist.parse("#EXTM3U\n#EXTINF:1,\n" + "a".repeat(Segment.URI_LENGTH_MAX + 1) + "\n" + END))
        .hasMessageContaining("address");
  }

  private static ForeignPlaylist parsed(String text) {
    try {
      return ForeignPlaylist.parse(text);
    } catch (MalformedMediaException e) {
      throw new AssertionError(e);
    }
  }
}
