package io.livetape.vod;

import java.util.List;

/**
 * What to look for: files of which all of this is true.
 *
 * @param likenesses where there are any, they give the order, and {@code order}, by time then, is for those that match alike
 */
public record Search(long subAppId, List<Condition> conditions, List<Likeness> likenesses, FileOrder order, Page page) {
  /** In the order of time. */
  public Search(long subAppId, List<Condition> conditions, List<Likeness> likenesses, boolean oldestFirst, Page page) {
    this(subAppId, conditions, likenesses, oldestFirst ? FileOrder.OLDEST : FileOrder.NEWEST, page);
  }

  public Search {
    if (!likenesses.isEmpty() && !order.byTime()) {
      throw new IllegalArgumentException("what is ranked is not sorted by " + order);
    }
    conditions = List.copyOf(conditions);
    likenesses = List.copyOf(likenesses);
  }

  /** Of the two orders of time, which. */
  boolean oldestFirst() {
    return order == FileOrder.OLDEST;
  }
}
