package io.livetape.app.config;

/** Work on recorded files: cutting, joining, fetching. */
public record TasksConfig(@Range(min = 1, max = 16) int threads) {
  public TasksConfig {
    Checks.of(TasksConfig.class, threads).done();
  }
}
