package io.livetape.db;

import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * What a completed write has survived. With both, a transaction is there whole or not at all, and the file is never damaged.
 *
 * @see <a href="https://sqlite.org/pragma.html#pragma_synchronous">PRAGMA synchronous</a>
 */
public enum Synchronous {
  /**
   * The death of the process: commits are in the operating system's hands. A power cut may take the last ones, back to the last
   * checkpoint of the write-ahead log.
   */
  NORMAL(SynchronousMode.NORMAL),

  /** A power cut as well: the log is synced at each commit, which costs a disk sync for each group of writes. */
  FULL(SynchronousMode.FULL);

  final SynchronousMode mode;

  Synchronous(SynchronousMode mode) {
    this.mode = mode;
  }
}
