package io.livetape.media.ts;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.Sample;
import io.livetape.media.mp4.Clip;
import io.livetape.media.mp4.TapeFile;
import io.livetape.testkit.FuzzContract;
import io.livetape.testkit.ScratchFile;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** A damaged transport stream is refused with the place, or gives samples that lie in their buffers and say how they are decoded. */
class TsSamplesFuzzTest extends FuzzContract {
  private final ScratchFile file = new ScratchFile();

  @Override
  protected void take(byte[] input) throws Exception {
    TsSamples samples = new TsSamples(file.with(input), 0, input.length);
    try {
      while (samples.next()) {
        Sample sample = samples.sample();
        assertThat(sample.offset()).isNotNegative();
        assertThat(sample.offset() + sample.sizeBytes()).isLessThanOrEqualTo(sample.buffer().limit());
        assertThat(sample.track().format().codecs()).isNotBlank();
      }
    } catch (MalformedMediaException e) {
      assertThat(samples.offset()).isBetween(0L, (long) input.length);
    }
  }

  @Override
  protected Map<String, byte[]> seeds() throws Exception {
    Path path = Files.createTempFile("livetape-seed", ".mp4");
    var out = new ByteArrayOutputStream();
    try (TapeFile tape = TapeFile.write(path, Clip.bFramesWithAac())) {
      TapeSegment.write(tape.channel, tape.fragments.getFirst().offset(), tape.endOffset(), packets -> {
        byte[] piece = new byte[packets.remaining()];
        packets.get(piece);
        out.writeBytes(piece);
      });
    } finally {
      Files.delete(path);
    }
    return Map.of("clip", Arrays.copyOf(out.toByteArray(), 40 * TsPackets.SIZE_BYTES));
  }
}
