package io.livetape.media.mp4;

import io.livetape.media.FileClock;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Sample;
import io.livetape.media.SampleReader;
import io.livetape.media.Track;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Puts the samples of a file of another kind onto tapes, one for each stretch of it in which no track changes; the tapes share one
 * timeline, which begins at the file's earliest picture or sound. The file is read twice: a tape's header comes first, and names tracks
 * that may show late. Nothing is encoded again.
 *
 * @param zeroUs the file's time that becomes zero
 * @param stretches at least one
 */
public record TapeDub(long zeroUs, List<Stretch> stretches) {
  /** A file whose tracks change more often is refused. */
  public static final int STRETCH_MAX = 100;

  /** Samples in a row whose tracks stay the same. */
  public record Stretch(List<Track> tracks, long sampleCount) {}

  /** Gives the files that tapes are written into. */
  @FunctionalInterface
  public interface Tapes {
    /** @return an empty file, open for reading and writing, which this closes */
    FileChannel create(int ordinal) throws IOException;
  }

  /**
   * Reads it once.
   *
   * @param read hears the offset of each sample; what it throws ends the work
   * @throws MalformedMediaException if the file is damaged, or has nothing in it
   */
  public static TapeDub plan(SampleReader reader, LongConsumer read) throws IOException, MalformedMediaException {
    Planning planning = new Planning();
    while (reader.next()) {
      planning.sample(reader.sample(), reader.offset());
      read.accept(reader.offset());
    }
    return planning.dub(reader.offset());
  }

  /**
   * Writes the tapes, not yet finished.
   *
   * @param reader the same file, from its beginning
   * @return of each what it came to
   */
  public List<TapeTotals> write(SampleReader reader, TapeIdentity identity, Tapes tapes, LongConsumer read)
      throws IOException, MalformedMediaException {
    FileClock clock = new FileClock(zeroUs);
    List<TapeTotals> totals = new ArrayList<>();
    for (Stretch stretch : stretches) {
      try (FileChannel out = tapes.create(totals.size())) {
        SampleTape tape = new SampleTape(out, identity, stretch.tracks.stream().map(FileClock::track).toList());
        for (long i = 0; i < stretch.sampleCount && reader.next(); i++) {
          tape.add(clock.place(reader.sample(), reader.offset()));
          read.accept(reader.offset());
        }
        tape.end();
        totals.add(tape.totals());
      }
    }
    return totals;
  }

  /** What is known while the samples go by. */
  private static final class Planning {
    private final List<Stretch> stretches = new ArrayList<>();
    private final Map<Integer, Track> tracks = new HashMap<>();
    /** Those that had a sample in any stretch. */
    private final Set<Integer> begun = new HashSet<>();
    private long sampleCount;
    private long zeroUs = Long.MAX_VALUE;

    void sample(Sample sample, long offset) throws MalformedMediaException {
      Track track = sample.track();
      Track before = tracks.put(track.id(), track);
      if (before != null && !before.equals(track)) {
        tracks.put(track.id(), before);
        end();
        tracks.put(track.id(), track);
        if (stretches.size() == STRETCH_MAX) {
          throw new MalformedMediaException(offset, "its codec configurations change more than " + STRETCH_MAX + " times");
        }
      }
      if (begun.add(track.id())) {
        zeroUs = Math.min(zeroUs, Timescale.floor(sample.dts(), track.timescale(), 1_000_000));
      }
      sampleCount++;
    }

    private void end() {
      stretches.add(new Stretch(tracks.values().stream().sorted(Comparator.comparingInt(Track::id)).toList(), sampleCount));
      sampleCount = 0;
    }

    TapeDub dub(long offset) throws MalformedMediaException {
      if (tracks.isEmpty()) {
        throw new MalformedMediaException(offset, "it holds neither pictures nor sound");
      }
      end();
      return new TapeDub(zeroUs, List.copyOf(stretches));
    }
  }
}
