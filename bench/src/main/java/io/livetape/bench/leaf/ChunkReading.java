package io.livetape.bench.leaf;

import io.livetape.rtmp.chunk.ChunkLimits;
import io.livetape.rtmp.chunk.ChunkReader;
import io.livetape.rtmp.chunk.ChunkWriter;
import io.livetape.rtmp.chunk.MessageSink;
import io.livetape.rtmp.message.MessageType;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Chunks to messages, in the twenty pieces that a tick of 50 ms makes of a second. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ChunkReading {
  private static final int PIECES = 20;

  /** What ffmpeg, OBS and old phones send with. */
  @Param({"60000", "4096", "128"})
  public int chunkSizeBytes;

  private ByteBuffer bytes;
  private ChunkReader reader;

  @Setup
  public void prepare() throws Exception {
    ChunkWriter writer = new ChunkWriter();
    bytes = ByteBuffer.allocateDirect(1 << 20);
    ByteBuffer size = ByteBuffer.allocate(4).putInt(0, chunkSizeBytes);
    writer.put(bytes, 2, 0, MessageType.SET_CHUNK_SIZE, 0, size, 0, 4);
    bytes.flip();
    reader = new ChunkReader(ChunkLimits.ofMessageMax(8 << 20));
    reader.read(bytes, (_, _, _, _, _, _) -> { });
    bytes.clear();
    writer.chunkSize(chunkSizeBytes);
    for (StreamSecond.Message message : StreamSecond.messages()) {
      int typeId = message.video() ? MessageType.VIDEO : MessageType.AUDIO;
      ByteBuffer body = message.body();
      writer.put(bytes, message.video() ? 6 : 5, message.timestampMs(), typeId, 1, body, 0, body.remaining());
    }
    bytes.flip();
  }

  @Benchmark
  public void second(Blackhole blackhole) throws Exception {
    MessageSink<RuntimeException> sink = (_, _, timestampMs, _, _, sizeBytes) -> blackhole.consume(timestampMs + sizeBytes);
    int endOffset = bytes.limit();
    for (int piece = 1; piece <= PIECES; piece++) {
      reader.read(bytes.limit((int) ((long) endOffset * piece / PIECES)), sink);
    }
    bytes.position(0);
  }
}
