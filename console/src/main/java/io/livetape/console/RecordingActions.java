package io.livetape.console;

import io.livetape.api.live.RecordRules.Winner;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.Check.About;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import io.livetape.console.live.StreamNames;
import io.livetape.live.Push;
import io.livetape.live.StreamKey;
import io.livetape.media.FileFormat;
import io.livetape.record.FormatPlan;
import io.livetape.record.RecordPlan;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the page Recording asks for beside templates and rules: what is configured, and what would become of a push. */
final class RecordingActions {
  private final Recordings recordings;
  private final InstantSource clock;

  RecordingActions(Recordings recordings, InstantSource clock) {
    this.recordings = recordings;
    this.clock = clock;
  }

  List<Action<?, ?>> all() {
    return List.of(
        new Action<>("DescribeRecordingDefaults", "What is recorded of streams that no rule is for.", Action.Nothing.class, Defaults.class,
            _ -> defaults()),
        new Action<>("DescribeRecordingPlan", "What would be recorded of a push, and which rule says so.", Which.class, Plan.class,
            this::plan));
  }

  /**
   * How a format is made; without files of it where nothing asks for it.
   *
   * @param intervalSeconds when it is cut; 0 for never
   * @param storageSeconds how long it is kept; 0 for ever
   * @param continuationSeconds for which it waits for a publisher who has gone
   */
  record Format(String format, long intervalSeconds, long storageSeconds, long continuationSeconds, String fileName) {}

  /** @param usual how a format is made that a push address asks for */
  record Defaults(List<Format> formats, Format usual, boolean audioOnly) {}

  private Defaults defaults() {
    RecordPlan configured = recordings.configured();
    return new Defaults(formats(configured), format(FileFormat.MP4, recordings.usual()), configured.audioOnly());
  }

  record Which(
      @Required @Size(min = 1, max = 253) @About("The host of the push address.") String domainName,
      @Required @Size(max = 4 * StreamKey.NAME_MAX_CHARS) String appName,
      @Required @Size(max = 4 * StreamKey.NAME_MAX_CHARS) String streamName) {}

  /** The rule that decides; empty names stand for any. */
  record Rule(String domainName, String appName, String streamName, long templateId, String templateName) {
    static Rule of(Winner winner) {
      return new Rule(winner.domain(), winner.app(), winner.stream(), winner.templateId(), winner.templateName());
    }
  }

  /** @param rule null where none is for it, and the configuration decides */
  record Plan(Rule rule, List<Format> formats, boolean audioOnly) {}

  private Plan plan(Which which) {
    StreamKey key = StreamNames.key(which.appName, which.streamName);
    Push push = new Push(key, "", which.domainName.toLowerCase(Locale.ROOT), "", "rtmp", "", clock.instant());
    RecordPlan plan = recordings.policy().planFor(push);
    return new Plan(recordings.rules().winner(push).map(Rule::of).orElse(null), formats(plan), plan.audioOnly());
  }

  private List<Format> formats(RecordPlan plan) {
    return Arrays.stream(FileFormat.values()).filter(plan.formats()::contains).map(format -> format(format, plan.part(format))).toList();
  }

  private Format format(FileFormat format, FormatPlan part) {
    return new Format(format.label(), format == FileFormat.HLS ? 0 : part.interval().toSeconds(), part.storageTime().toSeconds(),
        format == FileFormat.HLS ? part.continuation().toSeconds() : 0,
        part.fileName().isEmpty() ? recordings.fileName() : part.fileName());
  }
}
