package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.live.StreamKey;
import io.livetape.media.FileFormat;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RecordedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The replay pages as text. Names of recordings can be anything that a push address can say. */
class WatchPageTest {
  private static final String HOSTILE = "\"><script>alert(1)</script>&amp;'{{x}} %s";
  private static final StreamKey STREAM = new StreamKey("live", "直播.a!(b)~c:d@e=f+g,h");

  private final WatchPage page = new WatchPage(new VideoUrls("http://replay.test", 1_250_000_001L), ZoneId.of("Asia/Shanghai"));
  private final Locale locale = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(locale);
  }

  @Test
  void pageOfAFile() throws IOException {
    assertThat(page.file(file(FileFormat.MP4, HOSTILE))).isEqualTo(golden("watch-file.html"));
  }

  @Test
  void pageOfAStream_notLive() throws IOException {
    List<RecordedFile> files = List.of(file(FileFormat.MP4, HOSTILE), file(FileFormat.HLS, "plain"));
    assertThat(page.stream(STREAM, false, Optional.empty(), files)).isEqualTo(golden("watch-stream.html"));
  }

  @Test
  void pageOfAStream_live() throws IOException {
    assertThat(page.stream(STREAM, true, Optional.empty(), List.of())).isEqualTo(golden("watch-live.html"));
  }

  @Test
  void message_isText() {
    assertThat(page.message(HOSTILE, HOSTILE)).doesNotContain("<script>alert").contains("&quot;&gt;&lt;script&gt;alert(1)");
  }

  @ParameterizedTest
  @CsvSource({
    "MP4, data-file, /vod/1250000001/42/f0.mp4", "AAC, data-file, /vod/1250000001/42/f0.aac", "FLV, data-flv, /vod/1250000001/42/f0.flv",
    "HLS, data-hls,  /vod/1250000001/42/playlist.m3u8"
  })
  void player_isThatOfTheFormat(FileFormat format, String attribute, String path) {
    assertThat(page.file(file(format, "plain"))).contains(attribute + "=\"" + path + "\"");
  }

  @Test
  void pages_areTheSameInEveryLocale() throws IOException {
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    WatchPage there = new WatchPage(new VideoUrls("http://replay.test", 1_250_000_001L), ZoneId.of("Asia/Shanghai"));
    assertThat(there.file(file(FileFormat.MP4, HOSTILE))).isEqualTo(golden("watch-file.html"));
  }

  private static RecordedFile file(FileFormat format, String name) {
    RecordedFile.Origin origin = new RecordedFile.Origin("push.test", STREAM.app(), STREAM.name(), "1", "", "");
    RecordedFile.Content content = new RecordedFile.Content(3_725_499, 0, 97_493_530, 1280, 720, "h264", "aac");
    Instant start = Instant.parse("2026-11-20T23:30:00.9Z");
    return new RecordedFile("42", "v", format, name, origin, start, start.plusSeconds(3_726), content, List.of("tapes/1.mp4"),
        format == FileFormat.HLS ? "m3u8/42.m3u8" : null, start, null, false, FileStatus.NORMAL);
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = WatchPageTest.class.getResourceAsStream("/goldens/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
