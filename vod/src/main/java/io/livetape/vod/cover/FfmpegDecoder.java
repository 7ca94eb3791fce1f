package io.livetape.vod.cover;

import io.livetape.media.FileFormat;
import io.livetape.vod.picture.Ffmpeg;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Decodes with the {@code ffmpeg} command, in a process for each picture, which reads the file itself. */
public final class FfmpegDecoder implements CoverDecoder {
  private static final Duration LIFE_MAX = Duration.ofSeconds(20);
  private static final int PICTURE_MAX_BYTES = 2 << 20;

  private final Ffmpeg ffmpeg;
  private final int widthMax;

  /**
   * @param command a name in the path, or a path
   * @param widthMax wider pictures are made smaller, in pixels
   */
  public FfmpegDecoder(String command, int widthMax) {
    ffmpeg = new Ffmpeg(command);
    this.widthMax = widthMax;
  }

  @Override
  public String fault() {
    return ffmpeg.fault();
  }

  @Override
  public byte[] picture(Path file, FileFormat format, Duration at) throws IOException {
    String seconds = String.format(Locale.ROOT, "%d.%03d", at.toSeconds(), at.toMillisPart());
    String demuxer = format == FileFormat.FLV ? "flv" : "mp4";
    String scale = "scale=w='min(" + widthMax + ",iw)':h=-2";
    byte[] picture = ffmpeg.run(List.of("-nostdin", "-v", "error", "-protocol_whitelist", "file,pipe", "-threads", "1",
        "-max_pixels", Integer.toString(Ffmpeg.PIXELS_MAX), "-f", demuxer, "-noaccurate_seek", "-ss", seconds,
        "-i", "file:" + file.toAbsolutePath(), "-an", "-sn", "-dn", "-frames:v", "1", "-vf", scale, "-pix_fmt", "yuvj420p", "-q:v", "4",
        "-c:v", "mjpeg", "-threads", "1", "-f", "image2pipe", "pipe:1"), () -> null, PICTURE_MAX_BYTES, LIFE_MAX);
    if (picture.length < 4 || picture[0] != (byte) 0xFF || picture[1] != (byte) 0xD8) {
      throw new IOException("ffmpeg made no picture");
    }
    return picture;
  }

  @Override
  public void close() {
    ffmpeg.close();
  }
}
