package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.media.MalformedMediaException;
import io.livetape.testkit.ScratchFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A box may leave its end to the file's (4.2), where there is a file and not segments put one behind the other. */
class FragmentSamplesTest {
  private final ScratchFile file = new ScratchFile();

  @TempDir
  private Path folder;

  @Test
  void lastBoxWithoutASize_inAWholeFile_endsWithIt() throws Exception {
    byte[] tape = tape();
    int count = count(FragmentSamples.ofWholeFile(file.with(tape)));

    assertThat(count(FragmentSamples.ofWholeFile(file.with(openEnded(tape))))).isEqualTo(count).isPositive();
  }

  @Test
  void lastBoxWithoutASize_amongSegments_isRefused() throws Exception {
    byte[] tape = openEnded(tape());
    FileChannel channel = file.with(tape);
    assertThatThrownBy(() -> count(new FragmentSamples(channel, 0, tape.length)))
        .isInstanceOf(MalformedMediaException.class).hasMessageContaining("mdat without an end");
  }

  private byte[] tape() throws Exception {
    try (TapeFile tape = TapeFile.write(folder.resolve("tape.mp4"), Clip.bFramesWithAac())) {
      return tape.left(2);
    }
  }

  private static byte[] openEnded(byte[] tape) {
    int type = new String(tape, StandardCharsets.ISO_8859_1).lastIndexOf("mdat");
    byte[] open = tape.clone();
    ByteBuffer.wrap(open).putInt(type - Integer.BYTES, 0);
    return open;
  }

  private static int count(FragmentSamples samples) throws Exception {
    int count = 0;
    while (samples.next()) {
      count++;
    }
    return count;
  }
}
