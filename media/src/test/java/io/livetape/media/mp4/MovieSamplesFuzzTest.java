package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.KeyFramePlace;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Sample;
import io.livetape.media.SampleReader;
import io.livetape.testkit.FuzzContract;
import io.livetape.testkit.ScratchFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;

/** A damaged MP4 file is refused, or gives samples and key frames that lie in it. */
class MovieSamplesFuzzTest extends FuzzContract {
  private static final long[] TIMES_MS = LongStream.range(0, 20).map(i -> 250 * i).toArray();

  private final ScratchFile file = new ScratchFile();

  @Override
  protected void take(byte[] input) throws Exception {
    FileChannel channel = file.with(input);
    try {
      SampleReader samples = MovieSamples.of(channel);
      while (samples.next()) {
        Sample sample = samples.sample();
        assertThat(samples.offset() + sample.sizeBytes()).isBetween(0L, (long) input.length);
        assertThat(sample.track().format().codecs()).isNotBlank();
      }
    } catch (MalformedMediaException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
    try {
      for (KeyFramePlace place : MovieKeyFrames.of(channel, TIMES_MS).places()) {
        assertThat(place.offset() + place.sizeBytes()).isBetween(0L, (long) input.length);
      }
    } catch (MalformedMediaException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  /** Windows over tables, and one sample. */
  @Override
  protected long allocatedMaxBytes(int inputBytes) {
    return (64L << 20) + 256L * inputBytes;
  }

  @Override
  protected Map<String, byte[]> seeds() throws Exception {
    Path path = Files.createTempFile("livetape-seed", ".mp4");
    try (TapeFile tape = TapeFile.write(path, Clip.bFramesWithAac())) {
      tape.finish();
      return Map.of("movie", Files.readAllBytes(path));
    } finally {
      Files.delete(path);
    }
  }
}
