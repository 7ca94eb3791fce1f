package io.livetape.vod;

/** Which part of a listing: how many entries to leave out, and how many to give at most. */
public record Page(int offset, int limit) {
  public static final int LIMIT_MAX = 5000;

  public Page {
    if (offset < 0 || limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("no such page: offset " + offset + ", limit " + limit);
    }
  }

  public static Page first(int limit) {
    return new Page(0, limit);
  }
}
