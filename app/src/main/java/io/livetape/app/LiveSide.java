package io.livetape.app;

import io.livetape.api.ForbiddenStreams;
import io.livetape.api.PlayAuth;
import io.livetape.api.PushAuth;
import io.livetape.api.PushPulse;
import io.livetape.app.config.Config;
import io.livetape.live.Audience;
import io.livetape.live.LiveStreams;
import io.livetape.live.PlayGate;
import io.livetape.play.LivePictures;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;

/**
 * The live streams, and who may push and watch them.
 *
 * @param playGate says who may watch
 * @param forbidden streams that nobody may push at present
 * @param pictures what the streams show
 */
record LiveSide(LiveStreams streams, PlayGate playGate, ForbiddenStreams forbidden, LivePictures pictures) implements Measured {
  /** From here on streams can be recorded, also those that tasks wait for. */
  static LiveSide open(Ground ground, RecordingSide recording, OpenParts parts) throws SQLException {
    Config config = ground.config();
    ForbiddenStreams forbidden = new ForbiddenStreams(ground.database(), ground.domains(), ground.clock());
    PushAuth auth = new PushAuth(ground.domains()::push, new HashSet<>(config.push().apps()), ground.clock());
    LiveStreams streams = new LiveStreams(push -> auth.refusal(push).or(() -> forbidden.refusal(push)), config.rtmp().sameName(),
        config.rtmp().streamMax(), List.of(recording.pushEvents(), recording.recorder(), recording.tasks(), forbidden),
        Audience.of(config.rtmp().viewerMax()));
    recording.tasks().start(streams);
    parts.add(new PushPulse(ground.database(), streams::all, ground.clock()));
    return new LiveSide(streams, new PlayAuth(ground.domains()::play, ground.clock()), forbidden, parts.add(PictureParts.live(ground)));
  }

  @Override
  public void measure(Metrics metrics) {
    metrics.streams(streams);
    metrics.livePictures(pictures.metrics());
  }
}
