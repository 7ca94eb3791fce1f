package io.livetape.live;

import java.util.Optional;

/** Decides who may publish. Called on a publisher's thread; must not block. */
public interface PushGate {
  /** The reason to refuse, or empty to let in. */
  Optional<EndReason> refusal(Push push);
}
