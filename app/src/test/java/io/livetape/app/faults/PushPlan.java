package io.livetape.app.faults;

import io.livetape.media.FileFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * One push of a run.
 *
 * @param formats that its address asks for
 * @param promisesMore whether it sends the sequence headers of both tracks, though packets of one alone
 * @param beginMs when it connects, from the beginning of the run
 * @param lengthMs of media after which it ends as encoders end; {@link #ENDLESS} if the kill ends it
 */
record PushPlan(String stream, Set<FileFormat> formats, Content content, Encoder encoder, boolean promisesMore, int beginMs, int lengthMs) {
  static final int ENDLESS = Integer.MAX_VALUE;

  private static final int BEGIN_MAX_MS = 400;

  /** Ends fall into this time before the kill, so that finishing, landing and callbacks are what it hits. */
  private static final int END_BEFORE_KILL_MAX_MS = 500;

  private static final List<Set<FileFormat>> FORMATS = List.of(
      Set.of(FileFormat.values()), Set.of(FileFormat.MP4, FileFormat.HLS), Set.of(FileFormat.MP4), Set.of(FileFormat.HLS),
      Set.of(FileFormat.FLV), Set.of(FileFormat.AAC), Set.of(FileFormat.FLV, FileFormat.AAC));

  /** The tracks that are pushed. */
  enum Content {
    PICTURE_AND_SOUND, PICTURE, SOUND;

    boolean has(String type) {
      return this == PICTURE_AND_SOUND || this == (type.equals("video") ? PICTURE : SOUND);
    }
  }

  /** Who pushes: a publisher that knows what it has sent, or ffmpeg. */
  enum Encoder { OURS, FFMPEG }

  PushPlan {
    formats = Set.copyOf(formats);
  }

  static PushPlan draw(String stream, RandomGenerator random, int killMs) {
    Set<FileFormat> formats = FORMATS.get(random.nextInt(FORMATS.size()));
    int dice = random.nextInt(10);
    boolean pictureAlone = dice == 0 && !formats.contains(FileFormat.AAC);
    Content content = pictureAlone ? Content.PICTURE : dice == 1 ? Content.SOUND : Content.PICTURE_AND_SOUND;
    int beginMs = random.nextInt(BEGIN_MAX_MS);
    boolean ends = random.nextInt(3) == 0;
    int lengthMs = ends ? Math.max(0, killMs - beginMs - random.nextInt(END_BEFORE_KILL_MAX_MS)) : ENDLESS;
    boolean promisesMore = content != Content.PICTURE_AND_SOUND && random.nextBoolean();
    return new PushPlan(stream, formats, content, Encoder.OURS, promisesMore, beginMs, lengthMs);
  }

  PushPlan by(Encoder other) {
    return new PushPlan(stream, formats, content, other, promisesMore, beginMs, lengthMs);
  }

  /** The parameter of the push address. */
  String recordParameter() {
    return "record=" + formats.stream().map(FileFormat::label).sorted().collect(Collectors.joining("|"));
  }

  /** The kinds of packets that a format has of it. */
  Set<String> types(FileFormat format) {
    Set<String> types = new TreeSet<>();
    if (content.has("audio")) {
      types.add("audio");
    }
    if (content.has("video") && format != FileFormat.AAC) {
      types.add("video");
    }
    return types;
  }
}
