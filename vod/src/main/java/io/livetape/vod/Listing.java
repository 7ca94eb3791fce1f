package io.livetape.vod;

import java.util.List;

/**
 * A page of files.
 *
 * @param totalCount how many files there are without the page's bounds, counted up to {@value #COUNT_MAX}
 */
public record Listing(List<RecordedFile> files, int totalCount) {
  /** Counting further would cost more than anybody turns pages. */
  public static final int COUNT_MAX = 5000;
}
