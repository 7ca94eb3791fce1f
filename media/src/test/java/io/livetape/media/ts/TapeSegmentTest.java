package io.livetape.media.ts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.mp4.Clip;
import io.livetape.media.mp4.TapeFile;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.Witness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Segments made of the committed clip's tape. */
class TapeSegmentTest {
  @TempDir
  private Path folder;
  private TapeFile tape;

  @BeforeEach
  void write() throws Exception {
    tape = TapeFile.write(folder.resolve("tape.mp4"), Clip.bFramesWithAac());
  }

  @AfterEach
  void close() throws Exception {
    tape.close();
  }

  /** One segment for each fragment, one after the other, as a player sees them. */
  @Test
  void ffmpeg_decodesTheSegments_toTheSourcesPicturesAndSounds() throws Exception {
    Witness.require(Witness.FFMPEG);
    var all = new ByteArrayOutputStream();
    for (TapeFile.Range range : tape.fragments) {
      all.writeBytes(segment(range.offset(), range.offset() + range.sizeBytes()));
    }
    Path stream = Files.write(folder.resolve("all.ts"), all.toByteArray());
    for (String track : List.of("v", "a")) {
      assertThat(decoded(stream, track)).as(track).isNotEmpty().isEqualTo(decoded(Clip.FLV, track));
    }
  }

  @Test
  void finishedTape_givesTheSameSegments() throws Exception {
    long from = tape.fragments.getFirst().offset();
    byte[] before = segment(from, tape.endOffset());
    long endOffset = tape.endOffset();
    tape.finish();
    assertThat(segment(from, endOffset)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"0,0,range of the header", "1,0,not where a fragment begins", "0,-1,not where one ends", "0,1000000,beyond the end"})
  void range_thatIsNoRunOfFragments_isRefused(long shiftFrom, long shiftEnd, String what) {
    TapeFile.Range last = tape.fragments.getLast();
    long from = what.equals("range of the header") ? 0 : last.offset() + shiftFrom;
    assertThatThrownBy(() -> segment(from, last.offset() + last.sizeBytes() + shiftEnd)).isInstanceOf(MalformedMediaException.class);
  }

  private byte[] segment(long offset, long endOffset) throws IOException, MalformedMediaException {
    var out = new ByteArrayOutputStream();
    TapeSegment.write(tape.channel, offset, endOffset, packets -> {
      byte[] piece = new byte[packets.remaining()];
      packets.get(piece);
      out.writeBytes(piece);
    });
    return out.toByteArray();
  }

  private static List<String> decoded(Path file, String track) {
    String lines = Ffmpeg.run(Duration.ofSeconds(30), List.of("-i", file.toString(), "-map", "0:" + track, "-fps_mode", "passthrough",
        "-f", "framemd5", "-"));
    return lines.lines().filter(line -> !line.startsWith("#")).map(line -> line.substring(line.lastIndexOf(',') + 1).strip()).toList();
  }
}
