package io.livetape.media.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.media.MalformedMediaException;
import io.livetape.testkit.ScratchFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A file is read whole or refused: what is cut or damaged is told with its place. */
class FlvSamplesTest {
  private static byte[] clip;

  private final ScratchFile file = new ScratchFile();

  @BeforeAll
  static void read() throws Exception {
    clip = Files.readAllBytes(Path.of("src/test/resources/clips/bframes-160x120-aac44.flv"));
  }

  @Test
  void samples_ofAWholeFile_areAllItsFrames() throws Exception {
    int[] frames = new int[1];
    FlvScan.of(file.with(clip), 2, (body, _, _) -> frames[0] += body.kind() == FlvTagBody.Kind.FRAME ? 1 : 0);
    assertThat(count(clip)).isEqualTo(frames[0]).isPositive();
  }

  @Test
  void file_cutAtAnyByte_isRefusedUnlessATagEndsThere() throws Exception {
    TreeSet<Integer> ends = new TreeSet<>();
    ByteBuffer bytes = ByteBuffer.wrap(clip);
    for (int at = FlvTags.FILE_HEADER_BYTES; at < clip.length; at += FlvTags.tagBytes(bytes.getInt(at) & FlvTags.BODY_MAX_BYTES)) {
      ends.add(at);
    }
    for (int length = FlvTags.FILE_HEADER_BYTES; length < 6_000; length++) {
      byte[] cut = Arrays.copyOf(clip, length);
      if (ends.contains(length)) {
        count(cut);
      } else {
        assertThatThrownBy(() -> count(cut)).as("cut at " + length).isInstanceOf(MalformedMediaException.class)
            .hasMessageContaining("cut short");
      }
    }
  }

  @Test
  void otherFiles_areRefused() {
    assertThatThrownBy(() -> count(new byte[0])).isInstanceOf(MalformedMediaException.class);
    assertThatThrownBy(() -> count("<html>no clip here</html>".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(MalformedMediaException.class);
  }

  private int count(byte[] content) throws Exception {
    FlvSamples samples = new FlvSamples(file.with(content));
    int count = 0;
    while (samples.next()) {
      count++;
    }
    return count;
  }
}
