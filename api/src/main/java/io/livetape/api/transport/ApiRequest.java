package io.livetape.api.transport;

import java.util.Map;

/**
 * One HTTP request as it came.
 *
 * @param path with its slash, not decoded
 * @param rawQuery what stands behind the question mark, not decoded; empty when there is none
 * @param headers by lower-case name; of a header that comes twice the first value
 * @param body at most {@link ApiRoutes#BODY_MAX_BYTES}
 */
record ApiRequest(String method, String path, String rawQuery, Map<String, String> headers, byte[] body) {
  /** A header's value, empty when it is missing. {@code name} is in lower case. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  boolean post() {
    return method.equals("POST");
  }

  /** Without what it is signed with, and whatever else it holds. */
  @Override
  public String toString() {
    return "ApiRequest[" + method + ", " + body.length + " bytes]";
  }

  /** The host as the client wrote it, port included. */
  String host() {
    return header("host");
  }
}
