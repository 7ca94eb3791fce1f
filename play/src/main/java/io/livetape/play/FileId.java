package io.livetape.play;

import java.util.Optional;

/** Ids of files and tapes in addresses. */
final class FileId {
  private FileId() {}

  /** Empty for what cannot be an id of ours, such as a number that is too long. */
  static Optional<Long> parse(String digits) {
    try {
      return Optional.of(Long.parseLong(digits));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
