package io.livetape.vod.cover;

import java.io.IOException;
import java.util.List;

/** One picture of what {@code ffmpeg} reads, as a JPEG on its standard output. Pure. */
final class OneJpeg {
  private OneJpeg() {}

  /** What follows the input in the command line. */
  static List<String> arguments(int widthMax) {
    return List.of("-an", "-sn", "-dn", "-frames:v", "1", "-vf", "scale=w='min(" + widthMax + ",iw)':h=-2", "-pix_fmt", "yuvj420p",
        "-q:v", "4", "-c:v", "mjpeg", "-threads", "1", "-f", "image2pipe", "pipe:1");
  }

  /** @throws IOException if it is none, or too large */
  static byte[] checked(byte[] picture, int maxBytes) throws IOException {
    if (picture.length > maxBytes || picture.length < 4 || picture[0] != (byte) 0xFF || picture[1] != (byte) 0xD8) {
      throw new IOException(picture.length > maxBytes ? "ffmpeg made too large a picture" : "ffmpeg made no picture");
    }
    return picture;
  }
}
