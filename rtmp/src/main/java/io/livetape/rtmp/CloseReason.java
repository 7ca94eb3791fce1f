package io.livetape.rtmp;

import io.livetape.live.EndReason;

/** Why a connection was closed; each close has exactly one, which is counted and logged. */
public enum CloseReason {
  PEER_CLOSED("peer closed the connection", EndReason.PEER_CLOSED),
  CONNECTION_LOST("connection lost", EndReason.CONNECTION_LOST),
  TOO_MANY_CONNECTIONS("too many connections", EndReason.REFUSED_TOO_MANY),
  TOO_MANY_OF_ADDRESS("too many connections from this address", EndReason.REFUSED_TOO_MANY),
  CROWDED_OUT("no push or play yet, and others want in", EndReason.IDLE),
  TALKATIVE("peer says too much before a push or play", EndReason.MESSAGE_TOO_LARGE),
  DEAF("peer does not read what it is answered", EndReason.CONNECTION_LOST),
  HANDSHAKE_MALFORMED("handshake is not RTMP", EndReason.MALFORMED),
  HANDSHAKE_TIMEOUT("handshake took too long", EndReason.IDLE),
  COMMAND_TIMEOUT("no push or play for too long", EndReason.IDLE),
  MALFORMED("peer sent malformed data", EndReason.MALFORMED),
  MESSAGE_TOO_LARGE("peer sent a message above the limit", EndReason.MESSAGE_TOO_LARGE),
  IDLE("no data from the publisher for too long", EndReason.IDLE),
  PUSH_REFUSED("push refused", EndReason.REFUSED_NAME),
  PUSH_ENDED("push ended by the server", EndReason.DROPPED),
  PLAY_REFUSED("play refused", EndReason.DROPPED),
  STREAM_NOT_FOUND("stream to play is not live", EndReason.PEER_CLOSED),
  VIEWER_SLOW("viewer is too slow", EndReason.PEER_CLOSED),
  VIEWER_SILENT("viewer gave no sign of life", EndReason.PEER_CLOSED),
  INTERNAL_ERROR("internal error", EndReason.CONNECTION_LOST),
  SERVER_STOPPING("server is stopping", EndReason.SERVER_STOPPING);

  private final String text;
  private final EndReason endReason;

  CloseReason(String text, EndReason endReason) {
    this.text = text;
    this.endReason = endReason;
  }

  /** One English clause for logs. */
  public String text() {
    return text;
  }

  /** How a push that is under way ends by it. */
  EndReason endReason() {
    return endReason;
  }
}
