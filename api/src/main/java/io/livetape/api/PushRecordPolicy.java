package io.livetape.api;

import io.livetape.live.Push;
import io.livetape.media.FileFormat;
import io.livetape.record.FormatPlan;
import io.livetape.record.RecordPlan;
import io.livetape.record.RecordPolicy;
import java.math.BigInteger;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What to record, from the push address, the rules and the configuration: {@code record}, {@code record_interval}, {@code record_type} and
 * {@code record_name} (contract 2.4). What the address says goes before the rule for the stream, and a rule before what is configured for
 * every stream; what the address says wrongly is ignored or brought into range, as documented, because a live show must not fail over a
 * parameter.
 */
public final class PushRecordPolicy implements RecordPolicy {
  static final Duration INTERVAL_MIN = Duration.ofSeconds(60);
  static final Duration INTERVAL_MAX = Duration.ofSeconds(7200);
  private static final int NAME_MAX_CHARS = 128;

  private final Function<Push, Optional<RecordPlan>> rules;
  private final RecordPlan configured;
  private final FormatPlan usual;

  /**
   * @param rules the plan of the rule for a push, if there is one; must not block
   * @param configured for every stream that no rule is for; empty formats: only those whose address asks for it
   * @param usual how formats are made that the address asks for and neither rule nor configuration has
   */
  public PushRecordPolicy(Function<Push, Optional<RecordPlan>> rules, RecordPlan configured, FormatPlan usual) {
    this.rules = rules;
    this.configured = configured;
    this.usual = usual;
  }

  @Override
  public RecordPlan planFor(Push push) {
    Query query = Query.parse(push.query());
    RecordPlan given = rules.apply(push).orElse(configured);
    Set<FileFormat> formats = query.get("record").map(PushRecordPolicy::formats).filter(some -> !some.isEmpty()).orElse(given.formats());
    if (formats.isEmpty()) {
      return RecordPlan.NOTHING;
    }
    Optional<Duration> interval = query.get("record_interval").flatMap(PushRecordPolicy::interval);
    Map<FileFormat, FormatPlan> parts = new EnumMap<>(FileFormat.class);
    for (FileFormat format : formats) {
      FormatPlan part = given.parts().getOrDefault(format, usual);
      parts.put(format, new FormatPlan(interval.orElse(part.interval()), part.storageTime(), part.fileName(), part.continuation(),
          part.filing()));
    }
    boolean audioOnly = query.get("record_type").flatMap(PushRecordPolicy::audioOnly).orElse(given.audioOnly());
    String name = query.get("record_name").map(PushRecordPolicy::name).orElse("");
    return new RecordPlan(parts, audioOnly, name, "");
  }

  /** {@code mp4|hls|flv}; unknown formats are left out. */
  static Set<FileFormat> formats(String text) {
    Set<FileFormat> formats = EnumSet.noneOf(FileFormat.class);
    for (String label : text.split("[|,]")) {
      FileFormat.ofLabel(label.strip()).ifPresent(formats::add);
    }
    return formats;
  }

  /** Seconds, brought into 60 to 7200 however long the number is; what is no number counts as missing. */
  static Optional<Duration> interval(String text) {
    if (!text.matches("-?[0-9]+")) {
      return Optional.empty();
    }
    BigInteger seconds = new BigInteger(text)
        .max(BigInteger.valueOf(INTERVAL_MIN.toSeconds())).min(BigInteger.valueOf(INTERVAL_MAX.toSeconds()));
    return Optional.of(Duration.ofSeconds(seconds.longValue()));
  }

  /** {@code audio} or {@code video}; anything else counts as missing. */
  private static Optional<Boolean> audioOnly(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "audio" -> Optional.of(true);
      case "video" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** Without control characters, and not longer than a name in the catalogue may be; no character is cut in two. */
  private static String name(String text) {
    return text.strip().codePoints().filter(c -> !Character.isISOControl(c)).limit(NAME_MAX_CHARS)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString().strip();
  }
}
