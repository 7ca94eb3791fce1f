package io.livetape.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code livetape serve}. */
@Command(
    name = "serve",
    description = "Run the server, until Ctrl-C or SIGTERM.",
    footer = {"", "Ready when GET /readyz on the HTTP port answers 200.",
        "All keys with their ranges stand in app/src/main/resources/livetape.yaml."})
final class ServeCommand implements Callable<Integer> {
  private final Operations operations;

  @Mixin
  private CommonOptions.Configured options;

  ServeCommand(Operations operations) {
    this.operations = operations;
  }

  @Override
  public Integer call() throws Exception {
    operations.serve(options.config(), options.data());
    return 0;
  }
}
