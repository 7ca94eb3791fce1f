package io.livetape.vod.cover;

import io.livetape.media.FileFormat;
import io.livetape.vod.picture.Ffmpeg;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    List<String> arguments = new ArrayList<>(List.of("-nostdin", "-v", "error", "-protocol_whitelist", "file,pipe", "-threads", "1",
        "-max_pixels", Integer.toString(Ffmpeg.PIXELS_MAX), "-f", demuxer, "-noaccurate_seek", "-ss", seconds,
        "-i", "file:" + file.toAbsolutePath()));
    arguments.addAll(OneJpeg.arguments(widthMax));
    return OneJpeg.checked(ffmpeg.run(arguments, () -> null, PICTURE_MAX_BYTES + 1, LIFE_MAX), PICTURE_MAX_BYTES);
  }

  @Override
  public void close() {
    ffmpeg.close();
  }
}
