package io.livetape.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.MalformedMediaException;
import io.livetape.testkit.FuzzContract;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A text is malformed, or a playlist that is the same when written and read again; a torn one keeps its whole entries. */
class HlsPlaylistFuzzTest extends FuzzContract {
  @Override
  protected void take(byte[] input) throws Exception {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    try {
      HlsPlaylist playlist = HlsPlaylist.parse(text);
      assertThat(HlsPlaylist.parse(playlist.render(new StringBuilder()).toString())).isEqualTo(playlist);
    } catch (MalformedMediaException e) {
      assertThat(e.offset()).isBetween(0L, (long) text.length());
    }
    try {
      body(text);
    } catch (MalformedMediaException e) {
      assertThat(e.offset()).isBetween(0L, (long) text.length());
    }
  }

  private static void body(String text) throws MalformedMediaException {
    PlaylistBody body = HlsPlaylist.parseBody(text);
    assertThat(body.wholeLength()).isBetween(0, text.length());
    assertThat(HlsPlaylist.parseBody(text.substring(0, body.wholeLength()))).isEqualTo(body);
    StringBuilder again = new StringBuilder();
    Optional<InitSection> previous = Optional.empty();
    for (Segment segment : body.segments()) {
      again.append(HlsPlaylist.entry(segment, previous));
      previous = segment.init();
    }
    assertThat(HlsPlaylist.parseBody(again.toString()).segments()).isEqualTo(body.segments());
  }

  @Override
  protected Map<String, byte[]> seeds() throws Exception {
    Optional<InitSection> init = Optional.of(new InitSection("911921989763727362.mp4", new ByteRange(48, 1_204)));
    List<Segment> segments = List.of(
        new Segment(Duration.ofMillis(4_000), "911921989763727362.mp4", Optional.of(new ByteRange(1_252, 500_000)), init,
            Optional.of(Instant.parse("2026-11-20T09:30:00.120Z")), false),
        new Segment(Duration.ofMillis(3_960), "911921989763727362.mp4", Optional.of(new ByteRange(501_252, 489_021)), init,
            Optional.empty(), true));
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    for (boolean ended : new boolean[] {true, false}) {
      String text = new HlsPlaylist(4, 0, ended, segments).render(new StringBuilder()).toString();
      seeds.put(ended ? "ended" : "growing", text.getBytes(StandardCharsets.US_ASCII));
    }
    String entries = HlsPlaylist.entry(segments.get(0), Optional.empty()) + HlsPlaylist.entry(segments.get(1), init);
    seeds.put("entries", entries.getBytes(StandardCharsets.US_ASCII));
    return seeds;
  }
}
