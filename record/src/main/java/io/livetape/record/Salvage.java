package io.livetape.record;

import io.livetape.media.FileFormat;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Pictures;
import io.livetape.media.Track;
import io.livetape.media.mp4.OpenEnd;
import io.livetape.media.mp4.TapeFinisher;
import io.livetape.media.mp4.TapeReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes files whose writing was broken off, by the death of the process or by the disk: each is cut back to its last whole fragment,
 * tag or frame and made what it would be if its push had ended there. The result can be landed under the id that it was given when it
 * was opened.
 *
 * <p>Everything may be repeated after it was interrupted. Blocks; call it on a lane.
 */
final class Salvage {
  private static final Logger log = LoggerFactory.getLogger(Salvage.class);
  private static final String DAMAGED = ".damaged";

  private final RecorderParts parts;

  Salvage(RecorderParts parts) {
    this.parts = parts;
  }

  /** @param mp4 the MP4 file that the tape is, or null */
  Landing.Step tape(OpenTape tape, OpenFile mp4) throws IOException, MalformedMediaException {
    Path path = located(tape.fileName(), tape.startedAt());
    if (path == null) {
      return DropStep.of(tape);
    }
    try (FileChannel channel = open(path)) {
      Optional<RecoveredTape> found = read(channel, path);
      if (found.isEmpty()) {
        return DropStep.of(tape);
      }
      TapeFinisher.finish(channel, found.get().totals(), TapeFinisher.Syncer.FORCE);
      // One that is found finished may not have been synced: its process died just then.
      channel.force(true);
      ClosedFile closed = mp4 == null ? null : closed(mp4, path, found.get().tracks(), found.get().totals().durationMs(), 0,
          found.get().totals().pictures());
      return new TapeStep(parts, new ClosedTape(tape, closed, path), true);
    }
  }

  /** What is on a tape; empty if that is nothing, and the file is out of the way then. */
  private static Optional<RecoveredTape> read(FileChannel channel, Path path) throws IOException {
    try {
      OpenEnd.close(channel);
      RecoveredTape found = RecoveredTape.of(channel);
      if (!found.totals().isEmpty()) {
        found.torn().ifPresent(torn -> torn.tell(path));
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

  /** Completes an append-only file as if it ended where it is whole. */
  interface Finisher {
    /** What is in the file, or null when that is nothing. Writes nothing behind the whole part. */
    Found finish(FileChannel channel) throws IOException;
  }

  /** @param wholeBytes where its last whole tag or frame ends; the rest is to be cut off */
  record Found(List<Track> tracks, long durationMs, long wholeBytes, Pictures pictures) {}

  /** An FLV or AAC file. */
  Landing.Step appended(OpenFile file) throws IOException {
    boolean flv = file.format() == FileFormat.FLV;
    return appended(file, SpoolNames.appended(file), flv ? RecoveredFlv::finish : RecoveredAdts::finish);
  }

  private Landing.Step appended(OpenFile file, String spoolName, Finisher finisher) throws IOException {
    Path path = located(spoolName, file.startedAt());
    if (path == null) {
      return DropStep.of(file, parts);
    }
    try (FileChannel channel = open(path)) {
      Found found = finisher.finish(channel);
      if (found == null) {
        Files.delete(path);
        return DropStep.of(file, parts);
      }
      TornTail.of(channel.size(), found.wholeBytes(), "not written to its end").ifPresent(torn -> torn.tell(path));
      channel.truncate(found.wholeBytes());
      channel.force(true);
      return new FileStep(parts, closed(file, path, found.tracks(), found.durationMs(), channel.size(), found.pictures()), true);
    }
  }

  /** An HLS file: its entries are made anew from its tapes, which must rest in the store by now. */
  Landing.Step playlist(OpenFile file) throws IOException, SQLException, MalformedMediaException {
    RecoveredPlaylist playlist = rebuilt(file, _ -> true);
    Path body = parts.spool().path(SpoolNames.playlistBody(file.fileId()));
    if (playlist.isEmpty()) {
      return DropStep.of(file, parts);
    }
    ClosedFile closed = new ClosedFile(
        file, body, playlist.tracks(), playlist.endedAt(), playlist.durationMs(), playlist.entries().length(), playlist.pictures());
    return new PlaylistStep(parts, closed, playlist.targetDurationSeconds(), true);
  }

  /**
   * Makes an HLS file's entries anew; a player that has the file sees all of the old or all of the new ones.
   *
   * @param which of its tapes
   */
  RecoveredPlaylist rebuilt(OpenFile file, Predicate<OpenTape> which) throws IOException, SQLException, MalformedMediaException {
    RecoveredPlaylist playlist = read(file, which);
    Path body = parts.spool().path(SpoolNames.playlistBody(file.fileId()));
    if (playlist.isEmpty()) {
      Files.deleteIfExists(body);
    } else {
      Path anew = Files.writeString(parts.spool().path(SpoolNames.newPlaylistBody(file.fileId())), playlist.entries());
      Files.move(anew, body, StandardCopyOption.ATOMIC_MOVE);
    }
    return playlist;
  }

  private RecoveredPlaylist read(OpenFile file, Predicate<OpenTape> which) throws IOException, SQLException, MalformedMediaException {
    List<Journal.TapeRow> rows = parts.database().readNow(connection -> Journal.tapesOf(connection, file.fileId()));
    RecoveredPlaylist playlist = new RecoveredPlaylist(parts.config().segmentTarget());
    for (Journal.TapeRow row : rows.stream().filter(one -> which.test(one.tape())).toList()) {
      if (row.blobKey().isEmpty()) {
        throw new IOException("its tape " + row.tape().tapeId() + " is not recovered");
      }
      Path path = parts.store().localFile(row.blobKey()).orElseThrow(() -> new NoSuchFileException(row.blobKey()));
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ); TapeReader reader = TapeReader.open(channel)) {
        playlist.add(row.tape(), reader);
      }
    }
    return playlist;
  }

  /** It ended where its media ends: the file's own time would be that of this recovery when it is not the first. */
  private static ClosedFile closed(OpenFile file, Path path, List<Track> tracks, long durationMs, long sizeBytes, Pictures pictures) {
    return new ClosedFile(file, path, tracks, file.startedAt().plusMillis(durationMs), durationMs, sizeBytes, pictures);
  }

  /** In the spool, or, after a crash between the move and the transaction, in the store; null where it is in neither. */
  private Path located(String spoolName, Instant startedAt) {
    Path path = parts.spool().path(spoolName);
    if (Files.exists(path)) {
      return path;
    }
    return parts.store().localFile(SpoolNames.blobKey(spoolName, startedAt)).filter(Files::exists).orElse(null);
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }
}
