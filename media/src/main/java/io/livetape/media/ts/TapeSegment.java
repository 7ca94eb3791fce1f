package io.livetape.media.ts;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import io.livetape.media.mp4.FragmentTable;
import io.livetape.media.mp4.TapeReader;
import io.livetape.media.mp4.TapeTrack;
import io.livetape.media.mp4.TrackSamples;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/**
 * A run of a tape's fragments as one MPEG-TS segment, made while it is read: no more than a fragment is in memory. One thread; blocks.
 */
public final class TapeSegment {
  /** Takes the segment piece by piece; the bytes are valid during the call. */
  public interface Output {
    void write(ByteBuffer packets) throws IOException;
  }

  /** A piece is given away as soon as it is this large. */
  private static final int PIECE_MIN_BYTES = 64 * 1024;

  private final FileChannel channel;
  private final TapeReader reader;
  private final List<Track> tracks;
  private final TsWriter writer;
  private final Output output;
  private final Sample sample = new Sample();
  private ByteBuffer payload = ByteBuffer.allocate(0);

  private TapeSegment(FileChannel channel, TapeReader reader, List<Track> tracks, Output output) {
    this.channel = channel;
    this.reader = reader;
    this.tracks = tracks;
    this.writer = new TsWriter(tracks);
    this.output = output;
  }

  /**
   * Writes the fragments from {@code offset} to {@code endOffset}, as a playlist's byte range names them.
   *
   * @param channel of a tape in any state
   * @throws MalformedMediaException if that is no run of whole fragments
   * @throws IllegalArgumentException if the tape has a track that {@link TsWriter#supports} does not take
   */
  public static void write(FileChannel channel, long offset, long endOffset, Output output) throws IOException, MalformedMediaException {
    try (TapeReader reader = TapeReader.open(channel)) {
      reader.window(offset, endOffset);
      new TapeSegment(channel, reader, TapeTrack.tracks(reader.tracks()), output).run(endOffset);
    }
  }

  private void run(long endOffset) throws IOException, MalformedMediaException {
    long reachedOffset = -1;
    while (reader.next()) {
      fragment(reader.table());
      reachedOffset = reader.fragmentOffset() + reader.table().fragmentSizeBytes();
    }
    if (reachedOffset != endOffset) {
      throw new MalformedMediaException(endOffset, "no fragment ends there");
    }
    writer.end();
    output.write(writer.take());
  }

  private void fragment(FragmentTable table) throws IOException, MalformedMediaException {
    read(table);
    Cursor[] cursors = new Cursor[tracks.size()];
    for (int i = 0; i < cursors.length; i++) {
      cursors[i] = new Cursor(tracks.get(i), table.track(i), table.payloadOffset(i));
    }
    for (Cursor next = first(cursors); next != null; next = first(cursors)) {
      next.write();
      if (writer.sizeBytes() >= PIECE_MIN_BYTES) {
        output.write(writer.take());
      }
    }
  }

  private void read(FragmentTable table) throws IOException {
    if (payload.capacity() < table.payloadSizeBytes()) {
      payload = ByteBuffer.allocate(table.payloadSizeBytes());
    }
    payload.clear().limit(table.payloadSizeBytes());
    long at = reader.fragmentOffset() + table.headSizeBytes();
    while (payload.hasRemaining()) {
      if (channel.read(payload, at + payload.position()) < 0) {
        throw new EOFException("the tape became shorter while it was read");
      }
    }
  }

  /** The track whose next sample is decoded first; null when all are through. */
  private static Cursor first(Cursor[] cursors) {
    Cursor first = null;
    for (Cursor cursor : cursors) {
      if (cursor.index < cursor.samples.count() && (first == null || cursor.micros() < first.micros())) {
        first = cursor;
      }
    }
    return first;
  }

  /** Where one track stands in the fragment. */
  private final class Cursor {
    private final Track track;
    private final TrackSamples samples;
    private int index;
    private int offset;
    private long dts;

    Cursor(Track track, TrackSamples samples, int offset) {
      this.track = track;
      this.samples = samples;
      this.offset = offset;
      dts = samples.baseMediaDecodeTime();
    }

    long micros() {
      return dts / track.timescale() * 1_000_000 + dts % track.timescale() * 1_000_000 / track.timescale();
    }

    void write() throws MalformedMediaException {
      int sizeBytes = samples.sizeBytes(index);
      writer.write(sample.set(track, dts, samples.compositionOffset(index), samples.sync(index), payload, offset, sizeBytes));
      dts += samples.duration(index);
      offset += sizeBytes;
      index++;
    }
  }
}
