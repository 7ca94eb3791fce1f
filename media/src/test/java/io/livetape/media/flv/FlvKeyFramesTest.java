package io.livetape.media.flv;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.Format;
import io.livetape.media.KeyFramePlace;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import io.livetape.testkit.ScratchFile;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files of one track, with and without an index. */
class FlvKeyFramesTest {
  private static final Track VIDEO = new Track(Track.VIDEO_ID, 1000, Formats.H264_720P);
  private static final Track AUDIO = new Track(Track.AUDIO_ID, 1000, Formats.AAC_STEREO);

  private final ScratchFile file = new ScratchFile();
  private final ByteBuffer out = ByteBuffer.allocate(64 << 10);
  private final KeyFrameIndex index = new KeyFrameIndex(8);

  @Test
  void keyFrame_ofAFileWithoutAnIndex_isItsFirst() throws Exception {
    begin(VIDEO);
    sample(VIDEO, 40, true);
    sample(VIDEO, 80, true);
    assertThat(found(0, 80).places()).extracting(KeyFramePlace::timeMs).containsExactly(40L);
    assertThat(found(0, 80).format()).isEqualTo(Formats.H264_720P);
  }

  @Test
  void index_thatLeadsElsewhere_isPassedOver() throws Exception {
    begin(VIDEO);
    int first = sample(VIDEO, 0, true);
    int between = sample(VIDEO, 40, false);
    index.add(0, first);
    index.add(40, between);
    new FlvMetadata(List.of(VIDEO), 0, 0, 0, index).putTag(out.duplicate().position(FlvTags.FILE_HEADER_BYTES));
    assertThat(found(0, 40).places()).extracting(KeyFramePlace::timeMs).containsExactly(0L);
  }

  @Test
  void soundAlone_hasNone() throws Exception {
    begin(AUDIO);
    sample(AUDIO, 0, true);
    assertThat(found(0).places()).isEmpty();
  }

  @Test
  void file_cutAnywhere_isRefusedOrHasWholeKeyFrames() throws Exception {
    begin(VIDEO);
    index.add(0, sample(VIDEO, 0, true));
    index.add(40, sample(VIDEO, 40, true));
    new FlvMetadata(List.of(VIDEO), 0, 0, 0, index).putTag(out.duplicate().position(FlvTags.FILE_HEADER_BYTES));
    byte[] whole = content();
    for (int length = FlvTags.FILE_HEADER_BYTES; length < whole.length; length++) {
      int end = length;
      try {
        assertThat(FlvKeyFrames.of(file.with(Arrays.copyOf(whole, length)), new long[] {0, 40}).places())
            .allSatisfy(place -> assertThat(place.offset() + place.sizeBytes()).isLessThanOrEqualTo(end));
      } catch (MalformedMediaException refused) {
        assertThat(refused.getMessage()).isNotEmpty();
      }
    }
  }

  private void begin(Track track) {
    Format format = track.format();
    FlvTags.putFileHeader(out, track.audio(), track.video());
    new FlvMetadata(List.of(track), 0, 0, 0, index).putTag(out);
    FlvTags.putConfigTag(out, format, 0);
  }

  /** Answers where its tag begins. */
  private int sample(Track track, long timestampMs, boolean sync) {
    int at = out.position();
    FlvTags.putSampleTag(out, new Sample().set(track, timestampMs, 0, sync, ByteBuffer.allocate(100), 0, 100), timestampMs);
    return at;
  }

  private FlvKeyFrames found(long... timesMs) throws Exception {
    return FlvKeyFrames.of(file.with(content()), timesMs);
  }

  private byte[] content() {
    byte[] content = new byte[out.position()];
    out.get(0, content);
    return content;
  }
}
