package io.livetape.record;

import io.livetape.media.FileFormat;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Track;
import io.livetape.media.mp4.TapeFinisher;
import io.livetape.media.mp4.TapeReader;
import io.livetape.media.mp4.TapeTotals;
import io.livetape.store.BlobStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes what an earlier process left in the spool: each file is cut back to its last whole fragment, tag or frame, finished as if its
 * push had ended there, and landed under the id that it was given when it was opened.
 *
 * <p>Doing it again after another crash does the rest and nothing twice. Runs on one lane, beside new recordings; a file that cannot be
 * landed holds up none but the HLS file that it is a part of.
 */
final class Recovery {
  private static final Logger log = LoggerFactory.getLogger(Recovery.class);
  private static final CompletableFuture<Void> START = CompletableFuture.completedFuture(null);
  private static final String DAMAGED = ".damaged";

  private final RecorderParts parts;
  private final BlobStore store;
  private final Map<Long, OpenFile> files = new HashMap<>();
  private final List<Journal.TapeRow> tapes = new ArrayList<>();
  private final Set<String> leftover = new HashSet<>();

  Recovery(RecorderParts parts, BlobStore store) {
    this.parts = parts;
    this.store = store;
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
  }

  /** @return completes when everything is landed; what cannot be recovered is logged and kept */
  CompletableFuture<Void> run() {
    if (files.isEmpty() && tapes.isEmpty() && leftover.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    log.info("[recovery] finishing {} files and {} tapes of an earlier run", files.size(), tapes.size());
    DiskLane lane = parts.spool().lane(0);
    Map<Long, CompletableFuture<Void>> tapesOf = new HashMap<>();
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (Journal.TapeRow row : tapes) {
      CompletableFuture<Void> landed = START.thenComposeAsync(
          _ -> recover("tape " + row.tape().tapeId(), () -> tape(row, lane)), lane::run);
      tapesOf.merge(row.tape().hlsFileId(), landed, CompletableFuture::allOf);
      all.add(landed);
    }
    for (OpenFile file : List.copyOf(files.values())) {
      CompletableFuture<Void> itsTapes = file.format() == FileFormat.HLS ? tapesOf.getOrDefault(file.fileId(), START) : START;
      all.add(itsTapes.thenComposeAsync(
          _ -> recover(file.format().label() + " file " + file.fileId(), () -> file(file, lane)), lane::run));
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenRunAsync(this::sweep, lane::run);
  }

  private interface Attempt {
    CompletableFuture<Void> run() throws IOException, SQLException, MalformedMediaException;
  }

  private static CompletableFuture<Void> recover(String name, Attempt attempt) {
    try {
      return attempt.run();
    } catch (IOException | SQLException | MalformedMediaException | RuntimeException e) {
      log.error("[recovery] {} could not be recovered: {}; it is kept and tried again at the next start", name, e.toString());
      return CompletableFuture.completedFuture(null);
    }
  }

  private CompletableFuture<Void> tape(Journal.TapeRow row, DiskLane lane) throws IOException, MalformedMediaException {
    OpenTape tape = row.tape();
    leftover.remove(tape.fileName());
    if (!row.blobKey().isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    Path path = parts.spool().path(tape.fileName());
    if (!Files.exists(path)) {
      path = stored(tape.fileName(), tape.startedAt());
    }
    if (path == null) {
      return dropTape(tape);
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      Optional<RecoveredTape> found = read(channel, path);
      if (found.isEmpty()) {
        return dropTape(tape);
      }
      TapeTotals totals = found.get().totals();
      TapeFinisher.finish(channel, totals, TapeFinisher.Syncer.FORCE);
      OpenFile mp4 = files.remove(tape.mp4FileId());
      ClosedFile closed = mp4 == null ? null : closed(mp4, path, found.get().tracks(), totals.durationMs(), 0);
      return parts.landing().land(lane::run, new TapeStep(parts, new ClosedTape(tape, closed, path), true));
    }
  }

  /** What is on a tape; empty if that is nothing, and the file is out of the way then. */
  private static Optional<RecoveredTape> read(FileChannel channel, Path path) throws IOException {
    try {
      RecoveredTape found = RecoveredTape.of(channel);
      if (!found.totals().isEmpty()) {
        return Optional.of(found);
      }
      Files.delete(path);
    } catch (MalformedMediaException e) {
      setAside(path, e);
    }
    return Optional.empty();
  }

  /** Without a header nothing of it can be played: the recording's other files go on without it, and a person may look at it. */
  private static void setAside(Path path, MalformedMediaException why) throws IOException {
    if (Files.size(path) == 0) {
      Files.delete(path);
      return;
    }
    Path aside = path.resolveSibling(path.getFileName() + DAMAGED);
    Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE);
    log.error("[recovery] {} has no readable header: {}; it is kept as {}", path.getFileName(), why.getMessage(), aside.getFileName());
  }

  /** It ended where its media ends: the file's own time would be that of this recovery when it is not the first. */
  private static ClosedFile closed(OpenFile file, Path path, List<Track> tracks, long durationMs, long sizeBytes) {
    return new ClosedFile(file, path, tracks, file.startedAt().plusMillis(durationMs), durationMs, sizeBytes);
  }

  /** A crash between the move and the transaction: the bytes are in the store already. */
  private Path stored(String spoolName, Instant startedAt) {
    return store.localFile(SpoolNames.blobKey(spoolName, startedAt)).filter(Files::exists).orElse(null);
  }

  private CompletableFuture<Void> dropTape(OpenTape tape) {
    files.remove(tape.mp4FileId());
    log.info("[recovery] tape {} holds nothing: dropped", tape.tapeId());
    return parts.database().write(transaction -> {
      Journal.removeTape(transaction, tape.tapeId());
      Journal.remove(transaction, tape.mp4FileId());
      return null;
    });
  }

  private CompletableFuture<Void> file(OpenFile file, DiskLane lane) throws IOException, SQLException, MalformedMediaException {
    if (!files.containsKey(file.fileId())) {
      return CompletableFuture.completedFuture(null);
    }
    return switch (file.format()) {
      case FLV -> appended(file, SpoolNames.flv(file.fileId()), RecoveredFlv::finish, lane);
      case AAC -> appended(file, SpoolNames.aac(file.fileId()), RecoveredAdts::finish, lane);
      case HLS -> playlist(file, lane);
      case MP4 -> withoutTape(file);
    };
  }

  /** Cuts an append-only file back to what is whole and completes it. */
  interface Finisher {
    /** What is in the file, or null when that is nothing. */
    Found finish(FileChannel channel) throws IOException;
  }

  record Found(List<Track> tracks, long durationMs) {}

  private CompletableFuture<Void> appended(OpenFile file, String spoolName, Finisher finisher, DiskLane lane) throws IOException {
    leftover.remove(spoolName);
    Path path = parts.spool().path(spoolName);
    if (!Files.exists(path)) {
      path = stored(spoolName, file.startedAt());
    }
    if (path == null) {
      return dropFile(file);
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      Found found = finisher.finish(channel);
      if (found == null) {
        Files.delete(path);
        return dropFile(file);
      }
      channel.force(true);
      ClosedFile closed = closed(file, path, found.tracks(), found.durationMs(), channel.size());
      return parts.landing().land(lane::run, new FileStep(parts, closed, true));
    }
  }

  private CompletableFuture<Void> playlist(OpenFile file, DiskLane lane) throws IOException, SQLException, MalformedMediaException {
    String spoolName = SpoolNames.playlistBody(file.fileId());
    leftover.remove(spoolName);
    List<Journal.TapeRow> rows = parts.database().readNow(connection -> Journal.tapesOf(connection, file.fileId()));
    RecoveredPlaylist playlist = new RecoveredPlaylist(parts.config().segmentTarget());
    for (Journal.TapeRow row : rows) {
      if (row.blobKey().isEmpty()) {
        throw new IOException("its tape " + row.tape().tapeId() + " is not recovered");
      }
      Path path = store.localFile(row.blobKey()).orElseThrow(() -> new NoSuchFileException(row.blobKey()));
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ); TapeReader reader = TapeReader.open(channel)) {
        playlist.add(row.tape(), reader);
      }
    }
    if (playlist.isEmpty()) {
      Files.deleteIfExists(parts.spool().path(spoolName));
      return dropFile(file);
    }
    Path body = Files.writeString(parts.spool().path(spoolName), playlist.entries());
    ClosedFile closed = new ClosedFile(
        file, body, playlist.tracks(), playlist.endedAt(), playlist.durationMs(), playlist.entries().length());
    return parts.landing().land(lane::run, new PlaylistStep(parts, closed, playlist.targetDurationSeconds(), true));
  }

  /** An MP4 file lands with its tape; one whose tape could not be recovered is kept with it. */
  private CompletableFuture<Void> withoutTape(OpenFile file) {
    boolean hasTape = tapes.stream().anyMatch(row -> row.tape().mp4FileId() == file.fileId());
    return hasTape ? CompletableFuture.completedFuture(null) : dropFile(file);
  }

  private CompletableFuture<Void> dropFile(OpenFile file) {
    log.info("[recovery] {} file {} of {} holds nothing: dropped", file.format().label(), file.fileId(), file.push().stream());
    return parts.database().write(transaction -> {
      Journal.remove(transaction, file.fileId());
      return null;
    });
  }

  /** Playlist bodies of landed files are of no more use; anything else without a row is kept for a person to look at. */
  private void sweep() {
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
