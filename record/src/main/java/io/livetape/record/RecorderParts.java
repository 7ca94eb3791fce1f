package io.livetape.record;

import io.livetape.db.Database;
import io.livetape.store.BlobStore;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every output of every session shares. */
record RecorderParts(
    RecordConfig config, Spool spool, BlobStore store, Landing landing, Database database, LandingListener listener,
    RecordingListener recordings, LongSupplier ids, InstantSource wallClock, Map<Long, GrowingHls> growing, Continuations continuations,
    RecordMetrics metrics) {
  private static final Logger log = LoggerFactory.getLogger(RecorderParts.class);

  /** A file's landing is committed. Any thread. */
  void landed(LandedFile file) {
    metrics.landedFiles.increment();
    if (file.recovered()) {
      metrics.recoveredFiles.increment();
    }
    log.info("[recording {}] {} file {} {}: {} ms, {} bytes", file.push().stream(), file.format().label(), file.fileId(),
        file.recovered() ? "recovered and landed" : "landed", file.durationMs(), file.sizeBytes());
    listener.committed(file);
  }
}
