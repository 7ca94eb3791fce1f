package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.MalformedMediaException;
import io.livetape.testkit.FuzzContract;
import io.livetape.testkit.ScratchFile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever is in a file, it is told or refused; what is told can be. */
class MovieFactsFuzzTest extends FuzzContract {
  private final ScratchFile file = new ScratchFile();

  @Override
  protected void take(byte[] input) throws Exception {
    try {
      MovieFacts facts = MovieFacts.of(file.with(input));
      assertThat(facts.durationMs()).isNotNegative();
      assertThat(facts.width()).isBetween(0, 65_535);
    } catch (MalformedMediaException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  @Override
  protected Map<String, byte[]> seeds() {
    return Map.of("movie", movie());
  }

  @Test
  void movie_ofTwoTracks_isTold() throws Exception {
    assertThat(MovieFacts.of(file.with(movie()))).isEqualTo(new MovieFacts(2_500, 640, 360, "h264", "aac"));
  }

  private static byte[] movie() {
    byte[] mvhd = box("mvhd", ByteBuffer.allocate(100).putInt(12, 1000).putInt(16, 2500).array());
    byte[] moov = box("moov", mvhd, trak("vide", box("avc1", ByteBuffer.allocate(78).putShort(24, (short) 640).putShort(26, (short) 360)
        .array())), trak("soun", box("mp4a", new byte[28])));
    return join(box("ftyp", "isom0000".getBytes(StandardCharsets.US_ASCII)), box("mdat", new byte[20]), moov);
  }

  private static byte[] trak(String handler, byte[] entry) {
    byte[] hdlr = box("hdlr", ByteBuffer.allocate(24).put(8, handler.getBytes(StandardCharsets.US_ASCII)).array());
    byte[] stsd = box("stsd", ByteBuffer.allocate(8).putInt(4, 1).array(), entry);
    return box("trak", box("mdia", hdlr, box("minf", box("stbl", stsd))));
  }

  private static byte[] box(String type, byte[]... parts) {
    byte[] body = join(parts);
    return join(ByteBuffer.allocate(8).putInt(8 + body.length).put(type.getBytes(StandardCharsets.US_ASCII)).array(), body);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
