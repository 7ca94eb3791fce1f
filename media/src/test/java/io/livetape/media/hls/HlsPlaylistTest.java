package io.livetape.media.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.media.MalformedMediaException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HlsPlaylistTest {
  private static final Optional<InitSection> FIRST_INIT = Optional.of(new InitSection("a.mp4", new ByteRange(40, 1_204)));
  private static final Optional<InitSection> SECOND_INIT = Optional.of(new InitSection("b.mp4", new ByteRange(40, 988)));

  private static final List<Segment> SEGMENTS = List.of(
      new Segment(Duration.ofNanos(2_000_000_000L), "a.mp4", Optional.of(new ByteRange(1_244, 500_000)), FIRST_INIT,
          Optional.of(Instant.parse("2026-01-31T23:59:59.120Z")), false),
      new Segment(Duration.ofNanos(1_966_667_000L), "a.mp4", Optional.of(new ByteRange(501_244, 489_021)), FIRST_INIT,
          Optional.empty(), false),
      new Segment(Duration.ofNanos(5_499_999_000L), "b.mp4", Optional.of(new ByteRange(1_028, 5_000_000_000L)), SECOND_INIT,
          Optional.of(Instant.parse("2026-02-01T00:00:30Z")), true));

  private static final String BODY = """
      #EXT-X-MAP:URI="a.mp4",BYTERANGE="1204@40"
      #EXT-X-PROGRAM-DATE-TIME:2026-01-31T23:59:59.120Z
      #EXTINF:2.000000,
      #EXT-X-BYTERANGE:500000@1244
      a.mp4
      #EXTINF:1.966667,
      #EXT-X-BYTERANGE:489021@501244
      a.mp4
      #EXT-X-DISCONTINUITY
      #EXT-X-MAP:URI="b.mp4",BYTERANGE="988@40"
      #EXT-X-PROGRAM-DATE-TIME:2026-02-01T00:00:30.000Z
      #EXTINF:5.499999,
      #EXT-X-BYTERANGE:5000000000@1028
      b.mp4
      """;

  private static final String GROWING = """
      #EXTM3U
      #EXT-X-VERSION:7
      #EXT-X-TARGETDURATION:5
      #EXT-X-MEDIA-SEQUENCE:0
      #EXT-X-PLAYLIST-TYPE:EVENT
      #EXT-X-INDEPENDENT-SEGMENTS
      """ + BODY;

  private static final String ENDED = GROWING.replace("EVENT", "VOD") + "#EXT-X-ENDLIST\n";

  @Test
  void render_growingAndEnded_isTheGolden() {
    assertThat(new HlsPlaylist(5, 0, false, SEGMENTS).render(new StringBuilder())).hasToString(GROWING);
    assertThat(new HlsPlaylist(5, 0, true, SEGMENTS).render(new StringBuilder())).hasToString(ENDED);
  }

  @Test
  void headerAndAppendedEntries_makeTheSameText() {
    var body = new StringBuilder();
    Optional<InitSection> previous = Optional.empty();
    for (Segment segment : SEGMENTS) {
      body.append(HlsPlaylist.entry(segment, previous));
      previous = segment.init();
    }

    assertThat(HlsPlaylist.header(5, 0, false) + body).isEqualTo(GROWING);
    assertThat(HlsPlaylist.header(5, 0, true) + body + HlsPlaylist.END).isEqualTo(ENDED);
  }

  @ParameterizedTest
  @CsvSource({"0, 4000, 4000", "500, 500, 1", "500, 400, 1", "0, 86400000, 86400000", "0, 86400001, 86400000"})
  void segment_betweenAnyInstants_hasALengthThatIsAllowed(long startMs, long endMs, long lengthMs) {
    Duration duration = Segment.between(startMs, endMs);

    assertThat(duration).isEqualTo(Duration.ofMillis(lengthMs));
    assertThat(new Segment(duration, "a.mp4", Optional.empty(), FIRST_INIT, Optional.empty(), false).duration()).isEqualTo(duration);
    assertThat(HlsPlaylist.targetDurationSeconds(duration)).isBetween(1, HlsPlaylist.TARGET_DURATION_SECONDS_MAX);
  }

  @Test
  void parse_ownText_isTheSamePlaylist() throws Exception {
    assertThat(HlsPlaylist.parse(GROWING)).isEqualTo(new HlsPlaylist(5, 0, false, SEGMENTS));
    assertThat(HlsPlaylist.parse(ENDED)).isEqualTo(new HlsPlaylist(5, 0, true, SEGMENTS));
    assertThat(HlsPlaylist.parse(HlsPlaylist.header(1, 77, false))).isEqualTo(new HlsPlaylist(1, 77, false, List.of()));
    assertThat(HlsPlaylist.parse(HlsPlaylist.header(1, 77, true) + HlsPlaylist.END)).isEqualTo(new HlsPlaylist(1, 77, true, List.of()));
  }

  @Test
  void parse_segmentsWithoutInitAndRange_roundTrips() throws Exception {
    var plain = new Segment(Duration.ZERO, "v/0.ts?sign=a%20b,c", Optional.empty(), Optional.empty(), Optional.empty(), true);
    var whole = new Segment(Duration.ofHours(24), "1.mp4", Optional.empty(), Optional.of(new InitSection("init.mp4", Optional.empty())),
        Optional.empty(), false);
    var playlist = new HlsPlaylist(86_400, 0, true, List.of(plain, whole));

    String text = playlist.render(new StringBuilder()).toString();

    assertThat(HlsPlaylist.parse(text)).isEqualTo(playlist);
    assertThat(text).contains("#EXT-X-MAP:URI=\"init.mp4\"\n#EXTINF:86400.000000,\n1.mp4\n");
  }

  @Test
  void render_otherDefaultLocale_keepsPointAndDigits() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(new HlsPlaylist(5, 0, true, SEGMENTS).render(new StringBuilder())).hasToString(ENDED);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void parseBody_tornAtEachCharacter_givesTheWholeEntries() throws Exception {
    int[] ends = {BODY.indexOf("a.mp4\n#EXTINF") + 6, BODY.indexOf("#EXT-X-DISCONTINUITY"), BODY.length()};
    for (int length = 0; length <= BODY.length(); length++) {
      PlaylistBody body = HlsPlaylist.parseBody(BODY.substring(0, length));

      int count = 0;
      while (count < ends.length && ends[count] <= length) {
        count++;
      }
      assertThat(body).as("torn at %d", length).isEqualTo(new PlaylistBody(SEGMENTS.subList(0, count), count == 0 ? 0 : ends[count - 1]));
    }
  }

  @Test
  void parse_tornAtEachCharacter_isAPlaylistOfWholeEntriesOrMalformed() {
    int accepted = 0;
    for (int length = 0; length < GROWING.length(); length++) {
      try {
        assertThat(HlsPlaylist.parse(GROWING.substring(0, length)).segments()).isEqualTo(SEGMENTS.subList(0, accepted++));
      } catch (MalformedMediaException e) {
        assertThat(e.offset()).isBetween(0L, (long) length);
      }
    }
    assertThat(accepted).isEqualTo(3);
  }

  @Test
  void parse_eachCharacterReplaced_isAValueOrMalformed() {
    for (int i = 0; i < ENDED.length(); i++) {
      for (char replacement : new char[] {'\0', '\n', '"', '#', '9', 'ÿ'}) {
        String changed = ENDED.substring(0, i) + replacement + ENDED.substring(i + 1);
        try {
          assertThat(HlsPlaylist.parse(changed).ended()).isTrue();
        } catch (MalformedMediaException e) {
          assertThat(e.offset()).isBetween(0L, (long) ENDED.length());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "a.mp4\n",
    "#EXTINF:2.0,\na.mp4\n",
    "#EXTINF:86401.000000,\na.mp4\n",
    "#EXTINF:2.000000,\n\n",
    "#EXTINF:2.000000,\na.mp4\r\n",
    "#EXTINF:2.000000,\n#EXT-X-BYTERANGE:5\na.mp4\n",
    "#EXTINF:2.000000,\n#EXT-X-BYTERANGE:0@5\na.mp4\n",
    "#EXTINF:2.000000,\n#EXT-X-BYTERANGE:9999999999999999999@5\na.mp4\n",
    "#EXT-X-MAP:URI=\"\"\n",
    "#EXT-X-MAP:BYTERANGE=\"5@5\"\n",
    "#EXT-X-PROGRAM-DATE-TIME:yesterday\n",
    "#EXT-X-KEY:METHOD=NONE\n",
    "#EXTM3U\n"})
  void parseBody_linesThatAreNotOurs_areMalformed(String body) {
    assertThatThrownBy(() -> HlsPlaylist.parseBody(body)).isInstanceOf(MalformedMediaException.class);
  }

  @Test
  void parseBody_lineAboveLimit_isMalformedAtItsStart() {
    String longest = "#EXTINF:1.000000,\n" + "u".repeat(Segment.URI_LENGTH_MAX) + "\n";

    assertThatThrownBy(() -> HlsPlaylist.parseBody(longest + "#" + "x".repeat(100_000) + "\n"))
        .isInstanceOfSatisfying(MalformedMediaException.class, e -> assertThat(e.offset()).isEqualTo(longest.length()));
  }

  @Test
  void parse_segmentAboveTheTarget_isMalformed() {
    assertThatThrownBy(() -> HlsPlaylist.parse(GROWING.replace("5.499999", "5.500000"))).isInstanceOf(MalformedMediaException.class);
  }

  @ParameterizedTest(name = "{0} us: {1} s")
  @CsvSource({"0, 1", "1499999, 1", "1500000, 2", "2000000, 2", "2499999, 2", "2500000, 3", "9999999, 10"})
  void targetDurationSeconds_longestSegment_isRoundedAndFits(long micros, int seconds) {
    Duration longest = Duration.ofNanos(micros * 1_000 + 999);
    var segment = new Segment(longest, "a.mp4", Optional.empty(), Optional.empty(), Optional.empty(), false);

    assertThat(HlsPlaylist.targetDurationSeconds(longest)).isEqualTo(seconds);
    assertThat(new HlsPlaylist(seconds, 0, false, List.of(segment)).segments()).hasSize(1);
    if (segment.roundedSeconds() > 1) {
      assertThatThrownBy(() -> new HlsPlaylist(seconds - 1, 0, false, List.of(segment))).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#a", "a b", "a\nb", "a\"b", "ä.mp4"})
  void segment_addressThatBreaksALine_isRefused(String uri) {
    assertThatThrownBy(() -> new InitSection(uri, Optional.empty())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Segment(Duration.ZERO, uri, Optional.empty(), Optional.empty(), Optional.empty(), false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void entry_withoutInitAfterOneWith_isRefused() {
    var plain = new Segment(Duration.ofSeconds(1), "c.ts", Optional.empty(), Optional.empty(), Optional.empty(), true);

    assertThatThrownBy(() -> HlsPlaylist.entry(plain, FIRST_INIT)).isInstanceOf(IllegalArgumentException.class);
  }
}
