package io.livetape.media.adts;

import io.livetape.media.AudioSpecificConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * What can be kept of an ADTS file whose end may be torn.
 *
 * @param wholeSizeBytes where the last whole frame ends; cut the file here
 * @param frameCount raw frames up to there
 * @param duration of these frames, to the microsecond
 * @param sampleRateHz that most of them say; 0 without frames
 */
public record AdtsScan(long wholeSizeBytes, long frameCount, Duration duration, int sampleRateHz) {
  private static final int WINDOW_SIZE = 65_536;
  private static final long MICROS_PER_SECOND = 1_000_000;

  /**
   * Reads the channel from its start up to the first thing that is no whole frame. Memory is one window of 64 KiB; the channel's
   * position is moved, its content is not changed. The caller's thread does the reading.
   */
  public static AdtsScan of(SeekableByteChannel channel) throws IOException {
    return new Pass(channel).run();
  }

  /** One reading of one channel. */
  private static final class Pass {
    private final SeekableByteChannel channel;
    private final long sizeBytes;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW_SIZE).limit(0);
    private final long[] framesByRateIndex = new long[1 << 4];
    private long windowStart;
    private long at;

    Pass(SeekableByteChannel channel) throws IOException {
      this.channel = channel;
      this.sizeBytes = channel.size();
    }

    AdtsScan run() throws IOException {
      while (sizeBytes - at >= AdtsFrames.HEADER_SIZE) {
        long header = header();
        int frameSize = (int) (header >> 13 & AdtsFrames.FRAME_SIZE_MAX);
        int rateIndex = (int) (header >> 34 & 0xF);
        if (!frame(header, frameSize, rateIndex) || frameSize > sizeBytes - at) {
          break;
        }
        framesByRateIndex[rateIndex] += (header & 3) + 1; // number_of_raw_data_blocks_in_frame
        at += frameSize;
      }
      return result();
    }

    /** Sync word, layer 0, a known rate and a size that holds the header, which a CRC makes two bytes longer. */
    private static boolean frame(long header, int frameSize, int rateIndex) {
      int headerSize = AdtsFrames.HEADER_SIZE + ((header >> 40 & 1) == 0 ? 2 : 0);
      return header >> 44 == AdtsFrames.SYNC_WORD && (header >> 41 & 3) == 0 && rateIndex < AudioSpecificConfig.RATE_COUNT
          && frameSize >= headerSize;
    }

    /** The seven header bytes at the current place as one number. */
    private long header() throws IOException {
      if (at + AdtsFrames.HEADER_SIZE > windowStart + window.limit()) {
        fill();
      }
      int index = (int) (at - windowStart);
      return (window.getInt(index) & 0xFFFF_FFFFL) << 24 | (window.getInt(index + 3) & 0xFF_FFFFL);
    }

    private void fill() throws IOException {
      windowStart = at;
      window.clear();
      channel.position(at);
      while (window.position() < AdtsFrames.HEADER_SIZE) {
        if (channel.read(window) < 0) {
          throw new IOException("file became shorter than " + sizeBytes + " bytes while it was read");
        }
      }
      window.flip();
    }

    private AdtsScan result() {
      long frames = 0;
      long micros = 0;
      int most = 0;
      for (int i = 0; i < AudioSpecificConfig.RATE_COUNT; i++) {
        frames += framesByRateIndex[i];
        micros += framesByRateIndex[i] * AdtsFrames.FRAME_SAMPLES * MICROS_PER_SECOND / AudioSpecificConfig.rateAt(i);
        most = framesByRateIndex[i] > framesByRateIndex[most] ? i : most;
      }
      int sampleRateHz = frames == 0 ? 0 : AudioSpecificConfig.rateAt(most);
      return new AdtsScan(at, frames, Duration.of(micros, ChronoUnit.MICROS), sampleRateHz);
    }
  }
}
