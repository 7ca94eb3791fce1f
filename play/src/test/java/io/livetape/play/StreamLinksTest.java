package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.live.StreamKey;
import io.livetape.play.FileGate.Verdict.Admitted;
import io.livetape.play.FileGate.Verdict.Refused;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StreamLinksTest {
  private static final FileKey KEY = new FileKey("24FEQmTzro4V5u3D5epW", Duration.ofHours(2));
  private static final StreamKey STREAM = new StreamKey("live", "直播 1".replace(" ", "+"));
  private static final Instant NOW = Instant.parse("2026-11-22T10:20:00Z");
  private final StreamLinks links = new StreamLinks(KEY);

  @Test
  void withoutAKey_nothingIsNeeded() {
    StreamLinks open = new StreamLinks(FileKey.NONE);

    assertThat(open.signed()).isFalse();
    assertThat(open.liveQuery(STREAM, NOW)).isEmpty();
    assertThat(open.replayQuery(STREAM, "1", "2", NOW)).isEmpty();
  }

  @Test
  void path_namesTheStreamAndTheWindow_escaped() {
    assertThat(StreamLinks.replayPath(STREAM, "m3u8", "2026-01-31T12:00:00+08:00", "2000"))
        .isEqualTo("/replay/live/%E7%9B%B4%E6%92%AD%2B1.m3u8?from=2026-01-31T12%3A00%3A00%2B08%3A00&to=2000");
  }

  @Test
  void query_opensItsWindow_andNoOther_noOtherStream_andNothingLater() {
    String query = links.replayQuery(STREAM, "1000", "2000", NOW.plusSeconds(60));

    assertThat(admitted(StreamLinks.replayFolder(STREAM, "1000", "2000"), query, NOW)).isInstanceOf(Admitted.class);
    assertThat(admitted(StreamLinks.replayFolder(STREAM, "1000", "20000"), query, NOW)).isInstanceOf(Refused.class);
    assertThat(admitted(StreamLinks.replayFolder(STREAM, "100", "02000"), query, NOW)).isInstanceOf(Refused.class);
    assertThat(admitted(StreamLinks.replayFolder(STREAM, "1000", ""), query, NOW)).isInstanceOf(Refused.class);
    assertThat(admitted(StreamLinks.replayFolder(new StreamKey("live", "other"), "1000", "2000"), query, NOW)).isInstanceOf(Refused.class);
    assertThat(admitted(StreamLinks.liveFolder(STREAM), query, NOW)).isInstanceOf(Refused.class);
    assertThat(admitted(StreamLinks.replayFolder(STREAM, "1000", "2000"), query, NOW.plusSeconds(361)))
        .isEqualTo(new Refused(Sentence.of("This address has expired.")));
  }

  /** What is signed is one text: a digit must not be able to move from the end of the window to the expiry. */
  @Test
  void query_isNoGoodWithADigitMovedBetweenWindowAndExpiry() {
    String query = links.replayQuery(STREAM, "1000", "2000", NOW);
    String t = Ticket.parse(query).orElseThrow().t();

    assertThat(admitted(StreamLinks.replayFolder(STREAM, "1000", "200"), query.replace("t=" + t, "t=0" + t), NOW))
        .isInstanceOf(Refused.class);
  }

  private static FileGate.Verdict admitted(String folder, String query, Instant now) {
    return new FileGate(KEY, () -> now).admit(folder, query, "127.0.0.1");
  }
}
