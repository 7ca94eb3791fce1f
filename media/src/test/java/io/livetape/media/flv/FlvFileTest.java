package io.livetape.media.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.livetape.media.Format;
import io.livetape.media.KeyFramePlace;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file taken apart and written again is the same to an independent reader, with metadata of our own. */
class FlvFileTest {
  @TempDir
  Path folder;

  private final List<Track> tracks = new ArrayList<>();
  private final KeyFrameIndex index = new KeyFrameIndex(16);
  private long lastMs;

  @Test
  void file_writtenAgain_isTheSameToFfprobe() throws Exception {
    assumeTrue(List.of(System.getenv("PATH").split(":")).stream().anyMatch(bin -> Files.isExecutable(Path.of(bin, "ffprobe"))),
        "ffprobe is not installed");
    Path source = folder.resolve("source.flv");
    run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=320x240:rate=25", "-f", "lavfi", "-i", "sine", "-t", "3", "-c:v",
        "libx264",
        "-preset", "ultrafast", "-bf", "2", "-g", "25", "-c:a", "aac", "-f", "flv", source.toString());

    Path copy = folder.resolve("copy.flv");
    Files.write(copy, rewritten(ByteBuffer.wrap(Files.readAllBytes(source))));

    assertThat(packets(copy)).isEqualTo(packets(source)).contains("video", "audio");
    String about = run("ffprobe", "-v", "error", "-of", "compact", "-show_entries",
        "format=duration:stream=width,height,sample_rate,channels", copy.toString());
    assertThat(about).contains("width=320|height=240").contains("sample_rate=44100|channels=1").contains("duration=3.");
    try (FileChannel file = FileChannel.open(copy)) {
      FlvScan scan = FlvScan.of(file, 16, (_, _, _) -> { });
      assertThat(scan.endOffset()).isEqualTo(Files.size(copy));
      assertThat(scan.lastTimestampMs()).isEqualTo(lastMs);
      assertThat(scan.index().count()).isEqualTo(index.count()).isEqualTo(3);
      assertThat(scan.index().fileOffset(2)).isEqualTo(index.fileOffset(2));
      assertKeyFrames(file);
    }
  }

  /** By the index in the metadata; each begins with the length of its first NAL unit. */
  private void assertKeyFrames(FileChannel file) throws Exception {
    FlvKeyFrames found = FlvKeyFrames.of(file, new long[] {0, 1500, 1600, 2500});
    assertThat(found.format()).isEqualTo(tracks.stream().filter(Track::video).findFirst().orElseThrow().format());
    assertThat(found.places()).extracting(KeyFramePlace::timeMs)
        .containsExactly(index.timestampMs(0), index.timestampMs(1), index.timestampMs(2));
    for (KeyFramePlace place : found.places()) {
      ByteBuffer frame = ByteBuffer.allocate(place.sizeBytes() + FlvTags.PREVIOUS_SIZE_BYTES);
      file.read(frame, place.offset());
      assertThat(frame.getInt(0)).isBetween(1, place.sizeBytes() - 4);
      assertThat(frame.getInt(place.sizeBytes())).as("size of the tag").isEqualTo(FlvTags.HEADER_BYTES + 5 + place.sizeBytes());
    }
  }

  private byte[] rewritten(ByteBuffer source) throws Exception {
    ByteBuffer out = ByteBuffer.allocate(source.limit() + 4096);
    FlvTags.putFileHeader(out, true, true);
    int metadataOffset = out.position();
    new FlvMetadata(tracks, 0, 0, 0, index).putTag(out);
    FlvTagBody body = new FlvTagBody();
    int at = FlvTags.FILE_HEADER_BYTES;
    while (at < source.limit()) {
      int type = source.get(at);
      int bodyBytes = source.getInt(at) & 0xFFFFFF;
      long timestampMs = source.getInt(at + 4) >>> 8;
      if (type == FlvTags.VIDEO) {
        copy(body.readVideo(source, at + FlvTags.HEADER_BYTES, bodyBytes), Track.VIDEO_ID, timestampMs, source, out);
      } else if (type == FlvTags.AUDIO) {
        copy(body.readAudio(source, at + FlvTags.HEADER_BYTES, bodyBytes), Track.AUDIO_ID, timestampMs, source, out);
      }
      at += FlvTags.tagBytes(bodyBytes);
    }
    int end = out.position();
    new FlvMetadata(tracks, lastMs + 40, end, lastMs, index).putTag(out.position(metadataOffset));
    byte[] file = new byte[end];
    out.get(0, file);
    return file;
  }

  private void copy(FlvTagBody body, int trackId, long timestampMs, ByteBuffer source, ByteBuffer out) throws Exception {
    if (body.kind() == FlvTagBody.Kind.CONFIG) {
      Format format = body.format();
      tracks.add(new Track(trackId, 1000, format));
      FlvTags.putConfigTag(out, format, timestampMs);
    } else if (body.kind() == FlvTagBody.Kind.FRAME) {
      Track track = tracks.stream().filter(known -> known.id() == trackId).findFirst().orElseThrow();
      if (track.video() && body.sync()) {
        index.add(timestampMs, out.position());
      }
      lastMs = Math.max(lastMs, timestampMs);
      FlvTags.putSampleTag(out, new Sample().set(track, timestampMs, body.compositionOffsetMs(), body.sync(), source, body.dataOffset(),
          body.dataSizeBytes()), timestampMs);
    }
  }

  /** Every packet with its times, flags and a hash of its bytes; positions differ. */
  private static String packets(Path file) throws IOException, InterruptedException {
    return run("ffprobe", "-v", "error", "-show_data_hash", "md5", "-of", "compact", "-show_entries",
        "packet=codec_type,pts,dts,flags,size,data_hash", file.toString());
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
