package io.livetape.console.files;

import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.OneOf;
import io.livetape.api.transport.Check.Size;
import io.livetape.media.FileFormat;
import io.livetape.vod.Condition;
import io.livetape.vod.FileOrder;
import io.livetape.vod.Listing;
import io.livetape.vod.Page;
import io.livetape.vod.Search;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Which files are wanted; what is empty or left out bounds nothing.
 *
 * @param prefix the beginning of the name
 * @param stream its whole name
 * @param from the first day, {@code 2026-11-22}, in the server's time zone
 * @param to the last day
 * @param tags any of them
 * @param subAppId the part of the account; its own where it is left out
 */
record FilesQuery(
    @Default("") @Size(max = TEXT_MAX_BYTES) String prefix,
    @Default("") @Size(max = TEXT_MAX_BYTES) String stream,
    @Default("") String from,
    @Default("") String to,
    @Default("") @OneOf({"", "mp4", "hls", "flv", "aac"}) String format,
    @Between(max = Long.MAX_VALUE) Long sizeMinBytes,
    @Between(max = Long.MAX_VALUE) Long sizeMaxBytes,
    @Size(max = 16) List<String> tags,
    @Default("CreatedAt") @OneOf({"CreatedAt", "Name", "SizeBytes", "DurationMs"}) String sort,
    Boolean descending,
    @Default("0") @Between(max = Listing.COUNT_MAX) Long offset,
    @Default("50") @Between(min = 1, max = LIMIT_MAX) Long limit,
    Long subAppId) {

  static final int LIMIT_MAX = 100;

  /** Longer names than files have find nothing. */
  private static final int TEXT_MAX_BYTES = 16_384;

  /** @param part that of {@code subAppId}, as the catalogue knows it */
  Search search(ZoneId zone, long part) {
    return new Search(part, conditions(zone), List.of(), order(), new Page(offset.intValue(), limit.intValue()));
  }

  private List<Condition> conditions(ZoneId zone) {
    List<Condition> all = new ArrayList<>();
    if (!prefix.isEmpty()) {
      all.add(Condition.namePrefixes(List.of(prefix)));
    }
    if (!stream.isEmpty()) {
      all.add(Condition.streams(List.of(stream)));
    }
    if (!from.isEmpty() || !to.isEmpty()) {
      Instant end = to.isEmpty() ? null : day("To", to).plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1);
      all.add(Condition.created(from.isEmpty() ? null : day("From", from).atStartOfDay(zone).toInstant(), end));
    }
    if (!format.isEmpty()) {
      all.add(Condition.formats(List.of(FileFormat.ofLabel(format).orElseThrow())));
    }
    if (sizeMinBytes != null || sizeMaxBytes != null) {
      all.add(Condition.sizes(sizeMinBytes, sizeMaxBytes));
    }
    if (tags != null && !tags.isEmpty()) {
      all.add(Condition.tags(tags));
    }
    return all;
  }

  private FileOrder order() {
    boolean down = descending == null || descending;
    return switch (sort) {
      case "Name" -> down ? FileOrder.NAME_REVERSED : FileOrder.NAME;
      case "SizeBytes" -> down ? FileOrder.LARGEST : FileOrder.SMALLEST;
      case "DurationMs" -> down ? FileOrder.LONGEST : FileOrder.SHORTEST;
      default -> down ? FileOrder.NEWEST : FileOrder.OLDEST;
    };
  }

  private static LocalDate day(String parameter, String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() >= 1 && day.getYear() <= 9999) {
        return day;
      }
    } catch (DateTimeException _) {
      // Refused as a day that is none.
    }
    throw new ApiException("InvalidParameterValue." + parameter, "The parameter `" + parameter + "` must be a day such as 2026-11-22.");
  }
}
