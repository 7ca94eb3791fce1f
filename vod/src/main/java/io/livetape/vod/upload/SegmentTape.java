package io.livetape.vod.upload;

import io.livetape.media.FileClock;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.SampleReader;
import io.livetape.media.Track;
import io.livetape.media.mp4.FragmentSamples;
import io.livetape.media.mp4.TapeDub;
import io.livetape.media.mp4.TapeFinisher;
import io.livetape.media.mp4.TapeIdentity;
import io.livetape.media.mp4.TapeTotals;
import io.livetape.media.ts.TsSamples;
import io.livetape.vod.splice.Splice;
import io.livetape.vod.splice.TapeRun;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one tape of the segments of an HLS stream, MPEG-TS or fragmented MP4. Where their times or tracks break it makes a tape of each
 * piece first, and then a splice of these. Owns the files that it makes beside the tape; they are gone when it returns. One thread.
 */
public final class SegmentTape {
  private static final int TS_SYNC = 0x47;
  private static final List<String> MP4_BOXES = List.of("ftyp", "styp", "moov", "moof", "sidx");

  private final Path segments;
  private final Path tape;
  private final TapeIdentity identity;
  private final Runnable step;
  private final List<Path> pieces = new ArrayList<>();

  /** Segments that follow each other on one timeline, as bytes of a file; of MP4 the init section comes first. */
  public record Run(long offset, long endOffset) {}

  /** What the tape holds. */
  public record Made(List<Track> tracks, TapeTotals totals) {}

  /** A run, and what reading it once has shown. */
  private record Planned(Run run, TapeDub dub) {}

  /**
   * @param segments the file that runs lie in
   * @param tape the file to make, replaced if it is there
   * @param step runs again and again meanwhile; what it throws ends the work
   */
  public SegmentTape(Path segments, Path tape, TapeIdentity identity, Runnable step) {
    this.segments = segments;
    this.tape = tape;
    this.identity = identity;
    this.step = step;
  }

  /**
   * Writes the tape, as a finished MP4 that the disk has.
   *
   * @throws MalformedMediaException if a segment is damaged, or nothing that can be taken
   * @throws Splice.MismatchException if the tracks change
   */
  public Made write(List<Run> runs) throws IOException, MalformedMediaException, Splice.MismatchException {
    try (FileChannel in = FileChannel.open(segments)) {
      List<Planned> planned = new ArrayList<>();
      for (Run run : runs) {
        planned.add(new Planned(run, TapeDub.plan(reader(in, run), _ -> step.run())));
      }
      if (planned.size() == 1 && planned.getFirst().dub.stretches().size() == 1) {
        return single(in, planned.getFirst());
      }
      return spliced(in, planned);
    } finally {
      for (Path piece : pieces) {
        Files.deleteIfExists(piece);
      }
    }
  }

  private static SampleReader reader(FileChannel in, Run run) throws IOException, MalformedMediaException {
    ByteBuffer head = ByteBuffer.allocate(8);
    in.read(head, run.offset);
    if ((head.get(0) & 0xFF) == TS_SYNC) {
      return new TsSamples(in, run.offset, run.endOffset);
    }
    if (MP4_BOXES.contains(new String(head.array(), 4, 4, StandardCharsets.ISO_8859_1))) {
      return new FragmentSamples(in, run.offset, run.endOffset);
    }
    throw new MalformedMediaException(run.offset, "its segments are neither MPEG-TS nor fragmented MP4");
  }

  private Made single(FileChannel in, Planned one) throws IOException, MalformedMediaException {
    TapeTotals totals = one.dub.write(reader(in, one.run), identity, _ -> create(tape), _ -> step.run()).getFirst();
    try (FileChannel out = FileChannel.open(tape, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      TapeFinisher.finish(out, totals, TapeFinisher.Syncer.FORCE);
    }
    return new Made(one.dub.stretches().getFirst().tracks().stream().map(FileClock::track).toList(), totals);
  }

  private Made spliced(FileChannel in, List<Planned> planned) throws IOException, MalformedMediaException, Splice.MismatchException {
    for (Planned one : planned) {
      one.dub.write(reader(in, one.run), identity, _ -> {
        pieces.add(tape.resolveSibling(tape.getFileName() + "-" + pieces.size() + ".dub"));
        return create(pieces.getLast());
      }, _ -> step.run());
    }
    List<TapeRun> whole = new ArrayList<>();
    for (Path piece : pieces) {
      whole.add(TapeRun.whole("piece " + (whole.size() + 1), piece));
    }
    Splice splice = Splice.write(tape, identity, whole, TapeFinisher.Syncer.FORCE, _ -> step.run());
    return new Made(splice.tracks(), splice.totals());
  }

  private static FileChannel create(Path path) throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }
}
