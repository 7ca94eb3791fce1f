package io.livetape.record;

import io.livetape.live.Push;

/** Says what to record of a push. Called on the publisher's thread; must not block. */
public interface RecordPolicy {
  RecordPlan planFor(Push push);
}
