package io.livetape.play;

import io.livetape.record.GrowingHls;
import io.livetape.vod.RecordedFile;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;

/** Which recordings are looked for, by where they are filed: those that are finished, and those that are not yet. */
record Filed(Predicate<RecordedFile> finished, Predicate<GrowingHls> growing) {
  static final Filed ANYWHERE = new Filed(_ -> true, _ -> true);

  /**
   * Those in one part of the account.
   *
   * @param subAppId as the catalogue knows it
   * @param partOfPlan the same of a plan's number
   */
  static Filed in(long subAppId, LongUnaryOperator partOfPlan) {
    return new Filed(file -> file.entry().subAppId() == subAppId,
        hls -> partOfPlan.applyAsLong(hls.filing().subAppId()) == subAppId);
  }
}
