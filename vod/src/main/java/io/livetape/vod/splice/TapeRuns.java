package io.livetape.vod.splice;

import io.livetape.media.hls.Segment;
import io.livetape.vod.TimeWindow;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes runs of tapes of what is wanted of recordings. Looks at the disk. */
public final class TapeRuns {
  private TapeRuns() {}

  /**
   * A window of a stream's time, by whole segments.
   *
   * @throws NoSuchFileException if a tape is gone
   */
  public static List<TapeRun> of(List<Chosen> chosen) throws IOException {
    return of(chosen, TimeWindow.ALWAYS);
  }

  /** As above, and only what lies in the window. */
  public static List<TapeRun> of(List<Chosen> chosen, TimeWindow window) throws IOException {
    List<TapeRun> runs = new ArrayList<>();
    for (Chosen one : chosen) {
      TapeRun run = TapeRun.of(one.piece(), one.segment(), 0);
      append(runs, run.between(micros(run.beginsAt(), window.from()), micros(run.beginsAt(), window.to())));
    }
    return runs;
  }

  /**
   * What one recording has between two of its own times.
   *
   * @throws NoSuchFileException if a tape is gone
   */
  public static List<TapeRun> of(Piece piece, long fromUs, long toUs) throws IOException {
    List<TapeRun> runs = new ArrayList<>();
    long positionUs = 0;
    for (Segment segment : piece.segments()) {
      TapeRun run = TapeRun.of(piece, segment, positionUs);
      positionUs += run.durationUs();
      append(runs, run);
    }
    return runs.stream().map(run -> run.between(fromUs - run.positionUs(), toUs - run.positionUs())).filter(TapeRun::wanted).toList();
  }

  private static void append(List<TapeRun> runs, TapeRun run) {
    Optional<TapeRun> longer = runs.isEmpty() ? Optional.empty() : runs.getLast().with(run);
    if (longer.isPresent()) {
      runs.removeLast();
    }
    runs.add(longer.orElse(run));
  }

  private static long micros(Instant from, Instant to) {
    return ChronoUnit.MICROS.between(from, to);
  }
}
