package io.livetape.api;

import io.livetape.live.PlayGate;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** Lets in players whose address is signed, at domains where it must be (contract 2.3). Any thread. */
public final class PlayAuth implements PlayGate {
  private final Function<String, AuthKeys> keysOf;
  private final InstantSource clock;

  /** @param keysOf what addresses at a host must be signed with; must not block */
  public PlayAuth(Function<String, AuthKeys> keysOf, InstantSource clock) {
    this.keysOf = keysOf;
    this.clock = clock;
  }

  @Override
  public Optional<String> refusal(Play play) {
    AuthKeys keys = keysOf.apply(play.domain());
    if (!keys.enabled()) {
      return Optional.empty();
    }
    return AddressSignature.fault(play.query(), play.stream().name(), keys, clock.instant()).map(fault -> switch (fault) {
      case NO_EXPIRY -> "txTime is missing or malformed";
      case EXPIRED -> "txTime has passed";
      case NO_SIGNATURE -> "txSecret is missing";
      case WRONG -> "txSecret is wrong";
    });
  }
}
