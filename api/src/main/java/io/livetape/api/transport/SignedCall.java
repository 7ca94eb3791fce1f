package io.livetape.api.transport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** A call with what its request claims; {@link #signedWith} proves it. There are two ways to sign one, by generation of clients. */
sealed interface SignedCall permits Tc3Call, OlderCall {
  String action();

  String version();

  String secretId();

  Instant signedAt();

  /** Whether it was signed with temporary credentials, which come with a token. */
  boolean temporary();

  /** What makes the call different from any other of its key and second, where this kind of signing has that. */
  Optional<String> nonce();

  /** Whether the holder of this secret signed the request as it came. */
  boolean signedWith(String secretKey);

  /** The action's own parameters. Read them only from a proven call. */
  ObjectNode parameters();

  /** Whether {@link #parameters} are all texts, as in a query, and not typed, as in JSON. */
  boolean textual();

  /** Takes a request apart. */
  static SignedCall of(ApiRequest request) {
    return request.headers().containsKey("x-tc-action") || request.headers().containsKey("authorization")
        ? Tc3Call.of(request) : OlderCall.of(request);
  }
}
