package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.FileFormat;
import io.livetape.media.Sample;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.media.hls.Segment;
import io.livetape.media.mp4.TapeReader;
import io.livetape.media.mp4.TapeScan;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One track stops coming, the other goes on. Segments are a second long here, so pictures have stalled after three. */
@Timeout(60)
class StallTest {
  @TempDir Path root;
  private final Feed feed = new Feed(Feed.video(Feed.H264_720P), Feed.audio(Feed.AAC_48K));
  private final List<String> pictures = new ArrayList<>();
  private final List<String> sounds = new ArrayList<>();

  @Test
  void picturesThatStall_areOnTheDisk_andThePlaylistGrowsOn() throws Exception {
    try (Studio studio = new Studio(root)) {
      SessionFiles files = studio.session(Studio.plan(FileFormat.MP4, FileFormat.HLS));
      TapeOutput output = begin(files);
      send(output, 1_500, _ -> true);
      send(output, 8_000, sample -> sample.track().audio());
      settle(studio);
      assertThat(onDisk(studio).pictures()).isEqualTo(pictures);
      assertThat(growing(studio)).hasSize(5).allMatch(segment -> segment.duration().toMillis() < 3_600);

      send(output, 10_500, _ -> true);
      output.end();
      files.allLanded().get(20, TimeUnit.SECONDS);
      checkLanded(studio, 10_500);
      assertThat(longestPictureMs(studio)).as("from 1480 to 8000").isEqualTo(6_520);
    }
  }

  @Test
  void picturesThatStallToTheEnd_endWithTheSound() throws Exception {
    try (Studio studio = new Studio(root)) {
      SessionFiles files = studio.session(Studio.plan(FileFormat.MP4, FileFormat.HLS));
      TapeOutput output = begin(files);
      send(output, 1_500, _ -> true);
      send(output, 6_000, sample -> sample.track().audio());
      output.end();
      files.allLanded().get(20, TimeUnit.SECONDS);
      checkLanded(studio, 6_000);
      assertThat(longestPictureMs(studio)).isBetween(4_500L, 4_560L);
    }
  }

  @Test
  void deathInAStall_losesNoPicture_andRecoveryCutsTheSameSegments() throws Exception {
    List<Segment> grown;
    try (Studio studio = new Studio(root)) {
      TapeOutput output = begin(studio.session(Studio.plan(FileFormat.MP4, FileFormat.HLS)));
      send(output, 1_500, _ -> true);
      send(output, 8_000, sample -> sample.track().audio());
      settle(studio);
      grown = growing(studio);
    }
    try (Studio studio = new Studio(root)) {
      studio.recover();
      assertThat(studio.recorded(FileFormat.MP4).pictures()).isEqualTo(pictures);
      assertThat(studio.landed(FileFormat.MP4)).singleElement().satisfies(file -> assertThat(file.durationMs()).isBetween(7_500L, 8_050L));
      List<Segment> recovered = HlsPlaylist.parse(studio.playlist(studio.landed(FileFormat.HLS).getFirst())).segments();
      assertThat(places(recovered)).startsWith(places(grown));
    }
  }

  @Test
  void soundThatStalls_isOnTheDisk() throws Exception {
    try (Studio studio = new Studio(root)) {
      SessionFiles files = studio.session(Studio.plan(FileFormat.MP4, FileFormat.HLS));
      TapeOutput output = begin(files);
      send(output, 1_500, _ -> true);
      send(output, 4_000, sample -> sample.track().video());
      settle(studio);
      assertThat(onDisk(studio).sounds()).isEqualTo(sounds);
      send(output, 5_500, _ -> true);
      output.end();
      files.allLanded().get(20, TimeUnit.SECONDS);
      checkLanded(studio, 5_500);
    }
  }

  /** Sound that is always three seconds behind the pictures has not stalled. */
  @Test
  void tracksThatAreFarApart_areInFragmentsOfTheUsualLength() throws Exception {
    try (Studio studio = new Studio(root)) {
      SessionFiles files = studio.session(Studio.plan(FileFormat.MP4));
      TapeOutput output = begin(files);
      Sample ahead = new Sample();
      feed.to(5_000, sample -> {
        long dts = sample.dts() + (sample.track().video() ? 3 * 90_000 : 0);
        output.write(ahead.set(sample.track(), dts, 0, sample.sync(), sample.buffer(), sample.offset(), sample.sizeBytes()), 0);
      });
      output.end();
      files.allLanded().get(20, TimeUnit.SECONDS);
      Path tape = studio.store.localFile(studio.landed().getFirst().blobKeys().getFirst()).orElseThrow();
      try (FileChannel channel = FileChannel.open(tape); TapeReader reader = TapeReader.open(channel)) {
        assertThat(TapeScan.of(reader, (_, _, _) -> { }).totals().fragmentCount()).isLessThan(300);
      }
    }
  }

  private static String[] places(List<Segment> segments) {
    return segments.stream().map(segment -> segment.duration() + " " + segment.range()).toArray(String[]::new);
  }

  private TapeOutput begin(SessionFiles files) {
    TapeOutput output = new TapeOutput(files);
    output.tracks(feed.tracks());
    return output;
  }

  private void send(TapeOutput output, long endMs, Predicate<Sample> comes) {
    feed.to(endMs, sample -> {
      if (comes.test(sample)) {
        (sample.track().video() ? pictures : sounds).add((sample.track().video() ? feed.pictures : feed.sounds).getLast());
        output.write(sample, TapeWriter.timeMs(sample) * 1000);
      }
    });
  }

  private void checkLanded(Studio studio, long durationMs) throws Exception {
    assertThat(studio.recorded(FileFormat.MP4).pictures()).isEqualTo(pictures);
    assertThat(studio.recorded(FileFormat.MP4).sounds()).isEqualTo(sounds);
    Studio.Landed hls = studio.landed(FileFormat.HLS).getFirst();
    assertThat(studio.landed(FileFormat.MP4).getFirst().durationMs()).isBetween(durationMs, durationMs + 22).isEqualTo(hls.durationMs());
    assertThat(HlsPlaylist.parse(studio.playlist(hls)).segments().stream().mapToLong(segment -> segment.duration().toMillis()).sum())
        .isEqualTo(hls.durationMs());
  }

  private static long longestPictureMs(Studio studio) throws Exception {
    Path tape = studio.store.localFile(studio.landed(FileFormat.MP4).getFirst().blobKeys().getFirst()).orElseThrow();
    List<Long> longest = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(tape); TapeReader reader = TapeReader.open(channel)) {
      TapeScan.of(reader, (table, _, _) -> {
        for (int i = 0; i < table.track(0).count(); i++) {
          longest.add(table.track(0).duration(i) / 90L);
        }
      });
    }
    return longest.stream().mapToLong(Long::longValue).max().orElse(0);
  }

  private static void settle(Studio studio) throws Exception {
    studio.database.writeNow(_ -> null);
    studio.drainDisk();
  }

  private Recorded onDisk(Studio studio) throws Exception {
    String tape = studio.spooled().stream().filter(name -> name.endsWith(".mp4")).findFirst().orElseThrow();
    return new Recorded().add(root.resolve("spool").resolve(tape));
  }

  private static List<Segment> growing(Studio studio) throws Exception {
    return HlsPlaylist.parse(studio.parts.growing().values().iterator().next().render().orElseThrow()).segments();
  }
}
