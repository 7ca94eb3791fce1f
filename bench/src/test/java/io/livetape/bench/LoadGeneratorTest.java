package io.livetape.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.live.LiveStreams;
import io.livetape.live.PlayGate;
import io.livetape.live.PushListener;
import io.livetape.live.StreamReader;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import io.livetape.rtmp.RtmpConfig;
import io.livetape.rtmp.RtmpMetrics;
import io.livetape.rtmp.RtmpServer;
import io.livetape.rtmp.RtmpServices;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.Witness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Real pushes to a real listener, whose samples are counted instead of recorded. */
class LoadGeneratorTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Map<String, Count> counts = new ConcurrentHashMap<>();

  /** What arrived of one stream. */
  private static final class Count implements StreamReader {
    private final AtomicInteger pictures = new AtomicInteger();
    private final AtomicInteger sounds = new AtomicInteger();
    private volatile EndReason end;

    @Override
    public boolean live() {
      return false;
    }

    @Override
    public void onTrack(Track track) {}

    @Override
    public void onSample(Sample sample) {
      (sample.track().video() ? pictures : sounds).incrementAndGet();
    }

    @Override
    public void onEnd(EndReason reason) {
      end = reason;
    }
  }

  @Test
  void publishers_twoForTwoSeconds_everyFrameArrivesAndTheEndIsProper() throws Exception {
    Witness.require(Witness.FFMPEG);
    WireStream wire = wire();
    try (RtmpServer server = server(stream -> Optional.empty()); LoadGenerator generator = new LoadGenerator(address(server), wire)) {
      generator.begin("live", List.of("one", "two"), Duration.ofMillis(10));
      Awaitility.await().atMost(LIMIT).until(() -> counts.size() == 2 && counts.values().stream().allMatch(count -> count.pictures.get() > 40));
      generator.end(Duration.ZERO);
      Awaitility.await().atMost(LIMIT).until(() -> counts.values().stream().allMatch(count -> count.end != null));

      assertThat(generator.publishers()).hasSize(2).allSatisfy(publisher -> {
        Count count = counts.get(publisher.name());
        assertThat(publisher.failure()).isEmpty();
        assertThat(count.pictures.get()).isEqualTo(publisher.pictureCount());
        assertThat(count.sounds.get()).isEqualTo(publisher.soundCount());
        assertThat(count.end).isEqualTo(EndReason.DELETE_STREAM);
        assertThat(publisher.endedNanos()).isGreaterThan(publisher.beganNanos());
      });
      assertThat(generator.sentBytes()).isPositive();
      // Real time: 41 pictures cannot have come sooner.
      assertThat(Duration.ofNanos(generator.publishers().getFirst().endedNanos() - generator.publishers().getFirst().beganNanos()))
          .isGreaterThanOrEqualTo(Duration.ofMillis(1600));
    }
  }

  @Test
  void publishers_refused_beginSaysWhy() throws Exception {
    Witness.require(Witness.FFMPEG);
    try (RtmpServer server = server(_ -> Optional.of(EndReason.REFUSED_FORBIDDEN));
        LoadGenerator generator = new LoadGenerator(address(server), wire())) {
      assertThatThrownBy(() -> generator.begin("live", List.of("one", "two"), Duration.ZERO))
          .isInstanceOf(IOException.class).hasMessageContaining("2 of 2 pushes did not begin");
    }
  }

  private static WireStream wire() throws IOException {
    return WireStream.of(SourceClip.read(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2)).with(Clip.Container.FLV))), 30);
  }

  private RtmpServer server(io.livetape.live.PushGate gate) throws IOException {
    PushListener listener = new PushListener() {
      @Override
      public void pushBegan(LiveStream stream) {
        Count count = new Count();
        counts.put(stream.key().name(), count);
        stream.attachNow(count);
      }

      @Override
      public void pushEnded(LiveStream stream, EndReason reason) {}
    };
    LiveStreams streams = new LiveStreams(gate, LiveStreams.SameName.REFUSE, 10, List.of(listener));
    RtmpServices services = new RtmpServices(
        streams, PlayGate.open(), Enum::name, new AtomicLong()::incrementAndGet, InstantSource.system(), new RtmpMetrics());
    return new RtmpServer(RtmpConfig.defaults().withAddress("127.0.0.1", 0), services);
  }

  private static InetSocketAddress address(RtmpServer server) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
  }
}
