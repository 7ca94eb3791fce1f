package io.livetape.console.live;

import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.Required;
import io.livetape.live.LiveStream;
import io.livetape.live.LiveStreams;
import io.livetape.record.Recorder;
import java.util.List;
import java.util.Optional;

/** Ends what no task has begun: the API can end such a recording only together with its push. */
public final class StopActions {
  private final LiveStreams streams;
  private final Recorder recorder;

  public StopActions(LiveStreams streams, Recorder recorder) {
    this.streams = streams;
    this.recorder = recorder;
  }

  public List<Action<?, ?>> all() {
    return List.of(Action.command("StopRecording",
        "Ends the recording of a push that a rule, the push address or the configuration asked for; the push goes on, and the next one is "
            + "recorded as before.", Which.class, this::stop));
  }

  /** @param pushSequence of the push that was looked at: a newer one is left alone */
  record Which(@Required String appName, @Required String streamName, @Required String pushSequence) {}

  private void stop(Which which) {
    Optional<LiveStream> stream = streams.all().stream().filter(each -> each.push().sequence().equals(which.pushSequence)
        && each.key().app().equals(which.appName) && each.key().name().equals(which.streamName)).findFirst();
    if (stream.isEmpty()) {
      throw new ApiException("ResourceNotFound.Push", "This push has ended, and its recordings with it.");
    }
    if (!recorder.end(stream.get())) {
      throw new ApiException("ResourceNotFound.Recording", "Nothing is recorded of this push but what tasks ask for.");
    }
  }
}
