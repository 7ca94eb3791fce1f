package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.FileFormat;
import io.livetape.media.hls.ByteRange;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.media.hls.Segment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** HLS alone: one file for the whole session. */
class HlsOutputTest extends OutputContract {
  @Override
  FileFormat format() {
    return FileFormat.HLS;
  }

  @Override
  Output create(SessionFiles files) {
    return new TapeOutput(files);
  }

  @Override
  boolean isCut() {
    return false;
  }

  @Override
  int filesOverTwoChanges() {
    return 1;
  }

  @Test
  void playlist_namesEveryByteOfItsTapesOnce() throws Exception {
    begin();
    feed.to(1_500, output);
    feed.switchTo(Feed.video(Feed.H264_240P), Feed.audio(Feed.AAC_48K));
    begin();
    feed.to(3_200, output);
    land();
    Studio.Landed file = studio.landed().getFirst();
    HlsPlaylist playlist = HlsPlaylist.parse(studio.playlist(file));
    assertThat(playlist.ended()).isTrue();
    assertThat(playlist.segments().stream().map(Segment::uri).distinct().toList())
        .isEqualTo(file.blobKeys().stream().map(key -> key.substring(key.lastIndexOf('/') + 1)).toList());
    for (String uri : playlist.segments().stream().map(Segment::uri).distinct().toList()) {
      checkRanges(playlist.segments().stream().filter(segment -> segment.uri().equals(uri)).toList());
    }
    assertThat(playlist.segments().stream().filter(Segment::discontinuity)).as("where decoders start anew").hasSize(1);
    assertThat(playlist.segments().stream().mapToLong(segment -> segment.duration().toMillis()).sum()).isEqualTo(file.durationMs());
  }

  private static void checkRanges(List<Segment> segments) {
    ByteRange init = segments.getFirst().init().orElseThrow().range().orElseThrow();
    long at = init.offset() + init.sizeBytes();
    for (Segment segment : segments) {
      ByteRange range = segment.range().orElseThrow();
      assertThat(range.offset()).isEqualTo(at);
      at += range.sizeBytes();
    }
  }

  /** RFC 8216, 4.3.2.3. */
  @Test
  void trackMore_isADiscontinuityWithAnotherInitSection() throws Exception {
    output.tracks(feed.tracks().subList(0, 1));
    feed.to(1_500, sample -> {
      if (sample.track().video()) {
        output.write(sample, TapeWriter.timeMs(sample) * 1000);
      }
    });
    begin();
    feed.to(3_200, output);
    land();
    List<Segment> segments = HlsPlaylist.parse(studio.playlist(studio.landed().getFirst())).segments();
    Segment join = segments.stream().filter(Segment::discontinuity).findFirst().orElseThrow();
    assertThat(segments).filteredOn(Segment::discontinuity).hasSize(1);
    assertThat(join.init()).isNotEqualTo(segments.getFirst().init());
    assertThat(join.beginsAt()).isPresent();
  }

  @Test
  void whileItGrows_thePlaylistHasWhatIsWritten() throws Exception {
    begin();
    feed.to(500, output);
    studio.drainDisk();
    GrowingHls growing = studio.parts.growing().values().iterator().next();
    assertThat(growing.playable()).isFalse();
    assertThat(growing.render()).isEmpty();
    feed.to(2_500, output);
    studio.database.writeNow(_ -> null);
    studio.drainDisk();
    assertThat(growing.playable()).isTrue();
    HlsPlaylist playlist = HlsPlaylist.parse(growing.render().orElseThrow());
    assertThat(playlist.ended()).isFalse();
    assertThat(playlist.segments()).hasSize(2);
    land();
  }
}
