package io.livetape.api.vod;

/**
 * What is to be fetched, as a task keeps it.
 *
 * @param fileId given before anything is there
 * @param mediaName empty for the address's own
 * @param expireTime empty for never
 */
record PullPlan(String mediaUrl, String fileId, String mediaName, Long classId, String expireTime, String sourceContext) {
  /** Without its address, which may hold a signature. */
  @Override
  public String toString() {
    return "PullPlan[" + fileId + "]";
  }
}
