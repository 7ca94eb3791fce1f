package io.livetape.vod;

/** Why a file goes. */
public enum RemovalReason {
  /** Somebody asked for it. */
  REQUESTED,
  /** Its time to be kept is over. */
  EXPIRED
}
