package io.livetape.vod.sprite;

import io.livetape.vod.picture.Ffmpeg;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.List;

/**
 * Makes sheets with the {@code ffmpeg} command: a process for each run, which is given its key frames and answers small pictures, and one
 * that lays these out. None of them opens a file.
 */
final class FfmpegSheet implements SheetDecoder {
  /** For a whole sheet. */
  private static final Duration LIFE_MAX = Duration.ofSeconds(90);
  private static final int SHEET_MAX_BYTES = 8 << 20;

  private final Ffmpeg ffmpeg;

  FfmpegSheet(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  @Override
  public String fault() {
    return ffmpeg.fault();
  }

  @Override
  public byte[] sheet(List<KeyFrameRun> runs, Grid grid) throws IOException {
    long endNanos = System.nanoTime() + LIFE_MAX.toNanos();
    ByteArrayOutputStream pictures = new ByteArrayOutputStream(grid.count() * grid.rawBytes());
    for (KeyFrameRun run : runs) {
      pictures.writeBytes(pictures(run, grid, left(endNanos)));
    }
    return laidOut(pictures.toByteArray(), grid, left(endNanos));
  }

  private static Duration left(long endNanos) {
    return Duration.ofNanos(Math.max(1_000_000, endNanos - System.nanoTime()));
  }

  /** Raw, one behind the other. */
  private byte[] pictures(KeyFrameRun run, Grid grid, Duration lifeMax) throws IOException {
    int count = run.places().size();
    // One each second comes in: behind the last that could be decoded it is repeated, and a gap is filled with the one before it. In the
    // other order the last is lost of streams whose decoder is behind, since its end comes too early for the filter.
    String filters = "tpad=stop=-1:stop_mode=clone,fps=1:start_time=0,scale=%1$d:%2$d:flags=area:force_original_aspect_ratio=decrease,"
        + "pad=%1$d:%2$d:-1:-1,setsar=1";
    try (FileChannel file = FileChannel.open(run.path())) {
      byte[] pictures = ffmpeg.run(List.of("-nostdin", "-v", "error", "-protocol_whitelist", "pipe", "-threads", "1",
          "-max_pixels", Integer.toString(Ffmpeg.PIXELS_MAX), "-f", "mp4", "-i", "pipe:0", "-an", "-sn", "-dn",
          "-vf", filters.formatted(grid.width(), grid.height()), "-frames:v", Integer.toString(count), "-pix_fmt", "yuv420p",
          "-f", "rawvideo", "pipe:1"), new KeyFrameFeed(file, run), count * grid.rawBytes() + 1, lifeMax);
      if (pictures.length != count * grid.rawBytes()) {
        throw new IOException("ffmpeg made no pictures of its key frames");
      }
      return pictures;
    }
  }

  private byte[] laidOut(byte[] pictures, Grid grid, Duration lifeMax) throws IOException {
    ByteBuffer[] left = {ByteBuffer.wrap(pictures)};
    byte[] sheet = ffmpeg.run(List.of("-nostdin", "-v", "error", "-protocol_whitelist", "pipe", "-threads", "1",
        "-f", "rawvideo", "-pixel_format", "yuv420p", "-video_size", grid.width() + "x" + grid.height(), "-framerate", "1", "-i", "pipe:0",
        "-vf", "tile=" + grid.columns() + "x" + grid.rows(), "-frames:v", "1", "-pix_fmt", "yuvj420p", "-q:v", "4", "-c:v", "mjpeg",
        "-threads", "1", "-f", "image2pipe", "pipe:1"), () -> {
          ByteBuffer all = left[0];
          left[0] = null;
          return all;
        }, SHEET_MAX_BYTES, lifeMax);
    if (sheet.length < 4 || sheet[0] != (byte) 0xFF || sheet[1] != (byte) 0xD8) {
      throw new IOException("ffmpeg made no sheet");
    }
    return sheet;
  }

  @Override
  public void close() {
    ffmpeg.close();
  }
}
