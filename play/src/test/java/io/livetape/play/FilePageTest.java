package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.FileFormat;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.RecordedFile.Content;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a recording file, as text. */
class FilePageTest {
  private final FilePage page = new FilePage(Shelf.URLS, new Wording(Shelf.ZONE, Language.ENGLISH));
  private final Locale locale = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(locale);
  }

  @Test
  void page_ofAFileAlone_hasPlayerAndFacts() throws IOException {
    RecordedFile file = Shelf.recovered(Shelf.file("42", FileFormat.MP4, Shelf.HOSTILE), Instant.parse("2026-12-31T16:00:00Z"));

    Golden.check("watch-file.html", page.html(file, List.of(file), ""));
  }

  @Test
  void page_ofAPiece_hasItsOtherFormatsAndPieces() throws IOException {
    Golden.check("watch-piece.html", page.html(cutShow().get(1), cutShow(), ""));
  }

  @Test
  void page_inEveryLocale_isTheSame() throws IOException {
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

    Golden.check("watch-piece.html", new FilePage(Shelf.URLS, new Wording(Shelf.ZONE, Language.ENGLISH)).html(cutShow().get(1), cutShow(), ""));
  }

  @ParameterizedTest
  @CsvSource({
    "MP4, '<video controls playsinline src=\"/vod/1250000001/42/f0.mp4\" preload=\"metadata\"'",
    "FLV, '<video controls playsinline data-flv=\"/vod/1250000001/42/f0.flv\"'",
    "HLS, '<video controls playsinline data-hls=\"/vod/1250000001/42/playlist.m3u8\"'"
  })
  void player_isThatOfTheFormat(FileFormat format, String player) {
    RecordedFile file = Shelf.file("42", format, "plain");

    assertThat(page.html(file, List.of(file), "")).contains(player);
  }

  @Test
  void player_forSoundAlone_isAnAudioElement() {
    RecordedFile file = Shelf.with(Shelf.file("42", FileFormat.AAC, "plain"), new Content(1000, 0, 1000, 0, 0, "", "aac"));

    assertThat(page.html(file, List.of(file), ""))
        .contains("<audio controls playsinline src=\"/vod/1250000001/42/f0.aac\"")
        .contains("data-type=\"audio/mp4; codecs=&quot;mp4a.40.2&quot;\"").doesNotContain("<dt>Picture");
  }

  @ParameterizedTest
  @CsvSource({
    "h265, aac,  hvc1.1.6.L120.B0, mp4a.40.2, 'H.265, AAC'", "av1, opus, av01.0.08M.08, opus, 'AV1, Opus'",
    "vp9, aac, vp09.00.40.08, mp4a.40.2, 'VP9, AAC'"
  })
  void player_namesTheCodecsForTheBrowserAndForPeople(String picture, String sound, String pictureType, String soundType, String names) {
    RecordedFile file = Shelf.with(Shelf.file("42", FileFormat.MP4, "plain"), new Content(1000, 0, 1000, 16, 16, picture, sound));

    assertThat(page.html(file, List.of(file), ""))
        .contains("data-type=\"video/mp4; codecs=&quot;" + pictureType + ", " + soundType + "&quot;\" data-codecs=\"" + names + "\"");
  }

  @Test
  void hlsOfACutShow_hasNoCounterpart() {
    assertThat(page.html(cutShow().getFirst(), cutShow(), "")).doesNotContain("<a class=\"chip\"");
  }

  @Test
  void hlsOverSeveralPushes_hasNoCounterpartInTheOneThatBeganIt() {
    List<RecordedFile> show = List.of(
        Shelf.file("1", FileFormat.HLS, "n", "77", Duration.ZERO, Duration.ofMinutes(30)),
        Shelf.file("2", FileFormat.MP4, "n", "77", Duration.ZERO, Duration.ofMinutes(15)));

    assertThat(page.html(show.getFirst(), show, "")).doesNotContain("<a class=\"chip\"");
  }

  @Test
  void title_leavesOutTheTimesOfTheTemplate() {
    RecordedFile file = Shelf.file("42", FileFormat.MP4, "show_2026-11-21-07-30-00_2026-11-21-08-32-06");

    assertThat(page.html(file, List.of(file), "")).contains("<h1><bdi>show</bdi></h1>", "<dd><bdi>" + file.name() + "</bdi></dd>");
  }

  /** Half an hour in HLS, and in two pieces of MP4 and FLV. */
  private static List<RecordedFile> cutShow() {
    Duration quarter = Duration.ofMinutes(15);
    return List.of(
        Shelf.file("1", FileFormat.HLS, "n", "77", Duration.ZERO, quarter.multipliedBy(2)),
        Shelf.file("2", FileFormat.MP4, "n", "77", Duration.ZERO, quarter),
        Shelf.file("3", FileFormat.FLV, "n", "77", Duration.ofMillis(1), quarter),
        Shelf.file("4", FileFormat.MP4, "n", "77", quarter, quarter),
        Shelf.file("5", FileFormat.FLV, "n", "77", quarter, quarter));
  }
}
