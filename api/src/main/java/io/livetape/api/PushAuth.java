package io.livetape.api;

import io.livetape.live.EndReason;
import io.livetape.live.Push;
import io.livetape.live.PushGate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Lets in pushes to a known domain and application with a valid, unexpired signature. Any thread. */
public final class PushAuth implements PushGate {
  private final PushDomains domains;
  private final Set<String> apps;
  private final boolean signatures;
  private final InstantSource clock;

  /**
   * @param apps empty: any application
   * @param signatures false: no signature is asked for
   */
  public PushAuth(PushDomains domains, Set<String> apps, boolean signatures, InstantSource clock) {
    this.domains = domains;
    this.apps = Set.copyOf(apps);
    this.signatures = signatures;
    this.clock = clock;
  }

  @Override
  public Optional<EndReason> refusal(Push push) {
    Optional<PushDomains.Keys> keys = domains.keysOf(push.domain());
    if (keys.isEmpty()) {
      return Optional.of(EndReason.REFUSED_DOMAIN);
    }
    if (!apps.isEmpty() && !apps.contains(push.stream().app())) {
      return Optional.of(EndReason.REFUSED_APP);
    }
    return signatures ? signatureRefusal(push, keys.get()) : Optional.empty();
  }

  /** In the documented order (contract 4.3): 500 no time, 501 expired, 502 no secret, 503 wrong secret. */
  private Optional<EndReason> signatureRefusal(Push push, PushDomains.Keys keys) {
    Query query = Query.parse(push.query());
    Optional<String> txTime = query.get("txTime");
    Optional<Instant> expiresAt = txTime.flatMap(PushSignature::expiry);
    if (expiresAt.isEmpty()) {
      return Optional.of(EndReason.REFUSED_NO_EXPIRY);
    }
    if (!clock.instant().isBefore(expiresAt.get())) {
      return Optional.of(EndReason.REFUSED_EXPIRED);
    }
    Optional<String> txSecret = query.get("txSecret");
    if (txSecret.isEmpty()) {
      return Optional.of(EndReason.REFUSED_NO_SIGNATURE);
    }
    boolean matches = PushSignature.matches(keys.all(), push.stream().name(), txTime.get(), txSecret.get());
    return matches ? Optional.empty() : Optional.of(EndReason.REFUSED_SIGNATURE);
  }
}
