package io.livetape.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.live.LiveStreams.Admission;
import io.livetape.media.Aac;
import io.livetape.media.Bytes;
import io.livetape.media.H264;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveStreamTest {
  private static final Track VIDEO = new Track(Track.VIDEO_ID, 1000, new H264(Bytes.EMPTY, 640, 360, "avc1"));
  private static final Track LARGER_VIDEO = new Track(Track.VIDEO_ID, 1000, new H264(Bytes.EMPTY, 1280, 720, "avc1.720"));
  private static final Track AUDIO = new Track(Track.AUDIO_ID, 1000, new Aac(Bytes.EMPTY, 44_100, 2, 1024, "mp4a"));

  private final FakePublisher publisher = new FakePublisher();
  private final LiveStream stream = stream();

  @Test
  void reader_attachedBeforeTheFirstTrack_hearsEverythingInOrder() {
    HeardLines reader = attached(new HeardLines(false));
    stream.track(VIDEO);
    stream.write(sample(VIDEO, 0));
    stream.track(AUDIO);
    stream.write(sample(AUDIO, 10));
    stream.end(EndReason.DELETE_STREAM);
    assertThat(reader.lines)
        .containsExactly("track 1 avc1", "sample 1 at 0", "track 2 mp4a", "sample 2 at 10", "end DELETE_STREAM");
  }

  @Test
  void reader_attachedLater_hearsTheNewestTracksFirst() {
    stream.track(VIDEO);
    stream.track(AUDIO);
    stream.track(LARGER_VIDEO);
    stream.write(sample(LARGER_VIDEO, 0));
    HeardLines late = new HeardLines(true);
    stream.attach(late);
    assertThat(late.lines).as("before the stream's thread has come to it").isEmpty();
    publisher.run();
    stream.write(sample(AUDIO, 20));
    assertThat(late.lines).containsExactly("track 2 mp4a", "track 1 avc1.720", "sample 2 at 20");
  }

  @Test
  void keyFrames_ofTheVideo_sayHowFarApartTheyAre() {
    stream.track(VIDEO);
    stream.track(AUDIO);
    assertThat(stream.keyFrameDistanceMs()).isZero();
    stream.write(sample(VIDEO, 1000));
    assertThat(stream.keyFrameDistanceMs()).as("of one").isZero();
    stream.write(sample(AUDIO, 2000));
    stream.write(new Sample().set(VIDEO, 2500, 0, false, ByteBuffer.allocate(5), 0, 5));
    stream.write(sample(VIDEO, 3000));
    assertThat(stream.keyFrameDistanceMs()).isEqualTo(2000);
    stream.write(sample(VIDEO, 100));
    assertThat(stream.keyFrameDistanceMs()).as("of time that went back").isZero();
    stream.write(sample(VIDEO, 1600));
    assertThat(stream.keyFrameDistanceMs()).isEqualTo(1500);
  }

  @Test
  void track_saidAgain_isToldOnce() {
    HeardLines reader = attached(new HeardLines(false));
    stream.track(VIDEO);
    stream.track(new Track(Track.VIDEO_ID, 1000, new H264(Bytes.EMPTY, 640, 360, "avc1")));
    assertThat(reader.lines).containsExactly("track 1 avc1");
    assertThat(stream.tracks()).containsExactly(VIDEO);
  }

  @Test
  void reader_detached_hearsNothingMore() {
    HeardLines reader = attached(new HeardLines(true));
    HeardLines other = attached(new HeardLines(true));
    stream.detach(reader);
    publisher.run();
    stream.track(AUDIO);
    stream.end(EndReason.IDLE);
    assertThat(reader.lines).isEmpty();
    assertThat(other.lines).containsExactly("track 2 mp4a", "end IDLE");
  }

  @Test
  void reader_thatDetachesItselfWhileItHears_doesNotDisturbTheOthers() {
    StreamReader leaving = new StreamReader() {
      @Override
      public void onTrack(Track track) {
        stream.detach(this);
        publisher.run();
      }

      @Override
      public void onSample(Sample sample) {
        throw new AssertionError("it had left");
      }

      @Override
      public void onEnd(EndReason reason) {
        throw new AssertionError("it had left");
      }

      @Override
      public boolean live() {
        return false;
      }
    };
    stream.attachNow(leaving);
    HeardLines other = attached(new HeardLines(false));
    stream.track(VIDEO);
    stream.write(sample(VIDEO, 0));
    stream.end(EndReason.IDLE);
    assertThat(other.lines).containsExactly("track 1 avc1", "sample 1 at 0", "end IDLE");
  }

  @Test
  void attach_toAnEndedStream_hearsTheEndAlone() {
    stream.track(VIDEO);
    stream.end(EndReason.DELETE_STREAM);
    HeardLines late = new HeardLines(true);
    stream.attach(late);
    publisher.run();
    assertThat(late.lines).containsExactly("end PEER_CLOSED");
    assertThat(stream.liveReaderCount()).isZero();
  }

  @Test
  void end_twice_isToldOnce() {
    HeardLines reader = attached(new HeardLines(false));
    stream.end(EndReason.REPLACED);
    stream.end(EndReason.PEER_CLOSED);
    assertThat(reader.lines).containsExactly("end REPLACED");
    assertThat(stream.ended()).isTrue();
  }

  @Test
  void liveReaders_comingAndGoing_switchHowTheSocketIsRead() {
    StreamReader recorder = attached(new HeardLines(false));
    StreamReader viewer = attached(new HeardLines(true));
    StreamReader second = attached(new HeardLines(true));
    assertThat(stream.liveReaderCount()).isEqualTo(2);
    List.of(viewer, second, recorder).forEach(stream::detach);
    publisher.run();
    assertThat(publisher.readAtOnce).containsExactly(false, true, true, true, false, false);
    assertThat(stream.liveReaderCount()).isZero();
  }

  @Test
  void detach_ofAReaderThatIsNotThere_changesNothing() {
    attached(new HeardLines(true));
    stream.detach(new HeardLines(true));
    publisher.run();
    assertThat(publisher.readAtOnce).containsExactly(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"track", "sample", "end"})
  void reader_thatFails_isLetGo_andTheOthersHearEverything(String failAt) {
    HeardLines first = attached(new HeardLines(true));
    HeardLines failing = attached(new HeardLines(true, failAt));
    HeardLines last = attached(new HeardLines(false));
    stream.track(VIDEO);
    stream.write(sample(VIDEO, 0));
    stream.write(sample(VIDEO, 40));
    stream.end(EndReason.DELETE_STREAM);
    assertThat(first.lines).containsExactly("track 1 avc1", "sample 1 at 0", "sample 1 at 40", "end DELETE_STREAM");
    assertThat(last.lines).isEqualTo(first.lines);
    assertThat(failing.lines).filteredOn(line -> line.startsWith("end")).as("it can close what it holds").hasSize(1);
    assertThat(failing.lines).filteredOn(line -> line.startsWith(failAt)).as("it is not called again after its fault").hasSize(1);
  }

  @Test
  void liveReader_thatFails_noLongerCountsAsWaiting() {
    attached(new HeardLines(true, "sample"));
    stream.track(VIDEO);
    stream.write(sample(VIDEO, 0));
    assertThat(stream.liveReaderCount()).isZero();
    assertThat(publisher.readAtOnce).endsWith(false);
  }

  @Test
  void lateReader_thatFailsAtTheKnownTracks_isLetGo() {
    stream.track(VIDEO);
    HeardLines failing = attached(new HeardLines(true, "track"));
    stream.write(sample(VIDEO, 0));
    assertThat(failing.lines).containsExactly("track 1 avc1", "end DROPPED");
    assertThat(publisher.readAtOnce).endsWith(false);
  }

  @Test
  void statistics_countWhatWasWritten() {
    stream.track(VIDEO);
    stream.write(sample(VIDEO, 0));
    stream.write(sample(VIDEO, 40));
    assertThat(stream.receivedSamples()).isEqualTo(2);
    assertThat(stream.receivedBytes()).isEqualTo(10);
    assertThat(stream.track(Track.VIDEO_ID)).contains(VIDEO);
    assertThat(stream.track(Track.AUDIO_ID)).isEmpty();
  }

  @Test
  void disconnect_isPassedToTheConnection() {
    stream.disconnect(EndReason.DROPPED);
    assertThat(publisher.disconnects).containsExactly(EndReason.DROPPED);
    assertThat(stream.ended()).as("the publisher's thread ends it").isFalse();
  }

  private HeardLines attached(HeardLines reader) {
    stream.attachNow(reader);
    return reader;
  }

  private LiveStream stream() {
    LiveStreams streams = new LiveStreams(_ -> Optional.empty(), LiveStreams.SameName.REFUSE, 10, List.of());
    Push push = new Push(new StreamKey("live", "show"), "1", "", "", "rtmp", "192.0.2.1", Instant.EPOCH);
    return ((Admission.Accepted) streams.publish(push, publisher)).stream();
  }

  private static Sample sample(Track track, long dts) {
    return new Sample().set(track, dts, 0, true, ByteBuffer.allocate(5), 0, 5);
  }
}
