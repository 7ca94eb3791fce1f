package io.livetape.app.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of data. Written as a plain number of bytes, or with {@code KiB}, {@code MiB}, {@code GiB} or {@code TiB}. */
public record ByteSize(long bytes) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\s*(|B|KiB|MiB|GiB|TiB)");
  private static final Map<String, Integer> SHIFTS = Map.of("", 0, "B", 0, "KiB", 10, "MiB", 20, "GiB", 30, "TiB", 40);

  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a negative amount of data");
    }
  }

  /** @throws IllegalArgumentException if the text has another form or does not fit 63 bits */
  static ByteSize parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("not an amount of data");
    }
    long number = Long.parseLong(form.group(1));
    int shift = SHIFTS.get(form.group(2));
    if (number > Long.MAX_VALUE >> shift) {
      throw new IllegalArgumentException("too much data");
    }
    return new ByteSize(number << shift);
  }
}
