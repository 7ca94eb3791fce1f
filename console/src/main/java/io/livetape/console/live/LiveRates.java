package io.livetape.console.live;

import io.livetape.live.LiveStream;
import io.livetape.live.LiveStreams;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Measures every push that is live, from what it counts anyway: nothing is done for it on the streams' own threads. */
public final class LiveRates {
  private final LiveStreams streams;
  private final Map<String, RateRing> byPush = new ConcurrentHashMap<>();

  public LiveRates(LiveStreams streams) {
    this.streams = streams;
  }

  /** Takes one measurement. One thread. */
  public void measure(long nowMs) {
    for (LiveStream stream : streams.all()) {
      RateRing.Counts now = new RateRing.Counts(nowMs, stream.receivedBytes(), stream.videoSamples());
      RateRing ring = byPush.putIfAbsent(stream.push().sequence(), new RateRing(now));
      if (ring != null) {
        ring.add(now, stream.keyFrameDistanceMs());
      }
    }
    Set<String> live = streams.all().stream().map(stream -> stream.push().sequence()).collect(Collectors.toSet());
    byPush.keySet().retainAll(live);
  }

  RateRing.Rates newest(LiveStream stream) {
    return Optional.ofNullable(byPush.get(stream.push().sequence())).map(RateRing::newest).orElse(RateRing.Rates.NONE);
  }

  Optional<RateRing.Columns> lastMinutes(LiveStream stream) {
    return Optional.ofNullable(byPush.get(stream.push().sequence())).map(RateRing::columns);
  }
}
