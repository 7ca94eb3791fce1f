package io.livetape.media.mp4;

import io.livetape.media.Format;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/**
 * Writes a tape of samples that need not be waited for: each key frame begins a fragment, and none lasts longer than half a second or is
 * much larger than {@value #FRAGMENT_MAX_BYTES} bytes. Memory is that of one fragment. Usage: {@link #add} for each sample, in any order of
 * the tracks, then {@link #end}, and {@link #finish} where a plain MP4 is wanted. One thread; blocks.
 */
public final class SampleTape {
  private static final int FRAGMENT_MAX_BYTES = 8 << 20;
  private static final int FRAGMENT_MS = 500;
  /** How long a picture without another one before or after it is taken to last. */
  private static final int PICTURE_GUESS_MS = 40;
  private static final int SOUND_GUESS_TICKS = 1024;

  private final FileChannel out;
  private final List<Lane> lanes;
  private final FragmentTable table;
  private final TapeTotals totals;
  private final boolean pictures;
  private long endOffset;
  private long startMs = -1;
  private int sizeBytes;

  /** One track's part of the fragment, and its newest sample, whose duration the next one tells. */
  private static final class Lane {
    private final Track track;
    private ByteBuffer bytes = ByteBuffer.allocate(16 << 10);
    private boolean waiting;
    private long dts;
    private int sampleBytes;
    private int offset;
    private boolean sync;
    private int lastDuration;

    Lane(Track track) {
      this.track = track;
      lastDuration = switch (track.format()) {
        case Format.Video _ -> track.timescale() * PICTURE_GUESS_MS / 1000;
        case Format.Audio _ -> SOUND_GUESS_TICKS;
      };
    }

    void put(Sample sample) {
      if (bytes.remaining() < sample.sizeBytes()) {
        int wanted = bytes.position() + sample.sizeBytes();
        bytes = ByteBuffer.allocate(Math.max(wanted, 2 * bytes.capacity())).put(bytes.flip());
      }
      sample.copyTo(0, sample.sizeBytes(), bytes);
      waiting = true;
      dts = sample.dts();
      sampleBytes = sample.sizeBytes();
      offset = sample.compositionOffset();
      sync = sample.sync();
    }
  }

  /**
   * Writes the header.
   *
   * @param out an empty file, open for reading and writing, which stays the caller's
   * @param tracks as the samples will have them: video in 90 kHz, sound in its own rate
   * @throws MalformedMediaException if a codec configuration is too long
   */
  public SampleTape(FileChannel out, TapeIdentity identity, List<Track> tracks) throws IOException, MalformedMediaException {
    TapeHeader header = TapeHeader.build(identity, tracks);
    this.out = out;
    lanes = tracks.stream().map(Lane::new).toList();
    table = new FragmentTable(header.tracks());
    totals = new TapeTotals(header.tracks());
    pictures = tracks.stream().anyMatch(Track::video);
    endOffset = TableCursor.writeFully(out, header.bytes(), 0);
  }

  /** @param sample of one of the tracks, later than the one before it on that track */
  public void add(Sample sample) throws IOException {
    int index = indexOf(sample.track());
    settle(index, sample.dts());
    long timeMs = Timescale.floor(sample.dts(), sample.track().timescale(), 1000);
    boolean begins = sample.sync() && sample.track().video() == pictures && pictures;
    boolean full = sizeBytes + sample.sizeBytes() > FRAGMENT_MAX_BYTES || !table.hasRoomFor(sample.sizeBytes());
    if (begins || full || startMs >= 0 && timeMs - startMs >= FRAGMENT_MS) {
      flush();
    }
    lanes.get(index).put(sample);
    sizeBytes += sample.sizeBytes();
    startMs = startMs < 0 ? timeMs : startMs;
  }

  private int indexOf(Track track) {
    for (int i = 0; i < lanes.size(); i++) {
      if (lanes.get(i).track.id() == track.id()) {
        return i;
      }
    }
    throw new IllegalStateException("no track " + track.id() + " on this tape");
  }

  private void settle(int index, long nextDts) throws IOException {
    Lane lane = lanes.get(index);
    if (lane.waiting) {
      join(index, Math.clamp(nextDts - lane.dts, 1, Integer.MAX_VALUE));
    }
  }

  private void join(int index, int duration) throws IOException {
    Lane lane = lanes.get(index);
    if (!table.hasRoomFor(lane.sampleBytes)) {
      flush();
    }
    if (!table.started(index)) {
      table.start(index, lane.dts);
    }
    table.add(index, duration, lane.sampleBytes, lane.offset, lane.sync);
    lane.lastDuration = duration;
    lane.waiting = false;
  }

  private void flush() throws IOException {
    startMs = -1;
    if (table.isEmpty()) {
      return;
    }
    ByteBuffer head = ByteBuffer.allocate(table.headSizeBytes());
    table.writeTo(head, totals.fragmentCount() + 1);
    endOffset = TableCursor.writeFully(out, head.flip(), endOffset);
    sizeBytes = 0;
    for (int i = 0; i < lanes.size(); i++) {
      ByteBuffer bytes = lanes.get(i).bytes.flip();
      int rest = bytes.limit();
      endOffset = TableCursor.writeFully(out, bytes.limit(table.track(i).payloadSizeBytes()), endOffset);
      bytes.limit(rest).compact();
      sizeBytes += bytes.position();
    }
    totals.add(table);
    table.clear();
  }

  /** No more samples: the newest are taken to last as long as those before them. */
  public void end() throws IOException {
    for (int i = 0; i < lanes.size(); i++) {
      if (lanes.get(i).waiting) {
        join(i, lanes.get(i).lastDuration);
      }
    }
    flush();
  }

  /** Makes a plain MP4 of it, once it has ended. */
  public TapeFinisher.FinishedTape finish(TapeFinisher.Syncer syncer) throws IOException, MalformedMediaException {
    return TapeFinisher.finish(out, totals, syncer);
  }

  /** How long it is, and what is in it. */
  public TapeTotals totals() {
    return totals;
  }
}
