package io.livetape.record;

import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bytes at the end of a file that recovery cuts off, and why. */
record TornTail(long sizeBytes, String why) {
  private static final Logger log = LoggerFactory.getLogger(TornTail.class);

  /** @param wholeBytes where the last whole fragment, tag or frame ends */
  static Optional<TornTail> of(long fileBytes, long wholeBytes, String why) {
    return fileBytes > wholeBytes ? Optional.of(new TornTail(fileBytes - wholeBytes, why)) : Optional.empty();
  }

  /** Told once: the next recovery of the same file finds nothing to cut. */
  void tell(Path file) {
    log.warn("[recovery] {}: the last {} bytes are cut off: {}", file.getFileName(), sizeBytes, why);
  }
}
