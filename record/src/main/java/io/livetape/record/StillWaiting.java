package io.livetape.record;

import io.livetape.media.FileFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds, when a process starts, the HLS files of an earlier one whose publisher may still return. Blocks; call it before anything of the
 * spool is touched, because the time of the last media is that of the last write.
 */
final class StillWaiting {
  private final RecorderParts parts;
  private final List<Journal.TapeRow> tapes;

  StillWaiting(RecorderParts parts, List<Journal.TapeRow> tapes) {
    this.parts = parts;
    this.tapes = tapes;
  }

  /** Those files that wait, by their ids; since when they do is stored, so that another start finds the same. */
  Map<Long, HlsFile> among(Collection<OpenFile> files) throws IOException, SQLException {
    Map<Long, Instant> stored = parts.database().readNow(Journal::interruptions);
    Instant now = parts.wallClock().instant();
    Map<Long, Instant> since = new HashMap<>();
    List<OpenFile> open = new ArrayList<>();
    for (OpenFile file : files) {
      if (file.format() == FileFormat.HLS && file.plan().continuation().isPositive()) {
        Instant at = interruptedAt(file, Optional.ofNullable(stored.get(file.fileId())), now);
        since.put(file.fileId(), at);
        open.add(file);
      }
    }
    store(open, since);
    Map<Long, HlsFile> waiting = new HashMap<>();
    open.stream().filter(file -> !now.isAfter(since.get(file.fileId()).plus(file.plan().continuation())))
        .forEach(file -> waiting.put(file.fileId(), hls(file, since.get(file.fileId()))));
    return waiting;
  }

  private void store(List<OpenFile> open, Map<Long, Instant> since) throws SQLException {
    if (open.isEmpty()) {
      return;
    }
    parts.database().writeNow(transaction -> {
      for (OpenFile file : open) {
        Journal.interrupted(transaction, file.fileId(), since.get(file.fileId()), file.plan().continuation());
      }
      return null;
    });
  }

  /** As it is stored, unless a push has gone on with the file since then: that was interrupted when it last wrote. */
  private Instant interruptedAt(OpenFile file, Optional<Instant> stored, Instant now) throws IOException {
    Optional<OpenTape> last = tapes(file).map(Journal.TapeRow::tape)
        .filter(tape -> stored.isEmpty() || tape.startedAt().isAfter(stored.get())).max(Comparator.comparingInt(OpenTape::ordinal));
    return last.isPresent() ? writtenAt(last.get(), now) : stored.orElse(file.startedAt());
  }

  private Instant writtenAt(OpenTape tape, Instant now) throws IOException {
    Path spooled = parts.spool().path(tape.fileName());
    Optional<Path> file = Files.exists(spooled) ? Optional.of(spooled)
        : parts.store().localFile(SpoolNames.blobKey(tape.fileName(), tape.startedAt())).filter(Files::exists);
    Instant written = file.isPresent() ? Files.getLastModifiedTime(file.get()).toInstant() : tape.startedAt();
    Instant notBefore = written.isBefore(tape.startedAt()) ? tape.startedAt() : written;
    return notBefore.isAfter(now) ? now : notBefore;
  }

  private HlsFile hls(OpenFile file, Instant interruptedAt) {
    int tapeCount = tapes(file).mapToInt(row -> row.tape().ordinal() + 1).max().orElse(0);
    HlsFile hls = HlsFile.ofEarlierRun(file, parts, tapeCount, interruptedAt);
    tapes(file).map(Journal.TapeRow::tape).forEach(tape -> hls.growing().add(tape.tapeId(), new GrowingHls.TapePlace(
        parts.spool().path(tape.fileName()), SpoolNames.blobKey(tape.fileName(), tape.startedAt()))));
    return hls;
  }

  private Stream<Journal.TapeRow> tapes(OpenFile file) {
    return tapes.stream().filter(row -> row.tape().hlsFileId() == file.fileId());
  }
}
