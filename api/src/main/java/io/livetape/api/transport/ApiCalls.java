package io.livetape.api.transport;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers calls: proves who calls, finds the action, reads its parameters, does it. Blocks; any thread that may. */
public final class ApiCalls {
  private static final Logger log = LoggerFactory.getLogger(ApiCalls.class);

  /** How far a caller's clock may be from ours (contract 1.3). */
  static final Duration CLOCK_SKEW_MAX = Duration.ofSeconds(300);

  private final List<Product> products;
  private final KeyRing keys;
  private final RateLimits limits;
  private final UsedNonces nonces = new UsedNonces(CLOCK_SKEW_MAX);
  private final InstantSource clock;
  private final ApiMetrics metrics = new ApiMetrics();

  /** @param callsPerSecond how often each key may call */
  public ApiCalls(List<Product> products, KeyRing keys, int callsPerSecond, InstantSource clock) {
    this.products = List.copyOf(products);
    this.keys = keys;
    this.limits = new RateLimits(callsPerSecond);
    this.clock = clock;
  }

  public ApiMetrics metrics() {
    return metrics;
  }

  /** The whole answer as JSON, whether success or error. */
  String answer(ApiRequest request) {
    String requestId = UUID.randomUUID().toString();
    boolean older = request.path().equals(Version2.PATH);
    CallResult result = CallResult.of(
        () -> call(older ? OlderCall.ofVersion2(request) : SignedCall.of(request), requestId), requestId, metrics);
    return older ? result.version2() : result.envelope(requestId);
  }

  /** An answer for a request that was not read. */
  static String refusal(String code, String message) {
    return Envelope.error(code, message, UUID.randomUUID().toString());
  }

  private Record call(SignedCall call, String requestId) throws SQLException {
    KeyRing.Key key = prove(call);
    Product product = products.stream().filter(each -> each.version().equals(call.version())).findFirst()
        .orElseThrow(() -> new ApiException("NoSuchVersion", "No product has the version " + call.version() + "."));
    Action<?, ?> action = product.actions().stream().filter(each -> each.name().equals(call.action())).findFirst()
        .orElseThrow(() -> new ApiException("InvalidAction", "There is no action " + call.action() + " in " + product.name() + " "
            + product.version() + "."));
    if (!action.query()) {
      log.info("[api {}] {} by key {}", requestId, action.name(), key.name());
    }
    return action.run(new RequestReader(call.textual(), product.valueErrorCode()), call.parameters());
  }

  private KeyRing.Key prove(SignedCall call) throws SQLException {
    Instant now = clock.instant();
    if (call.temporary()) {
      throw new ApiException("AuthFailure.TokenFailure", "There are no temporary credentials here: call without a token.");
    }
    if (Duration.between(call.signedAt(), now).abs().compareTo(CLOCK_SKEW_MAX) > 0) {
      throw new ApiException("AuthFailure.SignatureExpire", "Signed at " + call.signedAt() + ", which is more than "
          + CLOCK_SKEW_MAX.toSeconds() + " s from the server's time, " + now + ".");
    }
    if (!call.secretId().matches("[A-Za-z0-9_-]{1,128}")) {
      throw new ApiException("AuthFailure.InvalidSecretId", "The SecretId has not the form of one.");
    }
    KeyRing.Key key = keys.find(call.secretId())
        .orElseThrow(() -> new ApiException("AuthFailure.SecretIdNotFound", "The SecretId is not known, or was revoked."));
    if (!call.signedWith(key.secretKey())) {
      throw new ApiException("AuthFailure.SignatureFailure", "The signature is not that of this request and key.");
    }
    if (!limits.take(call.secretId(), now)) {
      throw new ApiException("RequestLimitExceeded", "The key calls more often than it may (api.rate-limit).");
    }
    if (call.nonce().isPresent() && !nonces.use(call.secretId(), call.signedAt(), call.nonce().get(), now)) {
      throw new ApiException("AuthFailure.SignatureExpire", "This nonce was used already: sign each call anew.");
    }
    return key;
  }
}
