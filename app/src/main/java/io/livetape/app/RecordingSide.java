package io.livetape.app;

import io.livetape.api.PushEvents;
import io.livetape.api.PushRecordPolicy;
import io.livetape.api.RecordingEvents;
import io.livetape.api.live.RecordRules;
import io.livetape.app.config.Config;
import io.livetape.record.RecordPolicy;
import io.livetape.record.Recorder;
import io.livetape.record.task.RecordTasks;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What makes files of live streams, and tells of their pushes.
 *
 * @param rules which streams are recorded, and how
 * @param policy decides with them, the push's address and the configuration
 * @param tasks wishes to record a stream between two times; they begin when there are streams
 */
record RecordingSide(RecordRules rules, RecordPolicy policy, Recorder recorder, RecordTasks tasks, PushEvents pushEvents)
    implements Measured {
  /** Finishes first what an earlier start left unfinished. */
  static RecordingSide open(Ground ground, CallbackPost post, MediaLibrary library, OpenParts parts) throws IOException, SQLException {
    Config config = ground.config();
    RecordRules rules = new RecordRules(ground.database());
    PushRecordPolicy policy = new PushRecordPolicy(
        rules::planFor, PartConfigs.plan(config.recording()), PartConfigs.formatPlan(config.recording()));
    Recorder recorder = parts.add(new Recorder(
        PartConfigs.record(config, ground.data().spool()), policy, ground.store(), ground.database(), library.landing(),
        new RecordingEvents(ground.database(), post.receivers(), post.bodies()), ground.ids(), ground.domains()::realm, ground.clock()));
    PushEvents pushEvents = new PushEvents(ground.database(), post.receivers(), post.bodies(), ground.clock());
    pushEvents.endInterrupted();
    recorder.recover();
    RecordTasks tasks = parts.add(new RecordTasks(ground.database(), recorder, rules::planFor, ground.clock()));
    return new RecordingSide(rules, policy, recorder, tasks, pushEvents);
  }

  /** Waits until all that was recorded is known; false when that takes longer than given. */
  boolean finish(Duration patience) throws InterruptedException {
    recorder.stopRecovering();
    return recorder.awaitLanded(patience);
  }

  @Override
  public void measure(Metrics metrics) {
    metrics.recorder(recorder);
  }
}
