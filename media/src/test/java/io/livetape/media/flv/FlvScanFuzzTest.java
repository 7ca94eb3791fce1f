package io.livetape.media.flv;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.Format;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Track;
import io.livetape.testkit.FuzzContract;
import io.livetape.testkit.ScratchFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Whatever is in a file, a scan ends inside it, and what it would keep is what a scan of that alone finds. */
class FlvScanFuzzTest extends FuzzContract {
  private static final int INDEX_CAPACITY = 4;

  private final ScratchFile file = new ScratchFile();

  @Override
  protected void take(byte[] input) throws Exception {
    FileChannel channel = file.with(input);
    FlvScan scan = FlvScan.of(channel, INDEX_CAPACITY, FlvScanFuzzTest::lies);
    assertThat(scan.endOffset()).isBetween(0L, (long) input.length);
    assertThat(scan.tagCount()).isBetween(0L, (long) input.length / FlvTags.tagBytes(0));
    index(scan);
    channel.truncate(scan.endOffset());
    FlvScan again = FlvScan.of(channel, INDEX_CAPACITY, FlvScanFuzzTest::lies);
    assertThat(List.of(again.endOffset(), again.tagCount(), again.lastTimestampMs(), (long) again.index().count()))
        .isEqualTo(List.of(scan.endOffset(), scan.tagCount(), scan.lastTimestampMs(), (long) scan.index().count()));
  }

  private static void lies(FlvTagBody body, ByteBuffer buffer, long timestampMs) throws MalformedMediaException {
    assertThat(timestampMs).isBetween(0L, 0xFFFFFFFFL);
    assertThat(body.dataOffset() + body.dataSizeBytes()).isBetween(0, buffer.limit());
    if (body.kind() == FlvTagBody.Kind.CONFIG && body.codec() != FlvTagBody.Codec.VP9) {
      assertThat(body.format().codecs()).isNotBlank();
    }
  }

  private static void index(FlvScan scan) {
    assertThat(scan.index().count()).isBetween(0, INDEX_CAPACITY);
    long before = 0;
    for (int i = 0; i < scan.index().count(); i++) {
      assertThat(scan.index().fileOffset(i)).isBetween(before + 1, scan.endOffset() - 1);
      before = scan.index().fileOffset(i);
    }
  }

  @Override
  protected Map<String, byte[]> seeds() throws Exception {
    byte[] clip = Files.readAllBytes(Path.of("src/test/resources/clips/bframes-160x120-aac44.flv"));
    return Map.of("clip", Arrays.copyOf(clip, 3_000), "metadata", metadata(), "configurations", configurations());
  }

  private static byte[] metadata() {
    ByteBuffer out = ByteBuffer.allocate(FlvTags.FILE_HEADER_BYTES + FlvMetadata.tagBytes(2));
    FlvTags.putFileHeader(out, true, true);
    KeyFrameIndex index = new KeyFrameIndex(2);
    index.add(0, 100);
    index.add(2_000, 5_000);
    new FlvMetadata(List.of(new Track(1, 90_000, Formats.H264_720P), new Track(2, 48_000, Formats.AAC_STEREO)), 4_000, 9_000, 3_960, index)
        .putTag(out);
    return out.array();
  }

  private static byte[] configurations() {
    ByteBuffer out = ByteBuffer.allocate(4_096);
    FlvTags.putFileHeader(out, true, true);
    for (Format format : Formats.all()) {
      FlvTags.putConfigTag(out, format, 0);
    }
    return Arrays.copyOf(out.array(), out.position());
  }
}
