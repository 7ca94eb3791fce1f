package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.hls.ByteRange;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.media.hls.InitSection;
import io.livetape.media.hls.Segment;
import io.livetape.play.FileGate.Verdict.Admitted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A recording of three segments of four seconds, the last on a second tape. */
class OpenedPlaylistTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  @Test
  void withoutATicket_staysAsItIs() throws Exception {
    assertThat(OpenedPlaylist.text(playlist(true), new Admitted(Optional.empty()))).isEqualTo(playlist(true));
  }

  @Test
  void withATicket_carriesItInEveryAddress() throws Exception {
    assertThat(OpenedPlaylist.text(playlist(false), admitted("", "1f")).lines().filter(line -> line.contains(".mp4"))).containsExactly(
        "#EXT-X-MAP:URI=\"1.mp4?t=1&us=1f&sign=s\",BYTERANGE=\"100@16\"", "1.mp4?t=1&us=1f&sign=s", "1.mp4?t=1&us=1f&sign=s",
        "#EXT-X-MAP:URI=\"2.mp4?t=1&us=1f&sign=s\",BYTERANGE=\"100@16\"", "2.mp4?t=1&us=1f&sign=s");
    assertThat(OpenedPlaylist.text(playlist(false), admitted("", ""))).doesNotContain(HlsPlaylist.END);
  }

  @Test
  void preview_isWhatBeginsWithinIt_andEnds() throws Exception {
    for (boolean ended : new boolean[] {true, false}) {
      assertThat(segments(OpenedPlaylist.text(playlist(ended), admitted("5", "")))).isEqualTo(2);
      assertThat(segments(OpenedPlaylist.text(playlist(ended), admitted("4", "")))).isEqualTo(1);
      assertThat(OpenedPlaylist.text(playlist(ended), admitted("1", ""))).endsWith(HlsPlaylist.END).contains("VOD");
      assertThat(segments(OpenedPlaylist.text(playlist(ended), admitted("9", "")))).isEqualTo(3);
    }
  }

  @Test
  void preview_ofATape_endsWithItsLastSegment() throws Exception {
    assertThat(OpenedPlaylist.endOffset(playlist(true), "1.mp4", Duration.ofSeconds(1))).isEqualTo(1116);
    assertThat(OpenedPlaylist.endOffset(playlist(true), "1.mp4", Duration.ofSeconds(8))).isEqualTo(2116);
    assertThat(OpenedPlaylist.endOffset(playlist(true), "2.mp4", Duration.ofSeconds(8))).isZero();
    assertThat(OpenedPlaylist.endOffset(playlist(true), "2.mp4", Duration.ofSeconds(9))).isEqualTo(1116);
    assertThat(OpenedPlaylist.endOffset(playlist(true), "3.mp4", Duration.ofSeconds(9))).isZero();
  }

  private static long segments(String text) {
    return text.lines().filter(line -> line.startsWith("#EXTINF")).count();
  }

  private static Admitted admitted(String exper, String us) {
    return new Admitted(Optional.of(new Ticket("1", exper, "", us, "s")));
  }

  private static String playlist(boolean ended) {
    return new HlsPlaylist(4, 0, ended, List.of(segment("1.mp4", 0, 116), segment("1.mp4", 4, 1116), segment("2.mp4", 8, 116)))
        .render(new StringBuilder()).toString();
  }

  private static Segment segment(String tape, long atSeconds, long offset) {
    return new Segment(Duration.ofSeconds(4), tape, Optional.of(new ByteRange(offset, 1000)),
        Optional.of(new InitSection(tape, new ByteRange(16, 100))), Optional.of(NOON.plusSeconds(atSeconds)), false);
  }
}
