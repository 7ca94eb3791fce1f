package io.livetape.vod.cover;

import io.livetape.media.FileFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Decodes with the {@code ffmpeg} command, in a process for each picture that has the lowest priority and ends soon, or is ended. */
public final class FfmpegDecoder implements CoverDecoder {
  private static final Duration LIFE_MAX = Duration.ofSeconds(20);
  private static final int PICTURE_MAX_BYTES = 2 << 20;

  /** 8K; more is not decoded, whatever a file says of itself. */
  private static final int PIXELS_MAX = 7680 * 4320;

  private final String command;
  private final int widthMax;
  private volatile Process running;
  private volatile boolean closed;

  /**
   * @param command a name in the path, or a path
   * @param widthMax wider pictures are made smaller, in pixels
   */
  public FfmpegDecoder(String command, int widthMax) {
    this.command = command;
    this.widthMax = widthMax;
  }

  @Override
  public String fault() {
    try {
      run(List.of("-version"));
      return "";
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  @Override
  public byte[] picture(Path file, FileFormat format, Duration at) throws IOException {
    String seconds = String.format(Locale.ROOT, "%d.%03d", at.toSeconds(), at.toMillisPart());
    String demuxer = format == FileFormat.FLV ? "flv" : "mp4";
    String scale = "scale=w='min(" + widthMax + ",iw)':h=-2";
    byte[] picture = run(List.of("-nostdin", "-v", "error", "-protocol_whitelist", "file,pipe", "-threads", "1",
        "-max_pixels", Integer.toString(PIXELS_MAX), "-f", demuxer, "-noaccurate_seek", "-ss", seconds, "-i", "file:" + file.toAbsolutePath(),
        "-an", "-sn", "-dn", "-frames:v", "1", "-vf", scale, "-pix_fmt", "yuvj420p", "-q:v", "4", "-c:v", "mjpeg", "-threads", "1",
        "-f", "image2pipe", "pipe:1"));
    if (picture.length < 4 || picture[0] != (byte) 0xFF || picture[1] != (byte) 0xD8) {
      throw new IOException("ffmpeg made no picture");
    }
    return picture;
  }

  /** What it writes to its standard output. */
  private byte[] run(List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of("nice", "-n", "19", command));
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().retainAll(List.of("PATH", "LD_LIBRARY_PATH"));
    Process process = builder.start();
    running = process;
    if (closed) {
      process.destroyForcibly();
    }
    // Ending it ends the reading, too.
    process.onExit().orTimeout(LIFE_MAX.toMillis(), TimeUnit.MILLISECONDS).exceptionally(_ -> process.destroyForcibly());
    try {
      process.getOutputStream().close();
      byte[] out = process.getInputStream().readNBytes(PICTURE_MAX_BYTES);
      process.getInputStream().close();
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException(command + " ended with status " + status);
      }
      return out;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  @Override
  public void close() {
    closed = true;
    Process process = running;
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
