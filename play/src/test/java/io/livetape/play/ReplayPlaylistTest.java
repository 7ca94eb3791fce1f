package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.hls.ByteRange;
import io.livetape.media.hls.InitSection;
import io.livetape.media.hls.Segment;
import io.livetape.vod.splice.Piece;
import io.livetape.vod.splice.Tapes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Recordings of four-second segments, and what windows of time show of them. */
class ReplayPlaylistTest {
  private static final Tapes NOWHERE = _ -> Optional.empty();
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  @Test
  void window_overAnInterruption_hasBothPiecesAndOneDiscontinuity() {
    assertThat(text(10, 70, piece("a", 0, 5), piece("b", 60, 3))).isEqualTo("""
        #EXTM3U
        #EXT-X-VERSION:7
        #EXT-X-TARGETDURATION:4
        #EXT-X-MEDIA-SEQUENCE:0
        #EXT-X-PLAYLIST-TYPE:VOD
        #EXT-X-START:TIME-OFFSET=2.000,PRECISE=YES
        #EXT-X-INDEPENDENT-SEGMENTS
        #EXT-X-MAP:URI="/a/t.mp4",BYTERANGE="100@16"
        #EXT-X-PROGRAM-DATE-TIME:2026-01-31T12:00:08.000Z
        #EXTINF:4.000000,
        #EXT-X-BYTERANGE:1000@2116
        /a/t.mp4
        #EXT-X-PROGRAM-DATE-TIME:2026-01-31T12:00:12.000Z
        #EXTINF:4.000000,
        #EXT-X-BYTERANGE:1000@3116
        /a/t.mp4
        #EXT-X-PROGRAM-DATE-TIME:2026-01-31T12:00:16.000Z
        #EXTINF:4.000000,
        #EXT-X-BYTERANGE:1000@4116
        /a/t.mp4
        #EXT-X-DISCONTINUITY
        #EXT-X-MAP:URI="/b/t.mp4",BYTERANGE="100@16"
        #EXT-X-PROGRAM-DATE-TIME:2026-01-31T12:01:00.000Z
        #EXTINF:4.000000,
        #EXT-X-BYTERANGE:1000@116
        /b/t.mp4
        #EXT-X-PROGRAM-DATE-TIME:2026-01-31T12:01:04.000Z
        #EXTINF:4.000000,
        #EXT-X-BYTERANGE:1000@1116
        /b/t.mp4
        #EXT-X-PROGRAM-DATE-TIME:2026-01-31T12:01:08.000Z
        #EXTINF:4.000000,
        #EXT-X-BYTERANGE:1000@2116
        /b/t.mp4
        #EXT-X-ENDLIST
        """);
  }

  @Test
  void recordings_thatOverlap_areNotPlayedTwice() {
    assertThat(starts(0, 100, piece("rule", 0, 5), piece("task", 9, 5))).containsExactly(
        "/rule 0", "/rule 4", "/rule 8", "/rule 12", "/rule 16", "/task 21", "/task 25");
  }

  @Test
  void recordings_inAnyOrder_arePlayedInTheirTimes() {
    assertThat(starts(0, 100, piece("b", 20, 1), piece("a", 0, 1))).containsExactly("/a 0", "/b 20");
  }

  @Test
  void clocks_thatDifferALittle_loseNoSegment() {
    Row first = piece("a", 0, 2);
    List<Segment> late = new ArrayList<>(first.segments);
    late.set(1, moved(late.get(1), Duration.ofMillis(-200)));
    Row second = piece("b", 8, 1);
    List<Segment> early = List.of(moved(second.segments.getFirst(), Duration.ofMillis(-200)));
    Optional<String> text = ReplayPlaylist.of(
        List.of(new Piece("/a/", "", late, NOWHERE), new Piece("/b/", "", early, NOWHERE)), window(0, 100), true);
    assertThat(text.orElseThrow().lines().filter(line -> line.startsWith("#EXTINF"))).hasSize(3);
  }

  @Test
  void window_inWhichNothingWasRecorded_isEmpty() {
    assertThat(ReplayPlaylist.of(List.of(piece("a", 0, 2).made()), window(8, 20), true)).isEmpty();
    assertThat(ReplayPlaylist.of(List.of(), window(8, 20), true)).isEmpty();
  }

  @Test
  void window_thatBeginsBeforeTheRecording_startsWithIt() {
    assertThat(text(-60, 100, piece("a", 0, 1))).contains("TIME-OFFSET=0.000,");
  }

  @Test
  void window_thatIsOpen_hasNoEnd() {
    ReplayWindow open = new ReplayWindow(NOON, Optional.empty());
    assertThat(ReplayPlaylist.of(List.of(piece("a", 0, 1).made()), open, false).orElseThrow())
        .contains("#EXT-X-PLAYLIST-TYPE:EVENT").doesNotContain("ENDLIST");
  }

  private record Row(String name, List<Segment> segments) {
    Piece made() {
      return new Piece("/" + name + "/", "", segments, NOWHERE);
    }
  }

  private static Row piece(String name, int fromSeconds, int count) {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      segments.add(new Segment(Duration.ofSeconds(4), "t.mp4", Optional.of(new ByteRange(116 + 1000L * i, 1000)),
          Optional.of(new InitSection("t.mp4", new ByteRange(16, 100))), Optional.of(NOON.plusSeconds(fromSeconds + 4L * i)), false));
    }
    return new Row(name, segments);
  }

  private static Segment moved(Segment segment, Duration by) {
    return new Segment(segment.duration(), segment.uri(), segment.range(), segment.init(), segment.beginsAt().map(at -> at.plus(by)),
        segment.discontinuity());
  }

  private static ReplayWindow window(int fromSeconds, int toSeconds) {
    return new ReplayWindow(NOON.plusSeconds(fromSeconds), Optional.of(NOON.plusSeconds(toSeconds)));
  }

  private static String text(int fromSeconds, int toSeconds, Row... pieces) {
    return ReplayPlaylist.of(List.of(pieces).stream().map(Row::made).toList(), window(fromSeconds, toSeconds), true).orElseThrow();
  }

  /** Each segment as its recording and its second. */
  private static List<String> starts(int fromSeconds, int toSeconds, Row... pieces) {
    List<String> starts = new ArrayList<>();
    String second = "";
    for (String line : text(fromSeconds, toSeconds, pieces).lines().toList()) {
      if (line.startsWith("#EXT-X-PROGRAM-DATE-TIME:")) {
        second = " " + Duration.between(NOON, Instant.parse(line.substring(25))).toSeconds();
      } else if (line.endsWith("/t.mp4")) {
        starts.add(line.substring(0, line.length() - 6) + second);
      }
    }
    return starts;
  }
}
