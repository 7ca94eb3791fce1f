package io.livetape.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A test clip to be made: a moving test picture whose frames carry their number, and a tone. Begin with {@link #h264Aac} and change what
 * the test is about.
 *
 * <p>The number stands in the top tenth of the picture, in sixteen cells of equal width: white, black, then fourteen binary digits, the
 * lowest first, a white cell being a one. Whoever decodes a frame can so tell which one it is.
 *
 * @param gop time from one key frame to the next; there are no others
 * @param bFrameCount B-frames between two others; used for H.264 and H.265
 * @param audioRate samples per second; Opus is always made at 48000
 */
public record Clip(
    Video video,
    Audio audio,
    Container container,
    Duration duration,
    int width,
    int height,
    int framesPerSecond,
    Duration gop,
    int bFrameCount,
    int bitsPerSecond,
    int audioRate,
    int channelCount) {

  private static final int NUMBER_CELLS = 16;
  private static final int NUMBER_DIGITS = 14;

  /** The picture's codec. */
  public enum Video { NONE, H264, H265, AV1, VP9 }

  /** The sound's codec. */
  public enum Audio { NONE, AAC, OPUS }

  /** The file's format. FLV holds H.264 and AAC only. */
  public enum Container { MP4, FLV, MKV }

  /** H.264 with two B-frames and AAC, 320 × 180 at 25 frames a second, a key frame every 2 s, in MP4. */
  public static Clip h264Aac(Duration duration) {
    return new Clip(Video.H264, Audio.AAC, Container.MP4, duration, 320, 180, 25, Duration.ofSeconds(2), 2, 300_000, 44_100, 2);
  }

  public Clip with(Video video) {
    return new Clip(video, audio, container, duration, width, height, framesPerSecond, gop,
        bFrameCount, bitsPerSecond, audioRate, channelCount);
  }

  public Clip with(Audio audio) {
    return new Clip(video, audio, container, duration, width, height, framesPerSecond, gop,
        bFrameCount, bitsPerSecond, audioRate, channelCount);
  }

  public Clip with(Container container) {
    return new Clip(video, audio, container, duration, width, height, framesPerSecond, gop,
        bFrameCount, bitsPerSecond, audioRate, channelCount);
  }

  public Clip withSize(int width, int height) {
    return new Clip(video, audio, container, duration, width, height, framesPerSecond, gop,
        bFrameCount, bitsPerSecond, audioRate, channelCount);
  }

  public Clip withFrames(int framesPerSecond, Duration gop, int bFrameCount) {
    return new Clip(video, audio, container, duration, width, height, framesPerSecond, gop,
        bFrameCount, bitsPerSecond, audioRate, channelCount);
  }

  public Clip withBitsPerSecond(int bitsPerSecond) {
    return new Clip(video, audio, container, duration, width, height, framesPerSecond, gop,
        bFrameCount, bitsPerSecond, audioRate, channelCount);
  }

  public Clip withAudio(int audioRate, int channelCount) {
    return new Clip(video, audio, container, duration, width, height, framesPerSecond, gop,
        bFrameCount, bitsPerSecond, audioRate, channelCount);
  }

  /** The extension of the file. */
  String extension() {
    return container.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The arguments that make ffmpeg write this clip to the file that follows them. */
  List<String> arguments() {
    String seconds = Double.toString(duration.toMillis() / 1000.0);
    List<String> arguments = new ArrayList<>();
    if (video != Video.NONE) {
      arguments.addAll(List.of("-f", "lavfi", "-i", "testsrc2=s=%dx%d:r=%d:d=%s".formatted(width, height, framesPerSecond, seconds)
          + numberFilters()));
    }
    if (audio != Audio.NONE) {
      int rate = audio == Audio.OPUS ? 48_000 : audioRate;
      arguments.addAll(List.of("-f", "lavfi", "-i", "sine=f=440:b=4:r=%d:d=%s".formatted(rate, seconds)));
    }
    arguments.addAll(videoArguments());
    arguments.addAll(audioArguments());
    // One thread makes the same bytes on every machine.
    arguments.addAll(List.of("-threads", "1", "-fflags", "+bitexact"));
    return arguments;
  }

  private static String numberFilters() {
    StringBuilder filters = new StringBuilder(",drawbox=w=iw:h=ih/10:c=black:t=fill,").append(whiteCell(0, "1"));
    for (int digit = 0; digit < NUMBER_DIGITS; digit++) {
      filters.append(',').append(whiteCell(NUMBER_CELLS - NUMBER_DIGITS + digit, "bitand(n," + (1 << digit) + ")"));
    }
    return filters.toString();
  }

  private static String whiteCell(int index, String condition) {
    return "drawbox=x=iw*%1$d/%2$d:w=iw/%2$d:h=ih/10:c=white:t=fill:enable='%3$s'".formatted(index, NUMBER_CELLS, condition);
  }

  private List<String> videoArguments() {
    String gopFrames = Long.toString(gop.toMillis() * framesPerSecond / 1000);
    List<String> common =
        List.of("-pix_fmt", "yuv420p", "-g", gopFrames, "-keyint_min", gopFrames, "-b:v", Integer.toString(bitsPerSecond));
    return switch (video) {
      case NONE -> List.of("-vn");
      case H264 -> joined(common, "-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-sc_threshold", "0",
          "-bf", Integer.toString(bFrameCount));
      case H265 -> joined(common, "-c:v", "libx265", "-preset", "ultrafast", "-tag:v", "hvc1", "-x265-params",
          "keyint=%1$s:min-keyint=%1$s:scenecut=0:open-gop=0:bframes=%2$d:log-level=error".formatted(gopFrames, bFrameCount));
      case AV1 -> joined(common, "-c:v", "libaom-av1", "-cpu-used", "8", "-usage", "realtime");
      case VP9 -> joined(common, "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8");
    };
  }

  private List<String> audioArguments() {
    String channels = Integer.toString(channelCount);
    return switch (audio) {
      case NONE -> List.of("-an");
      case AAC -> List.of("-c:a", "aac", "-b:a", "96k", "-ac", channels);
      case OPUS -> List.of("-c:a", "libopus", "-b:a", "64k", "-ac", channels);
    };
  }

  private static List<String> joined(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all;
  }
}
