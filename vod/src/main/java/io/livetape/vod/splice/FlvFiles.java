package io.livetape.vod.splice;

import io.livetape.media.FileFormat;
import io.livetape.media.hls.Segment;
import io.livetape.vod.Catalogue;
import io.livetape.vod.FileStatus;
import io.livetape.vod.Page;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.TimeWindow;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The FLV files of a stream, for windows of its time that are on no tape. Any thread that may wait for the database. */
public record FlvFiles(Catalogue catalogue, InstantSource clock) {
  /** Files that one window may touch. */
  static final int FILES_MAX = 1_000;

  /** Less of a window than this is not worth the copy of a file. */
  private static final Duration NEEDED_MIN = Duration.ofSeconds(1);

  /**
   * Those of one part of the account that touch a window and may be used, by when they began.
   *
   * @return empty if they are too many
   */
  public Optional<List<RecordedFile>> find(WantedStream wanted, TimeWindow window, long subAppId) throws SQLException {
    List<RecordedFile> files = new ArrayList<>();
    List<RecordedFile> page;
    int offset = 0;
    do {
      page = catalogue.listByStreamName(wanted.stream(), window, Catalogue.Order.OLDEST_FIRST, new Page(offset, Page.LIMIT_MAX)).files();
      page.stream().filter(file -> file.format() == FileFormat.FLV && file.status() == FileStatus.NORMAL && wanted.has(file))
          .filter(file -> file.entry().subAppId() == subAppId && !file.expiredAt(clock.instant())).forEach(files::add);
      offset += Page.LIMIT_MAX;
    } while (page.size() == Page.LIMIT_MAX && files.size() <= FILES_MAX);
    return files.size() <= FILES_MAX ? Optional.of(files) : Optional.empty();
  }

  /** Whether it has something of the window that no tape has. Pure. */
  public static boolean needed(RecordedFile file, TimeWindow window, List<Piece> onTapes) {
    Instant reached = later(file.startedAt(), window.from());
    Instant end = file.endedAt().isBefore(window.to()) ? file.endedAt() : window.to();
    Duration open = Duration.ZERO;
    for (Segment segment : byTime(onTapes)) {
      Instant begin = segment.beginsAt().orElseThrow();
      if (begin.isAfter(end)) {
        break;
      }
      if (begin.isAfter(reached)) {
        open = open.plus(Duration.between(reached, begin));
      }
      reached = later(reached, begin.plus(segment.duration()));
    }
    open = reached.isBefore(end) ? open.plus(Duration.between(reached, end)) : open;
    return open.compareTo(NEEDED_MIN) > 0;
  }

  private static List<Segment> byTime(List<Piece> pieces) {
    return pieces.stream().flatMap(piece -> piece.segments().stream()).filter(segment -> segment.beginsAt().isPresent())
        .sorted(Comparator.comparing(segment -> segment.beginsAt().orElseThrow())).toList();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
