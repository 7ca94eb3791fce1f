package io.livetape.live;

import java.time.Instant;

/**
 * One push session: what a publisher said when it began.
 *
 * @param sequence decimal id of the session, unique for the installation; begin and end events carry it
 * @param domain the host that the publisher addressed, without port, lower case; empty when it gave none
 * @param query everything after {@code ?} in the push address, unchanged; empty when there is none
 * @param protocol {@code rtmp} or {@code rtmps}
 * @param userIp the publisher's address in text form
 */
public record Push(StreamKey stream, String sequence, String domain, String query, String protocol, String userIp, Instant startedAt) {
  /** Without the query, which holds the push's signature. */
  @Override
  public String toString() {
    return "Push[" + stream + ", " + sequence + ", " + protocol + " from " + userIp + " to " + domain + "]";
  }
}
