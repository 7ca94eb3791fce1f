package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.Bytes;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import io.livetape.media.flv.FlvMetadata;
import io.livetape.media.flv.FlvScan;
import io.livetape.media.flv.FlvTags;
import io.livetape.media.flv.KeyFrameIndex;
import io.livetape.testkit.FuzzContract;
import io.livetape.testkit.ScratchFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A damaged FLV or AAC file in the spool holds nothing, or is cut to what is whole, and recovering it again changes nothing. */
class RecoveredFlvFuzzTest extends FuzzContract {
  private final ScratchFile file = new ScratchFile();

  @Override
  protected void take(byte[] input) throws Exception {
    twice(file.with(input), RecoveredFlv::finish);
    twice(file.with(input), RecoveredAdts::finish);
  }

  private void twice(FileChannel channel, Salvage.Finisher finisher) throws Exception {
    byte[] before = file.content();
    Salvage.Found found = finisher.finish(channel);
    assertThat(channel.size()).isEqualTo(before.length);
    if (found == null) {
      assertThat(Arrays.equals(file.content(), before)).isTrue();
      return;
    }
    assertThat(found.durationMs()).isNotNegative();
    assertThat(found.wholeBytes()).isBetween(1L, channel.size());
    channel.truncate(found.wholeBytes());
    byte[] once = file.content();
    assertThat(finisher.finish(channel)).isEqualTo(found);
    assertThat(Arrays.equals(file.content(), once)).isTrue();
  }

  @Override
  protected long allocatedMaxBytes(int inputBytes) {
    return (4L << 20) + 256L * inputBytes;
  }

  @Override
  protected Map<String, byte[]> seeds() {
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    Track video = new Track(Track.VIDEO_ID, 1_000, Feed.H264_240P);
    Track audio = new Track(Track.AUDIO_ID, 1_000, Feed.AAC_48K);
    seeds.put("both tracks", flv(FlvOutput.INDEX_CAPACITY, video, audio));
    seeds.put("sound alone with too little room", flv(2, audio));
    seeds.put("aac", Bytes.fromHex("fff14c80013ffc2100fff14c80011ffc").toArray());
    return seeds;
  }

  /** As the recorder writes it: header, room for the metadata, sequence headers, samples 40 ms apart. */
  private static byte[] flv(int indexCapacity, Track... tracks) {
    ByteBuffer out = ByteBuffer.allocate(FlvMetadata.tagBytes(indexCapacity) + 2_000);
    FlvTags.putFileHeader(out, true, tracks.length > 1);
    new FlvMetadata(List.of(tracks), 0, 0, 0, new KeyFrameIndex(indexCapacity)).putTag(out);
    for (Track track : tracks) {
      FlvTags.putConfigTag(out, track.format(), 0);
    }
    for (int i = 0; i < 6; i++) {
      Track track = tracks[i % tracks.length];
      FlvTags.putSampleTag(out, new Sample().set(track, 40L * i, 0, i < 2, ByteBuffer.allocate(4), 0, 4), 40L * i);
    }
    return Arrays.copyOf(out.array(), out.position());
  }
}
