package io.livetape.media.ts;

import io.livetape.media.Format;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one segment: tables first, then each access unit as it is given, in decode order over all tracks; frames of AAC are gathered some
 * hundred milliseconds to a PES packet. Usage: {@link #write} for each sample, {@link #take} whenever the memory is to be emptied,
 * {@link #end} and {@link #take} at last. One thread.
 */
public final class TsWriter {
  /** So much later than on the tape's timeline: what is decoded first must lie behind the first clock reference. */
  private static final long OFFSET_TICKS = 126_000;
  /** How far the clock reference lies before the decode time. */
  private static final long LEAD_TICKS = 63_000;
  private static final int TIMESCALE = 90_000;
  private static final long TIME_MASK = (1L << 33) - 1;
  /** Sound in one PES packet: as much as sixteen transport packets hold, and not so much that it comes late. */
  private static final int GATHERED_MAX_BYTES = 2_930;
  private static final long GATHERED_MAX_TICKS = 18_000;

  private final List<Lane> lanes = new ArrayList<>();
  private final Lane clock;
  private final TsPackets packets = new TsPackets();

  /** @throws IllegalArgumentException for formats that a transport stream {@link #supports does not carry} */
  public TsWriter(List<Track> tracks) {
    for (Track track : tracks) {
      lanes.add(new Lane(TsTrack.of(track, lanes.size())));
    }
    clock = lanes.stream().filter(lane -> lane.track.track().video()).findFirst().orElse(lanes.getFirst());
    Pid pmt = new Pid(Pid.PMT);
    put(new Pid(Pid.PAT), TsTables.pat());
    put(pmt, TsTables.pmt(lanes.stream().map(lane -> lane.track).toList(), clock.track.pid()));
  }

  private void put(Pid pid, byte[] section) {
    packets.put(pid, section, section.length, false, TsPackets.NO_PCR);
  }

  /** H.264, H.265, and AAC that ADTS can carry. */
  public static boolean supports(Format format) {
    return TsTrack.supports(format);
  }

  /**
   * One access unit of one of the tracks.
   *
   * @throws MalformedMediaException if its bytes are not what its format says
   */
  public void write(Sample sample) throws MalformedMediaException {
    for (Lane lane : lanes) {
      if (lane.track.track().id() == sample.track().id()) {
        lane.write(sample);
        return;
      }
    }
    throw new IllegalArgumentException("no track " + sample.track().id());
  }

  /** No more samples come. */
  public void end() {
    lanes.forEach(Lane::flush);
  }

  /** How much is in memory. */
  public int sizeBytes() {
    return packets.sizeBytes();
  }

  /** Whole packets, everything since the last time; valid until the next call of any other method. */
  public ByteBuffer take() {
    return packets.take();
  }

  /** Without overflow for any time a tape can have. */
  private static long rescale(long ticks, int timescale) {
    return ticks / timescale * TIMESCALE + ticks % timescale * TIMESCALE / timescale;
  }

  /** One track, and its PES packet in the making. */
  private final class Lane {
    private final TsTrack track;
    private final GrowingBytes pes = new GrowingBytes();
    private long startTicks;
    private boolean sync;

    Lane(TsTrack track) {
      this.track = track;
    }

    void write(Sample sample) throws MalformedMediaException {
      long dts = rescale(sample.dts(), track.track().timescale());
      if (pes.sizeBytes() > 0 && (!track.form().gathered() || dts - startTicks >= GATHERED_MAX_TICKS)) {
        flush();
      }
      if (pes.sizeBytes() == 0) {
        startTicks = dts;
        sync = sample.sync();
        header(dts, rescale(sample.pts(), track.track().timescale()));
      }
      track.form().put(sample, pes);
      if (!track.form().gathered() || pes.sizeBytes() >= GATHERED_MAX_BYTES) {
        flush();
      }
    }

    /** 2.4.3.6; the length is filled in at the end, where it fits. */
    private void header(long dts, long pts) {
      boolean both = pts != dts;
      pes.put((byte) 0, (byte) 0, (byte) 1, (byte) track.streamId(), (byte) 0, (byte) 0);
      pes.put((byte) 0x84, (byte) (both ? 0xC0 : 0x80), (byte) (both ? 10 : 5));
      time(both ? 3 : 2, pts);
      if (both) {
        time(1, dts);
      }
    }

    /** Three, fifteen and fifteen bits, each with a marker behind it. */
    private void time(int prefix, long ticks) {
      long time = ticks + OFFSET_TICKS & TIME_MASK;
      pes.put((byte) (prefix << 4 | time >>> 29 & 0xE | 1), (byte) (time >>> 22), (byte) (time >>> 14 | 1), (byte) (time >>> 7),
          (byte) (time << 1 | 1));
    }

    void flush() {
      if (pes.sizeBytes() == 0) {
        return;
      }
      int lengthBytes = pes.sizeBytes() - 6;
      if (lengthBytes <= 0xFFFF) {
        ByteBuffer.wrap(pes.array()).putShort(4, (short) lengthBytes);
      }
      long pcr = this == clock ? startTicks + OFFSET_TICKS - LEAD_TICKS & TIME_MASK : TsPackets.NO_PCR;
      packets.put(track.pid(), pes.array(), pes.sizeBytes(), sync, pcr);
      pes.clear();
    }
  }
}
