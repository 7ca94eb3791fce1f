package io.livetape.api;

import io.livetape.live.EndReason;

/**
 * The public code of an end reason (contract 4.3).
 *
 * @param sub the second number that some codes have, 0 for none
 */
public record EndCode(int code, int sub) {
  public static EndCode of(EndReason reason) {
    return switch (reason) {
      case DELETE_STREAM -> new EndCode(1, 0);
      case CLOSE_STREAM -> new EndCode(2, 0);
      case PEER_CLOSED -> new EndCode(3, 0);
      case CONNECTION_LOST -> new EndCode(4, 0);
      case MALFORMED -> new EndCode(6, 0);
      case MESSAGE_TOO_LARGE -> new EndCode(7, 0);
      case IDLE -> new EndCode(8, 0);
      case SERVER_STOPPING -> new EndCode(10, 0);
      // The document has 12 to 17 for trouble between the service's own machines.
      case SERVER_DIED -> new EndCode(12, 0);
      case REFUSED_DOMAIN -> new EndCode(18, 301);
      case REFUSED_APP -> new EndCode(18, 304);
      case REFUSED_FORBIDDEN -> new EndCode(18, 305);
      case REFUSED_NAME -> new EndCode(18, 308);
      case REFUSED_PARAMETERS -> new EndCode(18, 309);
      case REFUSED_NO_EXPIRY -> new EndCode(18, 500);
      case REFUSED_EXPIRED -> new EndCode(18, 501);
      case REFUSED_NO_SIGNATURE -> new EndCode(18, 502);
      case REFUSED_SIGNATURE -> new EndCode(18, 503);
      case REFUSED_TOO_MANY -> new EndCode(18, 600);
      case REFUSED_ALREADY_LIVE -> new EndCode(18, 601);
      case DROPPED -> new EndCode(21, 100);
      case FORBIDDEN -> new EndCode(21, 101);
      case REPLACED -> new EndCode(21, 102);
      case REPLACED_IDLE -> new EndCode(21, 103);
    };
  }

  /** {@code 3}, {@code 18/503}. */
  @Override
  public String toString() {
    return sub == 0 ? Integer.toString(code) : code + "/" + sub;
  }
}
