package io.livetape.live;

/** Why a push ended or was not let in. The public reason codes are given in {@code api}. */
public enum EndReason {
  DELETE_STREAM("publisher sent deleteStream"),
  CLOSE_STREAM("publisher sent closeStream"),
  PEER_CLOSED("publisher closed the connection"),
  CONNECTION_LOST("connection lost"),
  MALFORMED("publisher sent malformed data"),
  MESSAGE_TOO_LARGE("publisher sent a message above the limit"),
  IDLE("no data from the publisher for too long"),
  DROPPED("dropped by an operator"),
  FORBIDDEN("forbidden by an operator"),
  REPLACED("replaced by a newer push"),
  REPLACED_IDLE("idle push replaced by a newer one"),
  SERVER_STOPPING("server is stopping"),
  SERVER_DIED("server died during the push"),

  REFUSED_DOMAIN("push domain is not known"),
  REFUSED_APP("application is not known"),
  REFUSED_NAME("illegal character in the stream name"),
  REFUSED_PARAMETERS("push parameters are too long or malformed"),
  REFUSED_NO_EXPIRY("txTime is missing or malformed"),
  REFUSED_EXPIRED("txTime has passed"),
  REFUSED_NO_SIGNATURE("txSecret is missing"),
  REFUSED_SIGNATURE("txSecret is wrong"),
  REFUSED_FORBIDDEN("stream is forbidden"),
  REFUSED_ALREADY_LIVE("a stream of this name is live"),
  REFUSED_TOO_MANY("too many streams");

  private final String text;

  EndReason(String text) {
    this.text = text;
  }

  /** One English clause for logs and answers. */
  public String text() {
    return text;
  }
}
