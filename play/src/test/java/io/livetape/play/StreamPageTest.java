package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.FileFormat;
import io.livetape.vod.Listing;
import io.livetape.vod.RecordedFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a stream, as text. */
class StreamPageTest {
  private static final Codecs CODECS = new Codecs("avc1.64001f", "mp4a.40.2", "H.264, AAC");
  private static final PageNumber FIRST = new PageNumber(1);

  private final StreamPage page = new StreamPage(Shelf.URLS, new Wording(Shelf.ZONE, Language.ENGLISH));

  @Test
  void page_ofALiveRecordedStream_playsTheGrowingFile() throws IOException {
    Golden.check("watch-live.html", html(new Showing.LiveHls(CODECS, 42), List.of()));
  }

  @Test
  void page_ofLiveSoundThatIsRecorded_canShowPicturesThatComeLater() {
    Codecs sound = new Codecs("", "mp4a.40.2", "AAC");

    assertThat(html(new Showing.LiveHls(sound, 42), List.of())).contains("class=\"screen sound\"", "<video controls").doesNotContain("<audio");
  }

  @Test
  void page_ofALiveStreamThatIsNotRecorded_playsTheStreamItself() throws IOException {
    Golden.check("watch-live-flv.html", html(new Showing.LiveFlv(CODECS), List.of()));
  }

  @Test
  void page_ofAStreamWhosePublisherMayReturn_playsWhatThereIs_andIsNotLive() throws IOException {
    Golden.check("watch-interrupted.html", html(new Showing.Interrupted(CODECS, 42, Instant.parse("2026-11-20T23:35:00.9Z")), List.of()));
  }

  @Test
  void page_ofAStreamInItsFirstMoments_waits() throws IOException {
    Golden.check("watch-starting.html", html(new Showing.Starting(), List.of()));
  }

  @Test
  void page_ofAStreamThatIsNotLive_playsItsLastRecording() throws IOException {
    List<RecordedFile> files = List.of(
        Shelf.file("3", FileFormat.HLS, Shelf.HOSTILE, "78", Duration.ofDays(1), Duration.ofMinutes(30)),
        Shelf.file("2", FileFormat.HLS, Shelf.STREAM.name(), "77", Duration.ZERO, Duration.ofMinutes(5)),
        Shelf.file("1", FileFormat.MP4, Shelf.STREAM.name(), "77", Duration.ZERO, Duration.ofMinutes(5)));

    Golden.check("watch-replay.html", html(new Showing.Replay(files.getFirst()), files));
  }

  @Test
  void page_ofAnUnknownStream_saysSo() {
    assertThat(html(new Showing.Nothing(), List.of())).contains("<h1>Nothing here</h1>", "live/直播").doesNotContain("class=\"screen");
  }

  @ParameterizedTest
  @CsvSource({"1, 100, ''", "1, 101, Older", "2, 200, Newer", "2, 201, 'Newer,Older'", "9, 50, Newer"})
  void listing_longerThanAPage_hasLinksToTheOthers(int number, int totalCount, String links) {
    List<RecordedFile> files = List.of(Shelf.file("1", FileFormat.MP4, "n"));
    String html = page.html(Shelf.STREAM, new Showing.Starting(), new Listing(files, totalCount), new PageNumber(number));

    assertThat(List.of("Newer", "Older").stream().filter(link -> html.contains(">" + link + "</a>")).toList())
        .isEqualTo(links.isEmpty() ? List.of() : List.of(links.split(",")));
    assertThat(html.contains("?page=" + (number + 1) + "#recordings")).isEqualTo(links.contains("Older"));
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "9999, 9999", "0, 1", "-1, 1", "10000, 1", "x, 1", "'', 1", "1e3, 1"})
  void pageNumber_thatIsNone_isTheFirst(String parameter, int number) {
    assertThat(PageNumber.of(List.of(parameter)).number()).isEqualTo(number);
    assertThat(PageNumber.of(List.of(parameter, parameter)).number()).isEqualTo(1);
  }

  private String html(Showing showing, List<RecordedFile> files) {
    return page.html(Shelf.STREAM, showing, new Listing(files, files.size()), FIRST);
  }
}
