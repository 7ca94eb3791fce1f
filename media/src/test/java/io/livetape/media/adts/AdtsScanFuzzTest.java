package io.livetape.media.adts;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.Aac;
import io.livetape.media.Bytes;
import io.livetape.testkit.FuzzContract;
import io.livetape.testkit.ScratchFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** Whatever is in a file, a scan ends inside it, and what it would keep is what a scan of that alone finds. */
class AdtsScanFuzzTest extends FuzzContract {
  private final ScratchFile file = new ScratchFile();

  @Override
  protected void take(byte[] input) throws Exception {
    FileChannel channel = file.with(input);
    AdtsScan scan = AdtsScan.of(channel);
    assertThat(scan.wholeSizeBytes()).isBetween(0L, (long) input.length);
    // A frame may hold four raw frames, at 7350 Hz at the least.
    assertThat(scan.frameCount()).isBetween(0L, 4L * input.length / AdtsFrames.HEADER_SIZE);
    assertThat(scan.duration()).isBetween(Duration.ZERO, Duration.ofMillis(140).multipliedBy(scan.frameCount()));
    channel.truncate(scan.wholeSizeBytes());
    assertThat(AdtsScan.of(channel)).isEqualTo(scan);
  }

  @Override
  protected Map<String, byte[]> seeds() throws Exception {
    return Map.of("stereo", frames("1190", 20, 0, 33), "mono", frames("1208", 5, 7, 9, 11), "low rate", frames("1588", 1));
  }

  private static byte[] frames(String config, int... sizes) throws Exception {
    AdtsFrames frames = new AdtsFrames(Aac.parse(Bytes.fromHex(config)));
    ByteBuffer out = ByteBuffer.allocate(1_000);
    for (int size : sizes) {
      frames.putHeader(size, out);
      out.put(new byte[size]);
    }
    return Arrays.copyOf(out.array(), out.position());
  }
}
