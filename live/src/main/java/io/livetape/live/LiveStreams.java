package io.livetape.live;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every live stream of this process by name, and the door they come in by. Any thread. */
public final class LiveStreams {
  private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);

  private static final int VIEWER_MAX = 1_000;

  /** What happens when a name that is live is pushed again. */
  public enum SameName { REFUSE, TAKE_OVER }

  private final PushGate gate;
  private final SameName sameName;
  private final int streamMax;
  private final List<PushListener> listeners;
  private final Map<StreamKey, LiveStream> streams = new ConcurrentHashMap<>();
  private final Audience audience;

  /** With room for {@value #VIEWER_MAX} viewers. */
  public LiveStreams(PushGate gate, SameName sameName, int streamMax, List<PushListener> listeners) {
    this(gate, sameName, streamMax, listeners, Audience.of(VIEWER_MAX));
  }

  public LiveStreams(PushGate gate, SameName sameName, int streamMax, List<PushListener> listeners, Audience audience) {
    this.gate = gate;
    this.sameName = sameName;
    this.streamMax = streamMax;
    this.listeners = List.copyOf(listeners);
    this.audience = audience;
  }

  /** The answer to a wish to publish. */
  public sealed interface Admission {
    record Accepted(LiveStream stream) implements Admission {}

    record Refused(EndReason reason) implements Admission {}
  }

  /** Lets a publisher in, or says why not. Called on the publisher's thread, which owns the stream from then on. */
  public Admission publish(Push push, PublisherConnection connection) {
    Optional<EndReason> refusal = gate.refusal(push);
    if (refusal.isPresent()) {
      return new Admission.Refused(refusal.get());
    }
    LiveStream stream = new LiveStream(push, connection, this);
    LiveStream replaced;
    // So that of several publishers at once neither two take the last place, nor two replace the same stream and one of them stays.
    synchronized (streams) {
      boolean taken = streams.containsKey(push.stream());
      if (taken && sameName == SameName.REFUSE) {
        return new Admission.Refused(EndReason.REFUSED_ALREADY_LIVE);
      }
      if (!taken && streams.size() >= streamMax) {
        return new Admission.Refused(EndReason.REFUSED_TOO_MANY);
      }
      replaced = streams.put(push.stream(), stream);
    }
    if (replaced != null) {
      replaced.disconnect(EndReason.REPLACED);
    }
    tellListeners(stream, "begin", listener -> listener.pushBegan(stream));
    return new Admission.Accepted(stream);
  }

  public Optional<LiveStream> find(StreamKey key) {
    return Optional.ofNullable(streams.get(key));
  }

  public Collection<LiveStream> all() {
    return List.copyOf(streams.values());
  }

  /** The viewers of all streams. */
  public Audience audience() {
    return audience;
  }

  void ended(LiveStream stream, EndReason reason) {
    streams.remove(stream.key(), stream);
    tellListeners(stream, "end", listener -> listener.pushEnded(stream, reason));
  }

  /** A listener's fault is not the publisher's, and the other listeners hear all the same. */
  private void tellListeners(LiveStream stream, String what, Consumer<PushListener> call) {
    for (PushListener listener : listeners) {
      try {
        call.accept(listener);
      } catch (RuntimeException e) {
        log.error("[stream {}] {} failed at the {} of the push, which goes on without it", stream.key(),
            listener.getClass().getSimpleName(), what, e);
      }
    }
  }
}
