package io.livetape.play;

import io.livetape.live.StreamKey;
import io.livetape.media.mp4.TapeIdentity;
import io.livetape.vod.splice.Chosen;
import io.livetape.vod.splice.Splice;
import io.livetape.vod.splice.TapeRun;
import io.livetape.vod.splice.TapeRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Makes one MP4 of the segments of a window, as a file of its own that goes when it has been sent. Few at a time: they take room, and the
 * disk's time. Any thread that may wait for the disk.
 */
final class ReplayDownload {
  /** A day at 2 Mbit/s and some more. */
  static final long SIZE_MAX_BYTES = 32L << 30;

  /** Files that may be there at a time. */
  private static final int FILES_MAX = 4;

  private final Path scratch;
  private final long keepFreeBytes;
  private final Semaphore places = new Semaphore(FILES_MAX);

  /** Why it cannot be had, for whoever asked. */
  static final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final transient Sentence why;

    UnavailableException(int status, Sentence why) {
      super(why.toString());
      this.status = status;
      this.why = why;
    }

    Sentence why() {
      return why;
    }

    int status() {
      return status;
    }
  }

  /** A file that was made; whoever has it closes it when it is of no more use. */
  final class Made implements AutoCloseable {
    private final Path path;

    private Made(Path path) {
      this.path = path;
    }

    Path path() {
      return path;
    }

    @Override
    public void close() {
      Scratch.delete(path);
      places.release();
    }
  }

  /**
   * @param scratch for files that nobody misses
   * @param keepFreeBytes what must be left on its disk
   */
  ReplayDownload(Path scratch, long keepFreeBytes) {
    this.scratch = scratch;
    this.keepFreeBytes = keepFreeBytes;
  }

  Made make(StreamKey key, List<Chosen> chosen) throws IOException, UnavailableException {
    List<TapeRun> runs = runs(chosen);
    long sizeBytes = runs.stream().mapToLong(TapeRun::sizeBytes).sum();
    if (sizeBytes > SIZE_MAX_BYTES) {
      throw new UnavailableException(400, Sentence.of("The window holds more than %s GiB; ask for a shorter one.", SIZE_MAX_BYTES >> 30));
    }
    if (!places.tryAcquire()) {
      throw new UnavailableException(503, Sentence.of("Too many such files are being made or sent just now; try again in a moment."));
    }
    boolean made = false;
    try {
      if (Files.getFileStore(scratch).getUsableSpace() - sizeBytes < keepFreeBytes) {
        throw new UnavailableException(503, Sentence.of("There is not enough room on the server's disk to make this file."));
      }
      Path file = splice(key, runs, chosen.getFirst().segment().beginsAt().orElse(Instant.EPOCH));
      made = true;
      return new Made(file);
    } finally {
      if (!made) {
        places.release();
      }
    }
  }

  private static List<TapeRun> runs(List<Chosen> chosen) throws IOException, UnavailableException {
    try {
      return TapeRuns.of(chosen);
    } catch (NoSuchFileException _) {
      throw new UnavailableException(404, Sentence.of("A part of the window has been deleted."));
    }
  }

  private Path splice(StreamKey key, List<TapeRun> runs, Instant beginsAt) throws IOException, UnavailableException {
    Path file = Files.createTempFile(scratch, "replay-", ".mp4");
    TapeIdentity identity = new TapeIdentity("0", "", "", "", key.app(), key.name(), beginsAt, 0, Duration.ZERO);
    try {
      // Nobody misses it after a crash.
      Splice.write(file, identity, runs, (_, _) -> { }, _ -> { });
      return file;
    } catch (Splice.MismatchException e) {
      throw new UnavailableException(
          409, Sentence.of("The window cannot be one MP4, because the stream's format changed in it: %s.", e.getMessage()));
    }
  }
}
