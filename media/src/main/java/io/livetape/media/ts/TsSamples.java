package io.livetape.media.ts;

import io.livetape.media.Format;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Sample;
import io.livetape.media.SampleReader;
import io.livetape.media.Track;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The samples of a transport stream: H.264 or H.265 and AAC of its first program, each PES packet of pictures being one access unit. Times
 * of 33 bits are unwrapped. Pictures before their parameter sets cannot be decoded and are left out.
 */
public final class TsSamples implements SampleReader {
  private static final int TIMESCALE = 90_000;
  private static final long TIME_RANGE = 1L << 33;

  private final TsReader packets;
  private final Sample sample = new Sample();
  private final AdtsReader frames = new AdtsReader();
  private AccessUnit unit;
  private Track video;
  private Track audio;
  private PesLane lane;
  private long lastTime = Long.MIN_VALUE;

  /**
   * Reads the bytes from {@code offset} to before {@code endOffset}, which may be segments behind each other.
   *
   * @param file open for reading; its position is not used, and it stays the caller's
   */
  public TsSamples(FileChannel file, long offset, long endOffset) {
    packets = new TsReader(file, offset, endOffset);
  }

  @Override
  public boolean next() throws IOException, MalformedMediaException {
    while (true) {
      if (lane != null && lane.kind() == StreamKind.AAC && frames.next(lane.offset())) {
        return frame();
      }
      lane = packets.next();
      if (lane == null) {
        return end();
      }
      if (lane.kind() == StreamKind.AAC) {
        frames.add(lane.buffer(), lane.payloadIndex(), lane.endIndex(), unwrap(lane.pts()));
      } else if (picture()) {
        return true;
      }
    }
  }

  private boolean end() throws MalformedMediaException {
    if (frames.torn()) {
      throw new MalformedMediaException(packets.offset(), "the last frame of sound is cut short");
    }
    return false;
  }

  private boolean frame() {
    audio = track(audio, Track.AUDIO_ID, frames.format());
    sample.set(audio, frames.frameTime(), 0, true, frames.buffer(), frames.frameIndex(), frames.frameBytes());
    return true;
  }

  private boolean picture() throws MalformedMediaException {
    unit = unit == null ? new AccessUnit(lane.kind()) : unit;
    unit.read(lane.buffer(), lane.payloadIndex(), lane.endIndex(), lane.offset());
    ByteBuffer bytes = unit.sample();
    long dts = unwrap(lane.dts());
    if (unit.format() == null || bytes.limit() == 0) {
      return false;
    }
    video = track(video, Track.VIDEO_ID, unit.format());
    int compositionOffset = Math.clamp(near(lane.pts(), dts) - dts, Integer.MIN_VALUE, Integer.MAX_VALUE);
    sample.set(video, dts, compositionOffset, unit.sync(), bytes, 0, bytes.limit());
    return true;
  }

  private static Track track(Track before, int id, Format format) {
    return before != null && before.format().equals(format) ? before : new Track(id, TIMESCALE, format);
  }

  /** The time that is nearest to the one before, of any track. */
  private long unwrap(long time) {
    lastTime = lastTime == Long.MIN_VALUE ? time : near(time, lastTime);
    return lastTime;
  }

  private static long near(long time, long reference) {
    long off = Math.floorMod(time - reference, TIME_RANGE);
    return reference + (off >= TIME_RANGE / 2 ? off - TIME_RANGE : off);
  }

  @Override
  public Sample sample() {
    return sample;
  }

  @Override
  public long offset() {
    return lane == null ? packets.offset() : lane.offset();
  }
}
