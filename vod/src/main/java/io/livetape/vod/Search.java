package io.livetape.vod;

import java.util.List;

/**
 * What to look for: files of which all of this is true.
 *
 * @param likenesses where there are any, they give the order, and {@code oldestFirst} is for those that match alike
 */
public record Search(long subAppId, List<Condition> conditions, List<Likeness> likenesses, boolean oldestFirst, Page page) {
  public Search {
    conditions = List.copyOf(conditions);
    likenesses = List.copyOf(likenesses);
  }
}
