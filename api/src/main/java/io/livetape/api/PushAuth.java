package io.livetape.api;

import io.livetape.live.EndReason;
import io.livetape.live.Push;
import io.livetape.live.PushGate;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Lets in pushes to a known domain and application with a valid, unexpired signature. Any thread. */
public final class PushAuth implements PushGate {
  private final Function<String, Optional<AuthKeys>> keysOf;
  private final Set<String> apps;
  private final InstantSource clock;

  /**
   * @param keysOf what pushes to a host must be signed with; empty for a host that is refused. Must not block
   * @param apps empty: any application
   */
  public PushAuth(Function<String, Optional<AuthKeys>> keysOf, Set<String> apps, InstantSource clock) {
    this.keysOf = keysOf;
    this.apps = Set.copyOf(apps);
    this.clock = clock;
  }

  @Override
  public Optional<EndReason> refusal(Push push) {
    Optional<AuthKeys> keys = keysOf.apply(push.domain());
    if (keys.isEmpty()) {
      return Optional.of(EndReason.REFUSED_DOMAIN);
    }
    if (!apps.isEmpty() && !apps.contains(push.stream().app())) {
      return Optional.of(EndReason.REFUSED_APP);
    }
    return keys.get().enabled() ? signatureRefusal(push, keys.get()) : Optional.empty();
  }

  private Optional<EndReason> signatureRefusal(Push push, AuthKeys keys) {
    return AddressSignature.fault(push.query(), push.stream().name(), keys, clock.instant()).map(fault -> switch (fault) {
      case NO_EXPIRY -> EndReason.REFUSED_NO_EXPIRY;
      case EXPIRED -> EndReason.REFUSED_EXPIRED;
      case NO_SIGNATURE -> EndReason.REFUSED_NO_SIGNATURE;
      case WRONG -> EndReason.REFUSED_SIGNATURE;
    });
  }
}
