package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.live.LiveStreams;
import io.livetape.live.PublisherConnection;
import io.livetape.live.Push;
import io.livetape.live.StreamKey;
import io.livetape.media.Bytes;
import io.livetape.media.Format;
import io.livetape.media.H264;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import io.livetape.vod.cover.StillDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When pictures of live streams are made, of what, and what is kept; the decoder is one that can be told to fail. */
@Timeout(60)
class LivePicturesTest {
  private static final Track VIDEO = new Track(Track.VIDEO_ID, 1000, new H264(Bytes.EMPTY, 640, 360, "avc1"));
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final LiveStreams streams = new LiveStreams(_ -> Optional.empty(), LiveStreams.SameName.REFUSE, 1000, List.of());
  private final FakeDecoder decoder = new FakeDecoder();
  private volatile Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private final LivePictures pictures = new LivePictures(decoder, MINUTE, () -> now);

  /** The picture is the key frame's first byte, unless it is told otherwise. */
  private static final class FakeDecoder implements StillDecoder {
    final BlockingQueue<Integer> decoded = new LinkedBlockingQueue<>();
    volatile boolean broken;
    volatile boolean closed;

    @Override
    public String fault() {
      return "";
    }

    @Override
    public byte[] picture(Format.Video format, ByteBuffer keyFrame) throws IOException {
      int first = keyFrame.get();
      decoded.add(first);
      if (broken) {
        throw new IOException("not decoded");
      }
      return new byte[] {(byte) first};
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** A publisher whose thread is the test's. */
  private static final class Publisher implements PublisherConnection {
    boolean atOnce;

    @Override
    public Executor thread() {
      return Runnable::run;
    }

    @Override
    public void readAtOnce(boolean atOnce) {
      this.atOnce |= atOnce;
    }

    @Override
    public void disconnect(EndReason reason) {}
  }

  private final Publisher publisher = new Publisher();

  @AfterEach
  void close() {
    pictures.close();
  }

  @Test
  void stream_thatNobodyLooksFor_getsNone() throws Exception {
    LiveStream stream = stream("quiet");
    keyFrame(stream, 1);
    assertThat(stream.liveReaderCount()).isZero();
    assertThat(pictures.newest(stream)).isEmpty();
    keyFrame(stream, 2);
    assertThat(decoder.decoded.poll(10, TimeUnit.SECONDS)).as("of the first key frame after somebody looked").isEqualTo(2);
  }

  @Test
  void picture_isOfTheNextKeyFrame_andIsMadeAnewWhenItIsOld() {
    LiveStream stream = stream("show");
    pictures.newest(stream);
    write(stream, 7, false);
    keyFrame(stream, 8);
    keyFrame(stream, 9);
    assertThat(awaited(stream)).containsExactly(8);
    keyFrame(stream, 10);
    assertThat(pictures.newest(stream).orElseThrow().takenAt()).isEqualTo(now);

    now = now.plus(MINUTE).plusMillis(1);
    assertThat(pictures.newest(stream).orElseThrow().jpeg()).as("the old one until there is another").containsExactly(8);
    keyFrame(stream, 11);
    Awaitility.await().until(() -> pictures.newest(stream).orElseThrow().jpeg()[0] == 11);
    assertThat(decoder.decoded).containsExactly(8, 11);
    assertThat(publisher.atOnce).as("it is nobody who watches").isFalse();
  }

  @Test
  void keyFrame_thatCannotBeDecoded_leavesTheOldPicture_andIsNotTriedAgainAtOnce() {
    LiveStream stream = stream("show");
    pictures.newest(stream);
    keyFrame(stream, 1);
    awaited(stream);
    decoder.broken = true;
    now = now.plus(MINUTE).plusMillis(1);
    pictures.newest(stream);
    keyFrame(stream, 2);
    Awaitility.await().until(() -> pictures.metrics().missed.sum() == 1);
    decoder.broken = false;
    afterWhatWaits(90);
    assertThat(pictures.newest(stream).orElseThrow().jpeg()).containsExactly(1);
    keyFrame(stream, 3);
    afterWhatWaits(91);
    assertThat(decoder.decoded).containsExactly(1, 2, 90, 91);
  }

  @Test
  void keyFrame_thatIsTooLarge_isNotCopied_andTheNextOneIsTaken() {
    LiveStream stream = stream("large");
    pictures.newest(stream);
    stream.write(new Sample().set(VIDEO, 0, 0, true, ByteBuffer.allocate((4 << 20) + 1), 0, (4 << 20) + 1));
    assertThat(pictures.newest(stream)).isEmpty();
    keyFrame(stream, 3);
    assertThat(awaited(stream)).containsExactly(3);
  }

  @Test
  void streamThatEnds_losesItsPicture_andGivesItsPlaceToOthers() {
    List<LiveStream> all = new ArrayList<>();
    for (int i = 0; i <= LivePictures.WANTED_MAX; i++) {
      LiveStream stream = stream("stream-" + i);
      pictures.newest(stream);
      all.add(stream);
    }
    keyFrame(all.getLast(), 5);
    all.getFirst().end(EndReason.DELETE_STREAM);
    pictures.newest(all.getLast());
    keyFrame(all.getLast(), 6);
    assertThat(awaited(all.getLast())).containsExactly(6);

    all.getLast().end(EndReason.DELETE_STREAM);
    keyFrame(all.get(1), 7);
    awaited(all.get(1));
    assertThat(pictures.newest(all.getLast())).isEmpty();
    assertThat(decoder.decoded).as("not 5, when too many waited for a key frame").containsExactly(6, 7);
  }

  @Test
  void soundAlone_hasNoPicture() {
    LiveStream stream = publish("radio");
    assertThat(pictures.newest(stream)).isEmpty();
    stream.track(VIDEO);
    keyFrame(stream, 1);
    afterWhatWaits(90);
    assertThat(decoder.decoded).containsExactly(90);
  }

  @Test
  void withoutAnInterval_noneAreMade() {
    try (LivePictures off = new LivePictures(decoder, Duration.ZERO, () -> now)) {
      LiveStream stream = stream("show");
      assertThat(off.on()).isFalse();
      assertThat(off.newest(stream)).isEmpty();
      keyFrame(stream, 1);
      assertThat(decoder.decoded).isEmpty();
    }
    assertThat(decoder.closed).isTrue();
  }

  /** Everything that was caught is done with: pictures are made one behind the other. */
  private void afterWhatWaits(int first) {
    LiveStream other = stream("other-" + first);
    pictures.newest(other);
    keyFrame(other, first);
    awaited(other);
  }

  private byte[] awaited(LiveStream stream) {
    Awaitility.await("a picture").atMost(Duration.ofSeconds(30)).until(() -> pictures.newest(stream).isPresent());
    return pictures.newest(stream).orElseThrow().jpeg();
  }

  private LiveStream stream(String name) {
    LiveStream stream = publish(name);
    stream.track(VIDEO);
    return stream;
  }

  private LiveStream publish(String name) {
    Push push = new Push(new StreamKey("live", name), "1", "", "", "rtmp", "127.0.0.1", now);
    return ((LiveStreams.Admission.Accepted) streams.publish(push, publisher)).stream();
  }

  private static void keyFrame(LiveStream stream, int first) {
    write(stream, first, true);
  }

  private static void write(LiveStream stream, int first, boolean sync) {
    stream.write(new Sample().set(VIDEO, 0, 0, sync, ByteBuffer.wrap(new byte[] {(byte) first, 0}), 0, 2));
  }
}
