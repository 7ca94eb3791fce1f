package io.livetape.bench;

import io.livetape.vod.Condition;
import io.livetape.vod.Likeness;
import io.livetape.vod.Likeness.Place;
import io.livetape.vod.Page;
import io.livetape.vod.Search;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The kinds of searches that are measured, each with other values every time. */
enum CatalogueQuestion {
  NEWEST("newest first"),
  NEWEST_DEEP("newest first, last page (4990)"),
  PREFIX_DAY("name prefix: a stream and day"),
  PREFIX_STREAM("name prefix: a stream"),
  PREFIX_DEEP("name prefix: a busy stream, page 200"),
  PREFIX_TENTH("name prefix: a tenth of all"),
  PREFIX_TENTH_DEEP("name prefix: a tenth of all, last page"),
  PREFIX_MOST("name prefix: most of all"),
  PREFIX_MOST_DEEP("name prefix: most of all, last page"),
  PREFIX_OLDEST("name prefix: the oldest twentieth"),
  PREFIX_OLDEST_DEEP("name prefix: the oldest twentieth, last page"),
  STREAM_WINDOW("a stream within a week"),
  STREAM_DEEP("a busy stream, page 200"),
  STREAMS("ten streams"),
  TAGS("either of two tags"),
  CLASS_WINDOW("a class within a day"),
  MIXED("name prefix, tag and month"),
  LIKE_RARE("name like: a word that few have"),
  LIKE_CHINESE("name like: two Chinese characters"),
  LIKE_FREQUENT("name like: a word that most have"),
  LIKE_NONE("name like: a word that nobody has");

  private static final int LIMIT = 10;

  private final String title;

  CatalogueQuestion(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  Search search(int fileCount, SplittableRandom random) {
    return switch (this) {
      case NEWEST -> of(0);
      case NEWEST_DEEP -> of(4990);
      case PREFIX_DAY -> of(0, prefix(MadeUpFiles.lesson(random) + "_2026-0" + (1 + random.nextInt(9)) + "-1"));
      case PREFIX_STREAM -> of(0, prefix(MadeUpFiles.lesson(random) + "_"));
      case PREFIX_DEEP -> of(200, prefix(MadeUpFiles.LESSONS + random.nextInt(20) + "_"));
      case PREFIX_TENTH -> of(0, prefix(MadeUpFiles.ROOMS));
      case PREFIX_TENTH_DEEP -> of(4990, prefix(MadeUpFiles.ROOMS));
      case PREFIX_MOST -> of(0, prefix(MadeUpFiles.LESSONS));
      case PREFIX_MOST_DEEP -> of(4990, prefix(MadeUpFiles.LESSONS));
      case PREFIX_OLDEST -> of(0, prefix(MadeUpFiles.ARCHIVE));
      case PREFIX_OLDEST_DEEP -> of(4990, prefix(MadeUpFiles.ARCHIVE));
      case STREAM_WINDOW -> of(0, stream(MadeUpFiles.lesson(random)), window(fileCount, Duration.ofDays(7), random));
      case STREAM_DEEP -> of(200, stream(MadeUpFiles.LESSONS + random.nextInt(20)));
      case STREAMS -> of(0, Condition.streams(IntStream.range(0, 10).mapToObj(_ -> MadeUpFiles.lesson(random)).toList()));
      case TAGS -> of(0, Condition.tags(List.of(MadeUpFiles.tag(random), MadeUpFiles.tag(random))));
      case CLASS_WINDOW -> of(0, Condition.classes(List.of(1001L + random.nextInt(MadeUpFiles.CLASSES))),
          window(fileCount, Duration.ofDays(1), random));
      case MIXED -> of(0, prefix(MadeUpFiles.ROOMS), Condition.tags(List.of(MadeUpFiles.tag(random))),
          window(fileCount, Duration.ofDays(30), random));
      case LIKE_RARE -> like(MadeUpFiles.LESSONS + (100 + random.nextInt(1900)) + "_2026-03-2" + random.nextInt(10));
      case LIKE_CHINESE -> like(random.nextBoolean() ? "数学" : "甲班");
      case LIKE_FREQUENT -> like(random.nextBoolean() ? "2026" : "esson");
      case LIKE_NONE -> like("nobody" + random.nextInt(1000));
    };
  }

  private static Condition prefix(String text) {
    return Condition.namePrefixes(List.of(text));
  }

  private static Condition stream(String name) {
    return Condition.streams(List.of(name));
  }

  private static Condition window(int fileCount, Duration length, SplittableRandom random) {
    Instant from = MadeUpFiles.createdAt(random.nextInt(fileCount));
    return Condition.created(from, from.plus(length));
  }

  private static Search of(int offset, Condition... conditions) {
    return new Search(0, List.of(conditions), List.of(), false, new Page(offset, LIMIT));
  }

  private static Search like(String text) {
    return new Search(0, List.of(), List.of(new Likeness(Place.NAME, List.of(text))), false, new Page(0, LIMIT));
  }
}
