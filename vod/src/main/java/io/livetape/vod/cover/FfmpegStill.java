package io.livetape.vod.cover;

import io.livetape.media.Format;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.mp4.KeyFrameClip;
import io.livetape.vod.picture.Ffmpeg;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Decodes with the {@code ffmpeg} command, in a process for each picture, which is given the key frame and opens no file. */
public final class FfmpegStill implements StillDecoder {
  private static final Duration LIFE_MAX = Duration.ofSeconds(10);
  private static final int PICTURE_MAX_BYTES = 256 << 10;

  private final Ffmpeg ffmpeg;
  private final int widthMax;

  /** @param widthMax wider pictures are made smaller, in pixels */
  public FfmpegStill(Ffmpeg ffmpeg, int widthMax) {
    this.ffmpeg = ffmpeg;
    this.widthMax = widthMax;
  }

  @Override
  public String fault() {
    return ffmpeg.fault();
  }

  @Override
  public byte[] picture(Format.Video format, ByteBuffer keyFrame) throws IOException {
    Iterator<ByteBuffer> clip = clip(format, keyFrame).iterator();
    List<String> arguments = new ArrayList<>(List.of("-nostdin", "-v", "error", "-protocol_whitelist", "pipe", "-threads", "1",
        "-max_pixels", Integer.toString(Ffmpeg.PIXELS_MAX), "-f", "mp4", "-i", "pipe:0"));
    arguments.addAll(OneJpeg.arguments(widthMax));
    return OneJpeg.checked(ffmpeg.run(arguments, () -> clip.hasNext() ? clip.next() : null, PICTURE_MAX_BYTES + 1, LIFE_MAX),
        PICTURE_MAX_BYTES);
  }

  private static List<ByteBuffer> clip(Format.Video format, ByteBuffer keyFrame) throws IOException {
    try {
      KeyFrameClip clip = new KeyFrameClip(format);
      return List.of(clip.head(), clip.next(keyFrame.remaining()), keyFrame);
    } catch (MalformedMediaException e) {
      throw new IOException("its pictures' configuration cannot be used", e);
    }
  }

  @Override
  public void close() {
    ffmpeg.close();
  }
}
