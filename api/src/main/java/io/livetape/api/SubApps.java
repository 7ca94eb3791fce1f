package io.livetape.api;

import io.livetape.vod.Entry;

/**
 * The parts of the account, each with its own files and classes (contract 6).
 *
 * @param mainId the number of the account's own part, which is also the part of whoever gives no number, or 0
 */
public record SubApps(long mainId) {
  /** As the catalogue knows it. Any number will do: there is nothing in a part that was never used. */
  public long of(Long subAppId) {
    return subAppId == null || subAppId == mainId ? Entry.MAIN_APP : subAppId;
  }
}
