package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.FileFormat;
import io.livetape.vod.Entry;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What shows and their pieces are called. */
class ShowListTest {
  private static final String STREAM = Shelf.STREAM.name();
  private static final Duration HOUR = Duration.ofHours(1);

  private final ShowList list = new ShowList(new Wording(Shelf.ZONE, Language.ENGLISH));

  @Test
  void show_ofWhichNobodyHasSaidAnything_isCalledAsItsStream() {
    assertThat(ShowList.title(List.of(file("1", FileFormat.MP4, STREAM), file("2", FileFormat.HLS, STREAM)))).isEqualTo(STREAM);
    assertThat(list.days(List.of(file("1", FileFormat.MP4, STREAM)), "")).doesNotContain("<bdi");
  }

  @Test
  void show_ofWhichOneFileWasRenamed_isCalledAsThat() {
    List<RecordedFile> show = List.of(file("2", FileFormat.HLS, STREAM), changed(file("1", FileFormat.MP4, "Finale")));

    assertThat(ShowList.title(show)).isEqualTo("Finale");
    assertThat(list.days(show, "")).containsOnlyOnce("Finale");
  }

  @Test
  void show_thatThePushHasNamed_isCalledAsTheFileThatWasRenamedSince() {
    assertThat(ShowList.title(List.of(file("2", FileFormat.HLS, "Lecture"), file("1", FileFormat.MP4, "Lecture")))).isEqualTo("Lecture");
    assertThat(ShowList.title(List.of(file("2", FileFormat.HLS, "Lecture"), changed(file("1", FileFormat.MP4, "Finale"))))).isEqualTo("Finale");
  }

  @Test
  void piece_thatIsCalledOtherwiseThanItsShow_hasItsNameInItsRow() {
    List<RecordedFile> show = List.of(changed(file("1", FileFormat.HLS, "Finale")), changed(file("2", FileFormat.MP4, "<i>Encore")));

    assertThat(list.days(show, "")).containsOnlyOnce("<bdi>Finale</bdi>")
        .containsOnlyOnce(" <span class=\"own\"><bdi>&lt;i&gt;Encore</bdi></span>");
  }

  private static RecordedFile file(String id, FileFormat format, String name) {
    return Shelf.file(id, format, name, "77", Duration.ZERO, HOUR);
  }

  private static RecordedFile changed(RecordedFile file) {
    Entry entry = new Entry(Entry.MAIN_APP, Entry.NO_CLASS, Source.RECORD, "", "", null, List.of(), null, Instant.EPOCH);
    return file.described(file.name(), file.expiresAt(), entry);
  }
}
