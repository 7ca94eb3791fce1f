package io.livetape.bench;

import io.livetape.media.flv.FlvTags;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What the publishers send: the tags of an FLV file with H.264 and AAC, taken apart.
 *
 * @param metadata the body of the script tag, as in the file
 * @param pictures whole groups of pictures, so that they can be repeated
 */
record SourceClip(ByteBuffer metadata, ByteBuffer videoConfig, ByteBuffer audioConfig, List<Frame> pictures, List<Frame> sounds) {
  /** With the sound about 2 Mbit/s in all. */
  static final int VIDEO_KBPS = 2000;

  /** From one key frame to the next. */
  static final int KEY_FRAME_MS = 2000;

  private static final int SECONDS = 20;
  private static final String NAME = "livetape-bench-720p25-%dk-v1.flv";
  private static final String TINY_NAME = "livetape-bench-tiny-v1.flv";

  /** The body of one audio or video tag. */
  record Frame(long timestampMs, ByteBuffer body) {}

  /** Ten seconds of nothing to see or hear, in samples of some ten bytes: for recordings that are long rather than large. */
  static SourceClip tiny(Path folder) throws IOException {
    return made(folder.resolve(TINY_NAME), "ffmpeg -hide_banner -nostdin -loglevel error -y -f lavfi -i color=c=gray:s=64x64:r=25:d=10"
        + " -f lavfi -i anullsrc=r=44100:cl=mono -t 10 -c:v libx264 -preset veryfast -pix_fmt yuv420p -g 50 -keyint_min 50 -sc_threshold 0"
        + " -bf 2 -x264-params open-gop=0 -c:a aac -b:a 16k -ac 1 -threads 1 -flvflags no_duration_filesize");
  }

  /** The clip of the benchmark, made by ffmpeg when the folder does not have it: 1280x720, 25 fps, AAC with 64 kbit/s. */
  static SourceClip standard(Path folder, int videoKbps) throws IOException {
    String rate = videoKbps + "k";
    // The noise is there because a test picture alone is too easy for an encoder: it would stay below the bit rate.
    return made(folder.resolve(NAME.formatted(videoKbps)), "ffmpeg -hide_banner -nostdin -loglevel error -y"
        + " -f lavfi -i testsrc2=s=1280x720:r=25:d=" + SECONDS + ",noise=alls=12:allf=t -f lavfi -i sine=f=440:b=4:r=44100:d=" + SECONDS
        + " -c:v libx264 -preset veryfast -profile:v high -pix_fmt yuv420p -g 50 -keyint_min 50 -sc_threshold 0 -bf 2"
        + " -x264-params nal-hrd=none:open-gop=0 -b:v " + rate + " -maxrate " + rate + " -bufsize " + rate
        + " -c:a aac -b:a 64k -ac 2 -threads 1 -flvflags no_duration_filesize");
  }

  private static SourceClip made(Path file, String command) throws IOException {
    if (!Files.exists(file)) {
      Files.createDirectories(file.getParent());
      Path half = Files.createTempFile(file.getParent(), "half", ".flv");
      List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
      arguments.add(half.toString());
      Tool.run(arguments);
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return read(file);
  }

  /** Reads a file of at most some hundred megabytes. */
  static SourceClip read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    ByteBuffer metadata = ByteBuffer.allocate(0);
    List<Frame> pictures = new ArrayList<>();
    List<Frame> sounds = new ArrayList<>();
    bytes.position(FlvTags.FILE_HEADER_BYTES);
    while (bytes.remaining() > FlvTags.HEADER_BYTES) {
      int start = bytes.position();
      int sizeBytes = bytes.getInt(start) & 0xFFFFFF;
      // Timestamp: 24 low bits, then the 8 high ones.
      long timestampMs = (bytes.getInt(start + 4) >>> 8) | (bytes.get(start + 7) & 0xFFL) << 24;
      ByteBuffer body = bytes.slice(start + FlvTags.HEADER_BYTES, sizeBytes);
      switch (bytes.get(start)) {
        case FlvTags.SCRIPT -> metadata = body;
        case FlvTags.VIDEO -> pictures.add(new Frame(timestampMs, body));
        case FlvTags.AUDIO -> sounds.add(new Frame(timestampMs, body));
        default -> throw new IOException("unknown FLV tag type at " + start);
      }
      bytes.position(start + FlvTags.tagBytes(sizeBytes));
    }
    // The configuration comes first on each track, and an end-of-sequence tag (packet type 2) may come last.
    Frame videoConfig = pictures.removeFirst();
    Frame audioConfig = sounds.removeFirst();
    pictures.removeIf(picture -> picture.body().get(1) != 1);
    return new SourceClip(metadata, videoConfig.body(), audioConfig.body(), List.copyOf(pictures), List.copyOf(sounds));
  }
}
