package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * A sample that lasts until the next one of its track comes, however long that takes. A recorder writes it so when a track stalls while
 * another goes on: the sample is on the disk then, and a player that goes by what is buffered of every track goes on as well, until the
 * next sample cuts the open end short. It is alone in its fragment.
 *
 * <p>Before a tape is finished {@link #close} gives each its true duration, in place.
 */
public final class OpenEnd {
  /** The duration that marks it. A track that stalls for longer leaves a hole while it is recorded. */
  public static final int SECONDS = 3600;

  /** {@code moof │ mfhd │ traf │ tfhd: │ version, flags │ track id │ default duration}: a fragment of one sample has it there. */
  private static final int DURATION_OFFSET =
      FragmentBoxes.BOX_HEADER_SIZE_BYTES + FragmentBoxes.MFHD_SIZE_BYTES + 2 * FragmentBoxes.BOX_HEADER_SIZE_BYTES + 8;

  private OpenEnd() {}

  public static int ticks(int timescale) {
    return (int) Math.min(Integer.MAX_VALUE, (long) SECONDS * timescale);
  }

  /**
   * Gives every sample with an open end in an unfinished tape its true duration: up to the next one of its track, the last up to where the
   * other tracks end. Totals that were counted before may be wrong then. Doing it again changes nothing.
   *
   * @return whether there was any
   */
  public static boolean close(FileChannel channel) throws IOException, MalformedMediaException {
    try (TapeReader reader = TapeReader.open(channel)) {
      return !reader.finished() && new Closing(channel, reader).run();
    }
  }

  /** One track's newest sample. */
  private static final class Line {
    final int timescale;
    long lastDts;
    long endDts;
    /** The fragment that holds it with an open end, -1 if it has none. */
    long openOffset = -1;

    Line(int timescale) {
      this.timescale = timescale;
    }

    long endUs() {
      return Timescale.nearest(endDts, timescale, 1_000_000);
    }
  }

  private static final class Closing {
    private final FileChannel channel;
    private final TapeReader reader;
    private final Line[] lines;
    private boolean any;

    Closing(FileChannel channel, TapeReader reader) {
      this.channel = channel;
      this.reader = reader;
      lines = reader.tracks().stream().map(track -> new Line(track.timescale())).toArray(Line[]::new);
    }

    /** As far as the tape can be read; what is behind that will be cut off. */
    boolean run() throws IOException {
      try {
        while (reader.next()) {
          fragment(reader.table(), reader.fragmentOffset());
        }
      } catch (MalformedMediaException _) {
        // TapeScan tells of it.
      }
      end();
      return any;
    }

    private void fragment(FragmentTable table, long offset) throws IOException {
      for (int i = 0; i < lines.length; i++) {
        TrackSamples samples = table.track(i);
        if (samples.count() > 0) {
          Line line = lines[i];
          close(line, samples.baseMediaDecodeTime());
          line.lastDts = samples.baseMediaDecodeTime();
          line.endDts = line.lastDts + samples.durationTicks();
          boolean alone = samples.count() == 1 && samples.payloadSizeBytes() == table.payloadSizeBytes();
          line.openOffset = alone && samples.duration(0) == ticks(line.timescale) ? offset : -1;
        }
      }
    }

    private void end() throws IOException {
      long endUs = Arrays.stream(lines).filter(line -> line.openOffset < 0).mapToLong(Line::endUs).max().orElse(0);
      for (Line line : lines) {
        close(line, Timescale.nearest(endUs, 1_000_000, line.timescale));
      }
    }

    private void close(Line line, long nextDts) throws IOException {
      if (line.openOffset >= 0) {
        int duration = Math.clamp(nextDts - line.lastDts, 1, Integer.MAX_VALUE);
        TableCursor.writeFully(channel, ByteBuffer.allocate(4).putInt(0, duration), line.openOffset + DURATION_OFFSET);
        any = true;
      }
    }
  }
}
