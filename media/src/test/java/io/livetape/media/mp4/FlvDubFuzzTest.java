package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.flv.FlvSamples;
import io.livetape.testkit.FuzzContract;
import io.livetape.testkit.ScratchFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A damaged FLV file is refused with the place, or comes onto tapes that hold as many samples as were counted, and can be finished. */
class FlvDubFuzzTest extends FuzzContract {
  private static final TapeIdentity IDENTITY = new TapeIdentity("1", "1", "", "", "", "", Instant.EPOCH, 0, Duration.ZERO);

  private final ScratchFile file = new ScratchFile();

  @Override
  protected void take(byte[] input) throws Exception {
    FileChannel in = file.with(input);
    Path tape = Files.createTempFile("livetape-dub", "");
    try {
      TapeDub dub = TapeDub.plan(new FlvSamples(in), _ -> { });
      List<TapeTotals> totals = dub.write(new FlvSamples(in), IDENTITY, _ -> empty(tape), _ -> { });
      assertThat(totals).hasSize(dub.stretches().size());
      for (int i = 0; i < totals.size(); i++) {
        assertThat(totals.get(i).tracks().stream().mapToLong(TrackTotals::sampleCount).sum())
            .isEqualTo(dub.stretches().get(i).sampleCount());
      }
      finish(tape, totals.getLast());
    } catch (MalformedMediaException e) {
      assertThat(e.offset()).isBetween(0L, (long) input.length);
    } finally {
      Files.delete(tape);
    }
  }

  private static FileChannel empty(Path tape) throws IOException {
    return FileChannel.open(tape, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static void finish(Path tape, TapeTotals totals) throws Exception {
    try (FileChannel channel = FileChannel.open(tape, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      TapeFinisher.finish(channel, totals, (_, _) -> { });
      try (TapeReader reader = TapeReader.open(channel)) {
        assertThat(reader.finished()).isTrue();
        assertThat(TapeScan.of(reader, (_, _, _) -> { }).fault()).isEmpty();
      }
    }
  }

  /** Each stretch has a tape with buffers of its own. */
  @Override
  protected long allocatedMaxBytes(int inputBytes) {
    return (32L << 20) + 256L * inputBytes;
  }

  @Override
  protected int damagedCount() {
    return 500;
  }

  @Override
  protected Map<String, byte[]> seeds() throws Exception {
    byte[] clip = Files.readAllBytes(Path.of("src/test/resources/clips/bframes-160x120-aac44.flv"));
    return Map.of("clip", Arrays.copyOf(clip, wholeTags(clip, 6_000)));
  }

  /** Where the last tag ends that is whole within so many bytes. */
  private static int wholeTags(byte[] flv, int sizeBytes) {
    ByteBuffer bytes = ByteBuffer.wrap(flv);
    int end = 13;
    while (end + 15 + (bytes.getInt(end) & 0xFFFFFF) <= sizeBytes) {
      end += 15 + (bytes.getInt(end) & 0xFFFFFF);
    }
    return end;
  }
}
