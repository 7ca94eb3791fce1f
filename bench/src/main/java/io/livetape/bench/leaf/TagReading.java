package io.livetape.bench.leaf;

import io.livetape.media.flv.FlvTagBody;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What the bodies of audio and video messages say: codec, key frame or not, where the access unit begins. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TagReading {
  private final List<StreamSecond.Message> messages = StreamSecond.messages();
  private final FlvTagBody body = new FlvTagBody();

  @Benchmark
  public void second(Blackhole blackhole) throws Exception {
    for (StreamSecond.Message message : messages) {
      if (message.video()) {
        body.readVideo(message.body(), 0, message.body().remaining());
      } else {
        body.readAudio(message.body(), 0, message.body().remaining());
      }
      blackhole.consume(body.dataSizeBytes());
    }
  }
}
