package io.livetape.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.live.LiveStreams.Admission;
import io.livetape.live.LiveStreams.SameName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LiveStreamsTest {
  private final List<String> heard = new ArrayList<>();
  private final FakePublisher first = new FakePublisher();
  private final FakePublisher second = new FakePublisher();

  @Test
  void push_letIn_isFoundByNameAndTold() {
    LiveStreams streams = streams(SameName.REFUSE, 10);
    LiveStream show = accepted(streams.publish(push("show"), first));
    assertThat(streams.find(new StreamKey("live", "show"))).containsSame(show);
    assertThat(streams.find(new StreamKey("other", "show"))).isEmpty();
    assertThat(streams.all()).containsExactly(show);
    assertThat(heard).containsExactly("began show");
  }

  @Test
  void push_refusedByTheGate_leavesNoTrace() {
    LiveStreams streams = new LiveStreams(_ -> Optional.of(EndReason.REFUSED_SIGNATURE), SameName.TAKE_OVER, 10, List.of(listener()));
    assertThat(streams.publish(push("show"), first)).isEqualTo(new Admission.Refused(EndReason.REFUSED_SIGNATURE));
    assertThat(streams.all()).isEmpty();
    assertThat(heard).isEmpty();
  }

  @Test
  void push_refusedByTheGate_doesNotReplaceALiveStream() {
    List<EndReason> answers = new ArrayList<>();
    LiveStreams streams = new LiveStreams(_ -> answers.stream().findFirst(), SameName.TAKE_OVER, 10, List.of());
    LiveStream show = accepted(streams.publish(push("show"), first));
    answers.add(EndReason.REFUSED_EXPIRED);
    streams.publish(push("show"), second);
    assertThat(streams.all()).containsExactly(show);
    assertThat(first.disconnects).isEmpty();
  }

  @Test
  void gate_thatFails_letsNobodyIn() {
    LiveStreams streams = new LiveStreams(_ -> {
      throw new IllegalStateException("keys unreadable");
    }, SameName.REFUSE, 10, List.of(listener()));
    assertThatThrownBy(() -> streams.publish(push("show"), first)).isInstanceOf(IllegalStateException.class);
    assertThat(streams.all()).isEmpty();
  }

  @Test
  void sameName_refuse_turnsTheNewcomerAwayUntilTheFirstHasEnded() {
    LiveStreams streams = streams(SameName.REFUSE, 10);
    LiveStream show = accepted(streams.publish(push("show"), first));
    assertThat(streams.publish(push("show"), second)).isEqualTo(new Admission.Refused(EndReason.REFUSED_ALREADY_LIVE));
    assertThat(first.disconnects).isEmpty();
    show.end(EndReason.DELETE_STREAM);
    assertThat(streams.publish(push("show"), second)).isInstanceOf(Admission.Accepted.class);
    assertThat(heard).containsExactly("began show", "ended show DELETE_STREAM", "began show");
  }

  @Test
  void sameName_takeOver_endsTheOlderPush() {
    LiveStreams streams = streams(SameName.TAKE_OVER, 10);
    accepted(streams.publish(push("show"), first));
    LiveStream newer = accepted(streams.publish(push("show"), second));
    assertThat(first.disconnects).containsExactly(EndReason.REPLACED);
    assertThat(second.disconnects).isEmpty();
    assertThat(streams.all()).containsExactly(newer);
  }

  @Test
  void replacedStream_ending_doesNotFreeTheNewersName() {
    LiveStreams streams = streams(SameName.TAKE_OVER, 10);
    LiveStream older = accepted(streams.publish(push("show"), first));
    LiveStream newer = accepted(streams.publish(push("show"), second));
    older.end(EndReason.REPLACED);
    assertThat(streams.find(newer.key())).containsSame(newer);
    newer.end(EndReason.PEER_CLOSED);
    assertThat(streams.all()).isEmpty();
    assertThat(heard).containsExactly("began show", "began show", "ended show REPLACED", "ended show PEER_CLOSED");
  }

  @Test
  void limit_reached_refusesNewNamesOnly() {
    LiveStreams streams = streams(SameName.TAKE_OVER, 2);
    LiveStream one = accepted(streams.publish(push("one"), first));
    accepted(streams.publish(push("two"), first));
    assertThat(streams.publish(push("three"), second)).isEqualTo(new Admission.Refused(EndReason.REFUSED_TOO_MANY));
    assertThat(streams.publish(push("one"), second)).as("a name that is live takes no new place").isInstanceOf(Admission.Accepted.class);
    one.end(EndReason.REPLACED);
    assertThat(streams.publish(push("three"), second)).isEqualTo(new Admission.Refused(EndReason.REFUSED_TOO_MANY));
    streams.find(new StreamKey("live", "two")).orElseThrow().end(EndReason.IDLE);
    assertThat(streams.publish(push("three"), second)).isInstanceOf(Admission.Accepted.class);
  }

  @Test
  void limit_reached_sameName_isToldAsSuch() {
    LiveStreams streams = streams(SameName.REFUSE, 1);
    accepted(streams.publish(push("show"), first));
    assertThat(streams.publish(push("show"), second)).isEqualTo(new Admission.Refused(EndReason.REFUSED_ALREADY_LIVE));
  }

  @Test
  void publishersOfOneName_allAtOnce_leaveOneStreamAndDisconnectTheOthers() throws Exception {
    LiveStreams streams = new LiveStreams(_ -> Optional.empty(), SameName.TAKE_OVER, 1, List.of());
    List<FakePublisher> publishers = new ArrayList<>();
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        FakePublisher publisher = new FakePublisher();
        publishers.add(publisher);
        running.add(threads.submit(() -> {
          start.await();
          return streams.publish(push("show"), publisher);
        }));
      }
      start.countDown();
      for (Future<?> one : running) {
        one.get();
      }
    }
    assertThat(streams.all()).hasSize(1);
    assertThat(publishers).filteredOn(publisher -> publisher.disconnects.isEmpty()).hasSize(1);
    assertThat(publishers).allMatch(publisher -> publisher.disconnects.size() <= 1);
  }

  @Test
  void end_isHeardByReadersBeforeListeners() {
    LiveStreams streams = streams(SameName.REFUSE, 10);
    LiveStream show = accepted(streams.publish(push("show"), first));
    show.attachNow(new HeardLines(false) {
      @Override
      public void onEnd(EndReason reason) {
        heard.add("reader");
      }
    });
    show.end(EndReason.IDLE);
    assertThat(heard).containsExactly("began show", "reader", "ended show IDLE");
  }

  @Test
  void listener_thatFails_keepsNobodyFromHearing_norThePushOut() {
    LiveStreams streams = new LiveStreams(_ -> Optional.empty(), SameName.REFUSE, 10, List.of(new PushListener() {
      @Override
      public void pushBegan(LiveStream stream) {
        throw new IllegalStateException("made to fail");
      }

      @Override
      public void pushEnded(LiveStream stream, EndReason reason) {
        throw new IllegalStateException("made to fail");
      }
    }, listener()));
    LiveStream show = accepted(streams.publish(push("show"), first));
    show.end(EndReason.IDLE);
    assertThat(heard).containsExactly("began show", "ended show IDLE");
    assertThat(streams.all()).isEmpty();
  }

  @Test
  void reader_thatFailsAtTheEnd_doesNotBlockTheName() {
    LiveStreams streams = streams(SameName.REFUSE, 10);
    LiveStream show = accepted(streams.publish(push("show"), first));
    show.attachNow(new HeardLines(false, "end"));
    show.end(EndReason.IDLE);
    assertThat(streams.publish(push("show"), second)).isInstanceOf(Admission.Accepted.class);
  }

  private LiveStreams streams(SameName sameName, int streamMax) {
    return new LiveStreams(_ -> Optional.empty(), sameName, streamMax, List.of(listener()));
  }

  private PushListener listener() {
    return new PushListener() {
      @Override
      public void pushBegan(LiveStream stream) {
        heard.add("began " + stream.key().name());
      }

      @Override
      public void pushEnded(LiveStream stream, EndReason reason) {
        heard.add("ended " + stream.key().name() + " " + reason);
      }
    };
  }

  private static Push push(String name) {
    return new Push(new StreamKey("live", name), "1", "", "", "rtmp", "192.0.2.1", Instant.EPOCH);
  }

  private static LiveStream accepted(Admission admission) {
    assertThat(admission).isInstanceOf(Admission.Accepted.class);
    return ((Admission.Accepted) admission).stream();
  }
}
