package io.livetape.api;

import java.time.Instant;
import java.util.Optional;

/** Checks the signature of a push or play address, in the documented order (contract 2.2, 2.3, 4.3). */
final class AddressSignature {
  /** What is wrong with an address. */
  enum Fault { NO_EXPIRY, EXPIRED, NO_SIGNATURE, WRONG }

  private AddressSignature() {}

  /** Empty when the address is signed as it should be. */
  static Optional<Fault> fault(String query, String streamName, AuthKeys keys, Instant now) {
    Query parameters = Query.parse(query);
    Optional<String> txTime = parameters.get("txTime");
    Optional<Instant> expiresAt = txTime.flatMap(PushSignature::expiry).map(expiry -> expiry.plus(keys.delta()));
    if (expiresAt.isEmpty()) {
      return Optional.of(Fault.NO_EXPIRY);
    }
    if (!now.isBefore(expiresAt.get())) {
      return Optional.of(Fault.EXPIRED);
    }
    Optional<String> txSecret = parameters.get("txSecret");
    if (txSecret.isEmpty()) {
      return Optional.of(Fault.NO_SIGNATURE);
    }
    return PushSignature.matches(keys.keys(), streamName, txTime.get(), txSecret.get()) ? Optional.empty() : Optional.of(Fault.WRONG);
  }
}
