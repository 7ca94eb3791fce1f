package io.livetape.api.vod;

import io.livetape.vod.Entry;
import io.livetape.vod.Source;

/**
 * What is to be fetched, as a task keeps it.
 *
 * @param fileId given before anything is there
 * @param mediaName empty for the address's own
 * @param subAppId the part of the account that the file goes to, as the catalogue knows it
 * @param expireTime empty for never
 */
record PullPlan(
    String mediaUrl, String fileId, String mediaName, Long subAppId, Long classId, String expireTime, String sourceContext) {
  /** Where the file is filed. */
  Entry entry() {
    return Entry.of(Source.UPLOAD, subAppId, classId, sourceContext);
  }

  /** Without its address, which may hold a signature. */
  @Override
  public String toString() {
    return "PullPlan[" + fileId + "]";
  }
}
