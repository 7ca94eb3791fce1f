package io.livetape.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code livetape demo}. */
@Command(
    name = "demo",
    description = "Push a generated clip, record it, and show where to watch it.",
    footer = {"", "Uses the server that runs on the configured ports, or starts one for the time of the demo. Needs no encoder."})
final class DemoCommand implements Callable<Integer> {
  private final Operations operations;

  @Mixin
  private CommonOptions.Configured options;

  DemoCommand(Operations operations) {
    this.operations = operations;
  }

  @Override
  public Integer call() throws Exception {
    operations.demo(options.config(), options.data());
    return 0;
  }
}
