package io.livetape.bench;

import io.livetape.media.FileFormat;
import io.livetape.vod.Entry;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.RecordedFile.Content;
import io.livetape.vod.RecordedFile.Origin;
import io.livetape.vod.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Files as a school of two thousand streams would have them, one each half minute: the same for the same number. A tenth is of rooms, a
 * twentieth has titles in Chinese, and the oldest twentieth is an archive that has nothing in common with the rest.
 */
final class MadeUpFiles {
  static final int STREAMS = 2000;
  static final int TAGS = 200;
  static final int CLASSES = 50;
  static final String ROOMS = "1400000123_";
  static final String LESSONS = "lesson-";
  static final String ARCHIVE = "archive-";
  static final Instant FIRST_AT = Instant.parse("2025-11-01T00:00:00Z");
  static final Duration STEP = Duration.ofSeconds(30);

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm-ss").withZone(ZoneOffset.ofHours(8));
  private static final long FIRST_ID = 1L << 60;

  private final int count;

  /** @param count of the files that are to be searched; more may be made, which are newer */
  MadeUpFiles(int count) {
    this.count = count;
  }

  RecordedFile file(int number) {
    SplittableRandom random = new SplittableRandom(number);
    Instant endedAt = createdAt(number);
    String stream = stream(number, random);
    String id = Long.toString(FIRST_ID + number);
    Entry entry = new Entry(0, 1001 + random.nextInt(CLASSES), Source.RECORD, "", random.nextInt(50) == 0 ? "recorded for the exam" : "",
        null, tags(random), null, null);
    Content content = new Content(1_800_040, 0, 450_000_000, 1280, 720, "h264", "aac", 25, 435_000_000, 48_000);
    return new RecordedFile(id, "1250000001_" + id, number % 2 == 0 ? FileFormat.MP4 : FileFormat.HLS,
        name(number, stream, endedAt, random), new Origin("push.example.test", "live", stream, id, "txTime=6A1F&userid=cmV4Y2hhbmc", ""),
        endedAt.minusSeconds(1800), endedAt, content, List.of("tapes/" + id + ".mp4"), null, endedAt, null, false, FileStatus.NORMAL,
        entry);
  }

  static Instant createdAt(int number) {
    return FIRST_AT.plus(STEP.multipliedBy(number));
  }

  /** Streams are not equally busy: the first ones have many more files than the last. */
  static String lesson(SplittableRandom random) {
    double drawn = random.nextDouble();
    return LESSONS + (int) (STREAMS * drawn * drawn);
  }

  private String stream(int number, SplittableRandom random) {
    if (number < count / 20) {
      return ARCHIVE + random.nextInt(100);
    }
    return random.nextInt(10) == 0 ? ROOMS + (1000 + random.nextInt(300)) + "_user" + random.nextInt(5) + "_main" : lesson(random);
  }

  private static String name(int number, String stream, Instant endedAt, SplittableRandom random) {
    if (number % 20 == 7) {
      return "高等数学 第" + random.nextInt(500) + "课 " + "甲乙丙丁戊己庚辛壬癸".charAt(random.nextInt(10)) + "班";
    }
    return stream + "_" + CLOCK.format(endedAt.minusSeconds(1800)) + "_" + CLOCK.format(endedAt);
  }

  private static List<String> tags(SplittableRandom random) {
    if (random.nextInt(5) > 0) {
      return List.of();
    }
    return IntStream.range(0, 1 + random.nextInt(3)).mapToObj(_ -> tag(random)).distinct().toList();
  }

  static String tag(SplittableRandom random) {
    double drawn = random.nextDouble();
    return "tag" + (int) (TAGS * drawn * drawn);
  }
}
