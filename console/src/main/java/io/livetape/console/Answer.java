package io.livetape.console;

import io.livetape.api.transport.DirectCalls;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * What a call is answered with, always in the envelope of API 3.0.
 *
 * @param status of HTTP: 200 for whatever an action says, 401 without a session, others for requests that are no calls of our pages
 */
record Answer(int status, String envelope) {
  static Answer of(String envelope) {
    return new Answer(200, envelope);
  }

  static Answer success(Record answer) {
    return of(DirectCalls.success(answer));
  }

  static Answer refused(int status, String code, String message) {
    return new Answer(status, DirectCalls.refusal(code, message));
  }

  static Answer notSignedIn() {
    return refused(401, "AuthFailure.SessionExpired", "You are not signed in, or your session has ended: sign in again.");
  }

  static Answer foreign() {
    return refused(403, "AuthFailure.ForeignRequest", "This request does not come from a page of this console: reload the page.");
  }

  /** Sends it; a browser that has gone gets nothing. */
  void send(HttpServerResponse response) {
    if (!response.closed() && !response.ended()) {
      response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-store").putHeader("X-Content-Type-Options", "nosniff").end(envelope);
    }
  }
}
