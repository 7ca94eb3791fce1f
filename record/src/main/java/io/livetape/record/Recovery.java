package io.livetape.record;

import io.livetape.media.FileFormat;
import io.livetape.media.MalformedMediaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes what an earlier process left in the spool: each file is cut back to its last whole fragment, tag or frame, finished as if its
 * push had ended there, and landed under the id that it was given when it was opened. An HLS file whose publisher may still return waits
 * for it.
 *
 * <p>Doing it again after another crash does the rest and nothing twice. Runs on one lane, beside new recordings; a file that cannot be
 * landed holds up none but the HLS file that it is a part of.
 */
final class Recovery {
  private static final Logger log = LoggerFactory.getLogger(Recovery.class);
  private static final CompletableFuture<Void> START = CompletableFuture.completedFuture(null);

  private final RecorderParts parts;
  private final Salvage salvage;
  private final DiskLane lane;
  private final Map<Long, OpenFile> files = new HashMap<>();
  private final List<Journal.TapeRow> tapes = new ArrayList<>();
  private final Set<String> leftover = new HashSet<>();
  private Map<Long, HlsFile> waiting = Map.of();
  private volatile boolean stopping;

  Recovery(RecorderParts parts) {
    this.parts = parts;
    salvage = new Salvage(parts);
    lane = parts.spool().lane(0);
  }

  /** Takes stock. Call before anything new is recorded; what is recorded afterwards is not touched. */
  void collect() throws IOException, SQLException {
    parts.database().readNow(connection -> {
      Journal.files(connection).forEach(file -> files.put(file.fileId(), file));
      return tapes.addAll(Journal.tapes(connection));
    });
    try (Stream<Path> spool = Files.list(parts.spool().path("."))) {
      spool.map(path -> path.getFileName().toString()).forEach(leftover::add);
    }
    waiting = new StillWaiting(parts, tapes).among(files.values());
  }

  /** @return completes when everything is landed, or, once it is to stop, what was begun; what cannot be recovered is logged and kept */
  CompletableFuture<Void> run() {
    if (files.isEmpty() && tapes.isEmpty() && leftover.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    log.info("[recovery] finishing {} files and {} tapes of an earlier run", files.size(), tapes.size());
    Map<Long, CompletableFuture<Void>> tapesOf = new HashMap<>();
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (Journal.TapeRow row : tapes) {
      CompletableFuture<Void> landed = START.thenComposeAsync(
          _ -> recover("tape " + row.tape().tapeId(), () -> tape(row)), lane::run);
      tapesOf.merge(row.tape().hlsFileId(), landed, CompletableFuture::allOf);
      all.add(landed);
    }
    for (OpenFile file : List.copyOf(files.values())) {
      CompletableFuture<Void> itsTapes = file.format() == FileFormat.HLS ? tapesOf.getOrDefault(file.fileId(), START) : START;
      CompletableFuture<Void> done = itsTapes.thenComposeAsync(
          _ -> recover(file.format().label() + " file " + file.fileId(), () -> file(file)), lane::run);
      all.add(done);
      if (waiting.containsKey(file.fileId())) {
        parts.continuations().interrupted(SessionFiles.ofEarlierRun(parts, file, done), waiting.get(file.fileId()));
      }
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenRunAsync(this::sweep, lane::run);
  }

  /** Leaves what is not begun to the next start. Any thread. */
  void stop() {
    stopping = true;
  }

  private interface Attempt {
    /** Empty when there is nothing to do. */
    Optional<Landing.Step> run() throws IOException, SQLException, MalformedMediaException;
  }

  private CompletableFuture<Void> recover(String name, Attempt attempt) {
    if (stopping) {
      return START;
    }
    try {
      return attempt.run().map(step -> parts.landing().land(lane::run, step)).orElse(START);
    } catch (IOException | SQLException | MalformedMediaException | RuntimeException e) {
      log.error("[recovery] {} could not be recovered: {}; it is kept and tried again at the next start", name, e.toString());
      return START;
    }
  }

  private Optional<Landing.Step> tape(Journal.TapeRow row) throws IOException, MalformedMediaException {
    OpenTape tape = row.tape();
    leftover.remove(tape.fileName());
    if (!row.blobKey().isEmpty()) {
      return Optional.empty();
    }
    Landing.Step step = salvage.tape(tape, files.get(tape.mp4FileId()));
    files.remove(tape.mp4FileId());
    return Optional.of(step);
  }

  private Optional<Landing.Step> file(OpenFile file) throws IOException, SQLException, MalformedMediaException {
    if (!files.containsKey(file.fileId())) {
      return Optional.empty();
    }
    return switch (file.format()) {
      case FLV, AAC -> {
        leftover.remove(SpoolNames.appended(file));
        yield Optional.of(salvage.appended(file));
      }
      case HLS -> {
        leftover.remove(SpoolNames.playlistBody(file.fileId()));
        yield waiting.containsKey(file.fileId()) ? waits(file) : Optional.of(salvage.playlist(file));
      }
      case MP4 -> withoutTape(file);
    };
  }

  /** What a new push gives to the file meanwhile stays out of what is made anew. */
  private Optional<Landing.Step> waits(OpenFile file) throws IOException, SQLException, MalformedMediaException {
    Set<Long> tapeIds = tapes.stream().map(row -> row.tape().tapeId()).collect(Collectors.toSet());
    waiting.get(file.fileId()).rebuilt(salvage.rebuilt(file, tape -> tapeIds.contains(tape.tapeId())));
    return Optional.empty();
  }

  /** An MP4 file lands with its tape; one whose tape could not be recovered is kept with it. */
  private Optional<Landing.Step> withoutTape(OpenFile file) {
    boolean hasTape = tapes.stream().anyMatch(row -> row.tape().mp4FileId() == file.fileId());
    return hasTape ? Optional.empty() : Optional.of(DropStep.of(file, parts));
  }

  /** Playlist bodies of landed files are of no more use; anything else without a row is kept for a person to look at. */
  private void sweep() {
    if (stopping) {
      log.info("[recovery] interrupted; the next start does the rest");
      return;
    }
    for (String name : leftover) {
      try {
        if (name.endsWith(".m3u8") || Files.size(parts.spool().path(name)) == 0) {
          Files.delete(parts.spool().path(name));
        } else {
          log.warn("[recovery] {} in the spool belongs to no known recording; it is kept", name);
        }
      } catch (IOException e) {
        log.warn("[recovery] {} could not be removed: {}; tried again at the next start", name, e.toString());
      }
    }
    log.info("[recovery] done");
  }
}
