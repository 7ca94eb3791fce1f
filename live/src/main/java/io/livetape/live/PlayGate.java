package io.livetape.live;

import java.util.Optional;

/** Decides who may watch a live stream. Called on an event loop; must not block. */
public interface PlayGate {
  /** The text of a refusal, or empty to let in. */
  Optional<String> refusal(Play play);

  /**
   * A wish to watch.
   *
   * @param domain the host that the viewer addressed, without port, lower case; empty when it gave none
   * @param query everything after {@code ?} in the play address; empty when there is none
   * @param userIp the viewer's address in text form
   */
  record Play(StreamKey stream, String domain, String query, String userIp) {}

  /** Lets everybody in. */
  static PlayGate open() {
    return play -> Optional.empty();
  }
}
