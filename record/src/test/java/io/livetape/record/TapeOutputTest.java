package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.FileFormat;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.media.hls.Segment;
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
  void tapesInTheStore_areHeldUntilTheirHlsFileHasLanded() throws Exception {
    feed.to(1_000, output);
    output.cut(feed.next());
    files.allLanded().get(20, TimeUnit.SECONDS);
    String tape = studio.landed(FileFormat.MP4).getFirst().blobKeys().getFirst();
    assertThat(studio.database.<Boolean>readNow(connection -> GrowingTapes.hold(connection, tape))).isTrue();
    assertThat(studio.database.<Boolean>readNow(connection -> GrowingTapes.hold(connection, "tapes/other.mp4"))).isFalse();
    feed.to(1_500, output);
    output.end();
    files.allLanded().get(20, TimeUnit.SECONDS);
    assertThat(studio.database.<Boolean>readNow(connection -> GrowingTapes.hold(connection, tape))).isFalse();
  }

  @Test
  void lengths_agree() throws Exception {
    record(3);
    assertThat(studio.landed(FileFormat.MP4).stream().mapToLong(Studio.Landed::durationMs).sum())
        .isEqualTo(studio.landed(FileFormat.HLS).getFirst().durationMs());
  }

  @Test
  void tapeThatTheDiskFailed_isMissingFromThePlaylist_andNothingElseIs() throws Exception {
    feed.to(1_000, output);
    output.cut(feed.next());
    studio.obstruct(true);
    feed.to(2_000, output);
    studio.obstruct(false);
    output.breakOff();
    feed.to(3_000, output);
    output.end();
    files.allLanded().get(20, TimeUnit.SECONDS);
    Studio.Landed hls = studio.landed(FileFormat.HLS).getFirst();
    assertThat(studio.landed(FileFormat.MP4)).hasSize(2);
    assertThat(hls.blobKeys()).hasSize(2);
    assertThat(hls.durationMs()).isBetween(1_980L, 2_050L);
    assertThat(HlsPlaylist.parse(studio.playlist(hls)).segments()).extracting(Segment::discontinuity).containsExactly(false, true);
  }

  @Test
  void playlistThatGrows_neverNamesBytesThatTheDiskDidNotTake() throws Exception {
    feed.to(1_500, output);
    studio.database.writeNow(_ -> null);
    studio.drainDisk();
    studio.diskFails = true;
    feed.to(3_300, output);
    studio.drainDisk();
    output.breakOff();
    studio.diskFails = false;
    feed.to(5_300, output);
    output.flush(feed.next());
    studio.database.writeNow(_ -> null);
    studio.drainDisk();
    GrowingHls growing = studio.parts.growing().values().iterator().next();
    List<Segment> segments = HlsPlaylist.parse(growing.render().orElseThrow()).segments();
    assertThat(segments).extracting(Segment::discontinuity).containsExactly(false, true);
    output.end();
    files.allLanded().get(20, TimeUnit.SECONDS);
    assertThat(studio.recorded(FileFormat.HLS)).isEqualTo(studio.recorded(FileFormat.MP4));
    assertThat(studio.recorded(FileFormat.HLS).pictures()).as("the failed tape's whole fragments are there too").contains("v0", "v29");
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
