package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.Sample;
import io.livetape.testkit.FuzzContract;
import io.livetape.testkit.ScratchFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A damaged file of fragments is refused, or gives samples that lie in it. */
class FragmentSamplesFuzzTest extends FuzzContract {
  private final ScratchFile file = new ScratchFile();

  @Override
  protected void take(byte[] input) throws Exception {
    FileChannel channel = file.with(input);
    try {
      FragmentSamples samples = new FragmentSamples(channel, 0, input.length);
      while (samples.next()) {
        Sample sample = samples.sample();
        assertThat(samples.offset() + sample.sizeBytes()).isBetween(0L, (long) input.length);
        assertThat(sample.track().format().codecs()).isNotBlank();
      }
    } catch (MalformedMediaException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  /** A table of a few bytes may speak of many samples that have none. */
  @Override
  protected long allocatedMaxBytes(int inputBytes) {
    return (64L << 20) + 256L * inputBytes;
  }

  @Override
  protected Map<String, byte[]> seeds() throws Exception {
    Path path = Files.createTempFile("livetape-seed", ".mp4");
    try (TapeFile tape = TapeFile.write(path, Clip.bFramesWithAac())) {
      return Map.of("tape", tape.left(2));
    } finally {
      Files.delete(path);
    }
  }
}
