package io.livetape.play;

import java.util.Optional;

/**
 * The {@code Range} request header (RFC 9110, 14.2), for one range of bytes. Several ranges at once, other units and malformed values
 * are ignored, as the specification allows: the whole file is the answer then.
 */
sealed interface ByteRangeHeader {
  /** No range, or one to ignore. */
  record Whole() implements ByteRangeHeader {}

  /** Bytes {@code offset} to {@code offset + sizeBytes - 1}. */
  record Part(long offset, long sizeBytes) implements ByteRangeHeader {}

  /** A range that begins behind the end: status 416. */
  record Unsatisfiable() implements ByteRangeHeader {}

  /** @param header the value, or null without one */
  static ByteRangeHeader parse(String header, long fileSizeBytes) {
    if (header == null || !header.matches("bytes=[0-9]{0,18}-[0-9]{0,18}") || header.equals("bytes=-")) {
      return new Whole();
    }
    int dash = header.indexOf('-');
    Optional<Long> first = number(header.substring("bytes=".length(), dash));
    Optional<Long> last = number(header.substring(dash + 1));
    if (first.isEmpty()) {
      return suffix(last.get(), fileSizeBytes);
    }
    if (last.isPresent() && last.get() < first.get()) {
      return new Whole();
    }
    if (first.get() >= fileSizeBytes) {
      return new Unsatisfiable();
    }
    long end = Math.min(last.orElse(fileSizeBytes - 1), fileSizeBytes - 1);
    return new Part(first.get(), end - first.get() + 1);
  }

  private static ByteRangeHeader suffix(long count, long fileSizeBytes) {
    if (count == 0 || fileSizeBytes == 0) {
      return new Unsatisfiable();
    }
    long sizeBytes = Math.min(count, fileSizeBytes);
    return new Part(fileSizeBytes - sizeBytes, sizeBytes);
  }

  private static Optional<Long> number(String digits) {
    return digits.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(digits));
  }
}
