package io.livetape.media.adts;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.Aac;
import io.livetape.media.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdtsScanTest {
  private static final int[] SIZES = {20, 1, 0, 33};

  @Test
  void of_tornAtEachByte_endsAtTheLastWholeFrame() throws Exception {
    byte[] whole = frames("1190", SIZES);
    for (int size = 0; size <= whole.length; size++) {
      int ends = 0;
      int count = 0;
      while (count < SIZES.length && ends + AdtsFrames.HEADER_SIZE + SIZES[count] <= size) {
        ends += AdtsFrames.HEADER_SIZE + SIZES[count++];
      }

      Duration duration = Duration.ofNanos(count * 1024 * 1_000_000L / 48_000 * 1_000);

      AdtsScan scan = AdtsScan.of(new MemoryChannel(whole, size, size));

      assertThat(scan).as("torn at %d", size).isEqualTo(new AdtsScan(ends, count, duration, count == 0 ? 0 : 48_000));
    }
  }

  @Test
  void of_channelThatGivesOneByteAtATime_isTheSame() throws Exception {
    byte[] whole = frames("1190", SIZES);

    assertThat(AdtsScan.of(new MemoryChannel(whole, whole.length, 1))).isEqualTo(AdtsScan.of(new MemoryChannel(whole, whole.length, 99)));
  }

  @Test
  void of_fileOfManyWindows_countsAll(@TempDir Path folder) throws Exception {
    int[] sizes = new int[300];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = i * 131 % 8_185;
    }
    byte[] whole = frames("1208", sizes);
    Path file = Files.write(folder.resolve("sound.aac"), whole);

    try (FileChannel channel = FileChannel.open(file)) {
      assertThat(whole.length).isGreaterThan(1_000_000);
      assertThat(AdtsScan.of(channel)).isEqualTo(new AdtsScan(whole.length, 300, Duration.ofNanos(6_965_986_000L), 44_100));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(textBlock = """
      zeros,                       00000000000000000000
      other bytes,                 474011100042f0250001c1
      layer of MPEG audio,         fffb4c80011ffc00
      reserved rate,               fff1748000fffc00
      size below the header,       fff14c8000dffc00
      size without room for CRC,   fff04c80011ffc00
      """)
  void of_tailThatIsNoFrame_endsBeforeIt(String situation, String tail) throws Exception {
    byte[] whole = frames("1190", SIZES);
    ByteBuffer file = ByteBuffer.allocate(whole.length + tail.length() / 2).put(whole).put(Bytes.fromHex(tail).buffer());

    AdtsScan scan = AdtsScan.of(new MemoryChannel(file.array(), file.capacity(), file.capacity()));

    assertThat(scan.wholeSizeBytes()).as(situation).isEqualTo(whole.length);
    assertThat(scan.frameCount()).isEqualTo(SIZES.length);
  }

  @Test
  void of_crcAndSeveralBlocks_areCounted() throws Exception {
    byte[] withCrc = Bytes.fromHex("fff04c80013ffc 1234").toArray();
    byte[] threeBlocks = Bytes.fromHex("fff14c80011ffe 00").toArray();
    ByteBuffer file = ByteBuffer.allocate(17).put(withCrc).put(threeBlocks);

    assertThat(AdtsScan.of(new MemoryChannel(file.array(), 17, 17)).frameCount()).isEqualTo(4);
  }

  @Test
  void of_rateThatChanges_addsUpTheTimes() throws Exception {
    var file = new ByteArrayOutputStream();
    file.writeBytes(frames("1590", new int[125])); // 8 kHz: 16 s
    file.writeBytes(frames("1410", new int[125])); // 16 kHz: 8 s

    assertThat(AdtsScan.of(new MemoryChannel(file.toByteArray(), file.size(), file.size())).duration()).isEqualTo(Duration.ofSeconds(24));
  }

  private static byte[] frames(String config, int[] rawSizes) throws Exception {
    var frames = new AdtsFrames(Aac.parse(Bytes.fromHex(config)));
    var file = new ByteArrayOutputStream();
    for (int size : rawSizes) {
      ByteBuffer frame = ByteBuffer.allocate(AdtsFrames.HEADER_SIZE + size);
      frames.putHeader(size, frame);
      file.writeBytes(frame.array());
    }
    return file.toByteArray();
  }

  /** The first {@code sizeBytes} of an array, read in pieces. */
  private static final class MemoryChannel implements SeekableByteChannel {
    private final ByteBuffer content;
    private final int pieceMax;

    MemoryChannel(byte[] content, int sizeBytes, int pieceMax) {
      this.content = ByteBuffer.wrap(content, 0, sizeBytes).slice();
      this.pieceMax = pieceMax;
    }

    @Override
    public int read(ByteBuffer destination) {
      int piece = Math.min(pieceMax, Math.min(destination.remaining(), content.remaining()));
      if (piece == 0) {
        return -1;
      }
      destination.put(content.slice(content.position(), piece));
      content.position(content.position() + piece);
      return piece;
    }

    @Override
    public SeekableByteChannel position(long position) {
      content.position((int) position);
      return this;
    }

    @Override
    public long position() {
      return content.position();
    }

    @Override
    public long size() {
      return content.limit();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      throw new IOException("read only");
    }

    @Override
    public SeekableByteChannel truncate(long sizeBytes) throws IOException {
      throw new IOException("read only");
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
