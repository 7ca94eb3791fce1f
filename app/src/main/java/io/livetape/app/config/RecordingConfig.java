package io.livetape.app.config;

import io.livetape.media.FileFormat;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What is recorded of every stream, and how. */
public record RecordingConfig(
    @Range(max = 4) List<FileFormat> formats,
    @Range(min = 1, max = 43_200) Duration interval,
    boolean audioOnly,
    @Millis @Range(min = 100, max = 500) Duration fragment,
    @Range(min = 1, max = 30) Duration segmentTarget,
    @Range(min = 1_048_576, max = 1_073_741_824) ByteSize bufferMax,
    @Range(min = 1, max = 255) String fileName,
    ZoneId timeZone,
    @Range(min = 1, max = 64) int writerThreads,
    @Range(max = 3600) Duration syncInterval,
    @Millis @Range(max = 10_000) Duration trackWait,
    @Range(max = 129_600_000) Duration storageTime,
    @Range(max = 1800) Duration continuation) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final Set<String> PLACEHOLDERS = Set.of("StreamID",
      "StartYear", "StartMonth", "StartDay", "StartHour", "StartMinute", "StartSecond", "StartMillisecond",
      "EndYear", "EndMonth", "EndDay", "EndHour", "EndMinute", "EndSecond", "EndMillisecond");

  public RecordingConfig {
    Checks.of(RecordingConfig.class, formats, interval, audioOnly, fragment, segmentTarget, bufferMax, fileName, timeZone, writerThreads,
            syncInterval, trackWait, storageTime, continuation)
        .that("fileName", isTemplate(fileName), "a name without / \\ and control characters; its placeholders are {StreamID}, and"
            + " {Start…} and {End…} with Year, Month, Day, Hour, Minute, Second or Millisecond")
        .done();
    formats = List.copyOf(formats);
  }

  private static boolean isTemplate(String text) {
    String rest = PLACEHOLDER.matcher(text).replaceAll("");
    return PLACEHOLDER.matcher(text).results().map(RecordingConfig::placeholder).allMatch(PLACEHOLDERS::contains)
        && rest.chars().noneMatch(each -> "/\\{}".indexOf(each) >= 0 || Character.isISOControl(each));
  }

  private static String placeholder(MatchResult match) {
    return match.group(1);
  }
}
