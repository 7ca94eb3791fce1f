package io.livetape.record;

import io.livetape.media.FileFormat;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What to record of one push, resolved once when it begins.
 *
 * @param parts how each format is made; empty: record nothing
 * @param audioOnly leave the pictures out
 * @param name the file name wished for by the push URL, empty for the stream's
 * @param taskId the API task that asked, empty for a rule, the configuration or the push URL
 */
public record RecordPlan(Map<FileFormat, FormatPlan> parts, boolean audioOnly, String name, String taskId) {
  public static final RecordPlan NOTHING = new RecordPlan(Map.of(), false, "", "");

  public RecordPlan {
    parts = Map.copyOf(parts);
  }

  /** Every format alike. */
  public RecordPlan(Set<FileFormat> formats, FormatPlan each, boolean audioOnly, String name, String taskId) {
    this(formats.stream().collect(Collectors.toMap(Function.identity(), _ -> each)), audioOnly, name, taskId);
  }

  /** Every format alike, under the configured names. */
  public RecordPlan(Set<FileFormat> formats, Duration interval, boolean audioOnly, String name, String taskId, Duration storageTime) {
    this(formats, new FormatPlan(interval, storageTime, ""), audioOnly, name, taskId);
  }

  public Set<FileFormat> formats() {
    return parts.keySet();
  }

  /** How a format that is recorded is made. */
  public FormatPlan part(FileFormat format) {
    return parts.get(format);
  }

  /** How long its HLS file waits for a publisher that has gone; zero without HLS. */
  Duration continuation() {
    return formats().contains(FileFormat.HLS) ? part(FileFormat.HLS).continuation() : Duration.ZERO;
  }

  /** Whether a push that is to be recorded by the other plan goes on with the HLS file of one that was recorded by this. */
  boolean continuedBy(RecordPlan other) {
    return continuation().isPositive() && other.continuation().isPositive() && audioOnly == other.audioOnly && name.equals(other.name)
        && taskId.equals(other.taskId) && part(FileFormat.HLS).storageTime().equals(other.part(FileFormat.HLS).storageTime())
        && part(FileFormat.HLS).fileName().equals(other.part(FileFormat.HLS).fileName())
        && part(FileFormat.HLS).filing().equals(other.part(FileFormat.HLS).filing());
  }

  /** Whether a tape is written: MP4 and HLS are two views of it. */
  boolean tape() {
    return formats().contains(FileFormat.MP4) || formats().contains(FileFormat.HLS);
  }

  /** The length at which a tape is cut, which only MP4 asks for. */
  Duration tapeInterval() {
    return part(formats().contains(FileFormat.MP4) ? FileFormat.MP4 : FileFormat.HLS).interval();
  }
}
