package io.livetape.api.live;

import java.util.List;

/** One page of a list, in the words of the API: pages count from 1. */
record Pages(long pageNum, long pageSize, long totalNum) {
  long totalPage() {
    return (totalNum + pageSize - 1) / pageSize;
  }

  <T> List<T> of(List<T> all) {
    return all.stream().skip((pageNum - 1) * pageSize).limit(pageSize).toList();
  }
}
