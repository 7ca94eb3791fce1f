package io.livetape.api.live;

import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.RecordText;
import io.livetape.media.FileFormat;
import io.livetape.record.FormatPlan;
import io.livetape.record.RecordPlan;
import io.livetape.record.task.RecordTask;
import java.time.Duration;
import java.util.Set;

/**
 * What a task records, as it is kept with the task: by a template that may change meanwhile, or, for tasks of the older kind, one format.
 *
 * @param templateId 0 for none
 * @param format label of the format where there is no template
 */
record TaskRecipe(
    @Default("0") Long templateId,
    @Default("hls") String format,
    @Default("false") Boolean audioOnly,
    @Default("1800") Long intervalSeconds,
    @Default("0") Long storageSeconds) {

  /** Without a template, or with one that is gone: HLS that is kept for ever (contract 3.3). */
  static TaskRecipe byTemplate(long templateId) {
    return new TaskRecipe(templateId, FileFormat.HLS.label(), false, 1800L, 0L);
  }

  String text() {
    return RecordText.of(this);
  }

  /** What to record for a task now. Does not block. */
  static RecordPlan plan(RecordTask task, RecordRules rules) {
    TaskRecipe recipe = RecordText.read(TaskRecipe.class, task.recipe());
    return rules.template(recipe.templateId).map(template -> template.plan(task.taskId())).orElseGet(() -> recipe.own(task.taskId()));
  }

  private RecordPlan own(String taskId) {
    FormatPlan part = new FormatPlan(Duration.ofSeconds(intervalSeconds), Duration.ofSeconds(storageSeconds), "");
    return new RecordPlan(Set.of(FileFormat.ofLabel(format).orElseThrow()), part, audioOnly, "", taskId);
  }
}
