package io.livetape.media.flv;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.Format;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Pictures;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlvScanTest {
  private static final Track VIDEO = new Track(Track.VIDEO_ID, 1000, Formats.H264_720P);
  private static final Track AUDIO = new Track(Track.AUDIO_ID, 1000, Formats.AAC_STEREO);

  @TempDir
  Path folder;

  private final ByteBuffer file = ByteBuffer.allocate(1 << 20);
  private final List<Integer> tagEnds = new ArrayList<>();
  private final List<Integer> keyFrames = new ArrayList<>();
  private final List<String> seen = new ArrayList<>();
  private final List<Format> formats = new ArrayList<>();

  @BeforeEach
  void writeFile() {
    FlvTags.putFileHeader(file, true, true);
    tagEnds.add(file.position());
    new FlvMetadata(List.of(VIDEO, AUDIO), 0, 0, 0, new KeyFrameIndex(2)).putTag(file);
    tagEnds.add(file.position());
    FlvTags.putConfigTag(file, VIDEO.format(), 40);
    tagEnds.add(file.position());
    FlvTags.putConfigTag(file, AUDIO.format(), 40);
    tagEnds.add(file.position());
  }

  @Test
  void scan_ofAWholeFile_findsEndTimesAndKeyFrames() throws IOException {
    for (int i = 0; i < 50; i++) {
      put(VIDEO, 40 + i * 40, i % 25 == 0, 5_000);
      put(AUDIO, 50 + i * 40, true, 300);
    }

    FlvScan scan = scan(file.position());

    assertThat(scan.endOffset()).isEqualTo(file.position());
    assertThat(scan.tagCount()).isEqualTo(103);
    assertThat(scan.lastTimestampMs()).isEqualTo(50 + 49 * 40);
    assertThat(scan.index().count()).isEqualTo(2);
    assertThat(scan.index().fileOffset(1)).isEqualTo(keyFrames.get(1).longValue());
    assertThat(scan.index().timestampMs(1)).isEqualTo(1040);
    assertThat(scan.pictures()).isEqualTo(new Pictures(50, 250_000));
  }

  @Test
  void scan_ofAFileCutAtAnyByte_endsAtTheLastWholeTag() throws IOException {
    put(VIDEO, 40, true, 30);
    put(AUDIO, 41, true, 10);
    put(VIDEO, 80, false, 20);
    for (int size = 0; size <= file.position(); size++) {
      int cut = size;
      long expected = tagEnds.stream().filter(end -> end <= cut).mapToInt(end -> end).max().orElse(0);
      assertThat(scan(cut).endOffset()).as("cut at %d", cut).isEqualTo(expected);
    }
  }

  @Test
  void scan_ofTagsLargerThanItsWindow_goesOn() throws IOException {
    put(VIDEO, 40, true, 200_000);
    put(VIDEO, 80, false, 150_000);
    put(AUDIO, 90, true, 10);
    assertThat(scan(file.position()).endOffset()).isEqualTo(file.position());
    assertThat(scan(file.position() - 1).lastTimestampMs()).isEqualTo(80);
  }

  @Test
  void scan_whereTheTailIsZeros_stopsBeforeThem() throws IOException {
    put(VIDEO, 40, true, 30);
    int end = file.position();
    file.put(new byte[4096]);
    assertThat(scan(file.position()).endOffset()).isEqualTo(end);
  }

  @Test
  void scan_ofSomethingElse_findsNothing() throws IOException {
    file.clear();
    file.put("this is not a video at all".getBytes());
    assertThat(scan(file.position()).endOffset()).isZero();
  }

  @Test
  void scan_showsEveryTag_configurationsWhole() throws IOException {
    put(VIDEO, 40, true, 100_000);
    put(AUDIO, 50, true, 1);
    scan(file.position());
    assertThat(seen).containsExactly("40 CONFIG H264", "40 CONFIG AAC", "40 FRAME H264", "50 FRAME AAC");
    assertThat(formats).containsExactly(VIDEO.format(), AUDIO.format());
  }

  @Test
  void scan_passesOverATagThatMakesNoSense() throws IOException {
    FlvTags.putHeader(file, FlvTags.VIDEO, 2, 60);
    file.put((byte) 0x17).put((byte) 1);
    FlvTags.putPreviousSize(file, 2);
    put(AUDIO, 70, true, 10);
    FlvScan scan = scan(file.position());
    assertThat(scan.endOffset()).isEqualTo(file.position());
    assertThat(scan.pictures()).isEqualTo(Pictures.NONE);
    assertThat(seen).containsExactly("40 CONFIG H264", "40 CONFIG AAC", "70 FRAME AAC");
  }

  private void see(FlvTagBody body, ByteBuffer buffer, long timestampMs) throws MalformedMediaException {
    seen.add(timestampMs + " " + body.kind() + " " + body.codec());
    if (body.kind() == FlvTagBody.Kind.CONFIG) {
      formats.add(body.format());
    } else {
      assertThat(body.dataSizeBytes()).isPositive();
      assertThat(body.dataOffset()).isLessThan(buffer.limit());
    }
  }

  private void put(Track track, long timestampMs, boolean sync, int sizeBytes) {
    if (track.video() && sync) {
      keyFrames.add(file.position());
    }
    Sample sample = new Sample().set(track, timestampMs, 0, sync, ByteBuffer.allocate(sizeBytes), 0, sizeBytes);
    FlvTags.putSampleTag(file, sample, timestampMs);
    tagEnds.add(file.position());
  }

  private FlvScan scan(int sizeBytes) throws IOException {
    Path path = folder.resolve("torn.flv");
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.truncate(0);
      channel.write(file.duplicate().position(0).limit(sizeBytes));
      return FlvScan.of(channel, 512, this::see);
    } finally {
      Files.delete(path);
    }
  }
}
