package io.livetape.vod.splice;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.Track;
import io.livetape.media.mp4.TapeFinisher;
import io.livetape.media.mp4.TapeIdentity;
import io.livetape.media.mp4.TapeReader;
import io.livetape.media.mp4.TapeSplice;
import io.livetape.media.mp4.TapeSplice.DifferentTracksException;
import io.livetape.media.mp4.TapeTotals;
import io.livetape.media.mp4.TapeTrack;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Makes one tape of runs of others. Where a run is wanted in part it is cut at key frames around that part.
 *
 * @param parts what was taken of each run
 * @param tracks of the whole
 * @param totals of the whole
 */
public record Splice(List<Part> parts, List<Track> tracks, TapeTotals totals) {
  /** What was taken of a run: from {@code startUs} to {@code endUs} after its beginning. */
  public record Part(TapeRun run, long startUs, long endUs) {}

  /** A run whose tracks are not those of the runs before it. */
  public static final class MismatchException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String source;

    MismatchException(String source, DifferentTracksException cause) {
      super(cause.getMessage(), cause);
      this.source = source;
    }

    /** The recording that differs, as {@link TapeRun#source}. */
    public String source() {
      return source;
    }
  }

  /**
   * Writes the file, and nothing where it fails.
   *
   * @param file which is not there yet, or empty
   * @param copied hears how many bytes are written so far; what it throws ends the work
   * @throws IOException also if a tape cannot be read
   */
  public static Splice write(Path file, TapeIdentity identity, List<TapeRun> runs, TapeFinisher.Syncer syncer, LongConsumer copied)
      throws IOException, MismatchException {
    boolean made = false;
    try (FileChannel out = FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      TapeSplice splice = new TapeSplice(out, identity, copied);
      List<Part> parts = new ArrayList<>();
      for (TapeRun run : runs) {
        parts.add(add(splice, run));
      }
      splice.finish(syncer);
      Splice whole = new Splice(List.copyOf(parts), tracks(out), splice.totals());
      made = true;
      return whole;
    } catch (MalformedMediaException e) {
      throw new IOException("a tape cannot be read", e);
    } finally {
      if (!made) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static List<Track> tracks(FileChannel tape) throws IOException, MalformedMediaException {
    try (TapeReader reader = TapeReader.open(tape)) {
      return TapeTrack.tracks(reader.tracks());
    }
  }

  private static Part add(TapeSplice splice, TapeRun run) throws IOException, MalformedMediaException, MismatchException {
    try (FileChannel tape = run.open()) {
      if (run.fromUs() <= 0 && run.toUs() == Long.MAX_VALUE) {
        splice.add(tape, run.offset(), run.endOffset());
        return new Part(run, 0, run.durationUs());
      }
      TapeSplice.Taken taken = splice.add(tape, run.offset(), run.endOffset(), run.fromUs(), run.toUs());
      return new Part(run, taken.startUs(), taken.endUs());
    } catch (DifferentTracksException e) {
      throw new MismatchException(run.source(), e);
    }
  }
}
