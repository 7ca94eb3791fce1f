package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.FileFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** MP4 and HLS together: one write, two views. */
@Timeout(60)
class TapeOutputTest {
  @TempDir Path root;
  private Studio studio;
  private SessionFiles files;
  private TapeOutput output;
  private final Feed feed = new Feed(Feed.video(Feed.H264_720P), Feed.audio(Feed.AAC_48K));

  @BeforeEach
  void open() throws Exception {
    studio = new Studio(root);
    files = studio.session(Studio.plan(FileFormat.MP4, FileFormat.HLS));
    output = new TapeOutput(files);
    output.tracks(feed.tracks());
  }

  @AfterEach
  void close() {
    studio.close();
  }

  @Test
  void tapes_areSharedByBothFormats() throws Exception {
    record(3);
    List<String> tapes = studio.landed(FileFormat.MP4).stream().flatMap(file -> file.blobKeys().stream()).toList();
    assertThat(tapes).hasSize(3);
    assertThat(studio.landed(FileFormat.HLS)).singleElement().satisfies(hls -> assertThat(hls.blobKeys()).isEqualTo(tapes));
    assertThat(studio.recorded(FileFormat.HLS)).isEqualTo(studio.recorded(FileFormat.MP4));
    assertThat(studio.recorded(FileFormat.HLS).pictures()).isEqualTo(feed.pictures);
  }

  @Test
  void lengths_agree() throws Exception {
    record(3);
    assertThat(studio.landed(FileFormat.MP4).stream().mapToLong(Studio.Landed::durationMs).sum())
        .isEqualTo(studio.landed(FileFormat.HLS).getFirst().durationMs());
  }

  @Test
  void tapeThatTheDiskFailed_keepsThePlaylistForRecovery_butNotTheOtherTapes() throws Exception {
    feed.to(1_000, output);
    output.cut(feed.next());
    studio.obstruct(true);
    feed.to(2_000, output);
    studio.obstruct(false);
    output.cut(feed.next());
    feed.to(3_000, output);
    output.end();
    assertThat(files.allLanded().handle((_, failure) -> failure != null).get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(studio.landed(FileFormat.MP4)).hasSize(2);
    assertThat(studio.landed(FileFormat.HLS)).isEmpty();
  }

  private void record(int tapes) throws Exception {
    for (int i = 1; i <= tapes; i++) {
      feed.to(i * 1_000L, output);
      output.cut(feed.next());
    }
    output.end();
    files.allLanded().get(20, TimeUnit.SECONDS);
  }
}
