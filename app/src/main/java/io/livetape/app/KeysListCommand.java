package io.livetape.app;

import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code livetape keys list}. */
@Command(name = "list", description = "List the keys, oldest first, one to a line: id, when it was made, whether it is valid, name.")
final class KeysListCommand implements Callable<Integer> {
  private final Operations operations;

  @Mixin
  private CommonOptions.Data options;

  @Spec
  private CommandSpec spec;

  KeysListCommand(Operations operations) {
    this.operations = operations;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    for (Operations.ListedKey key : operations.listKeys(options.folder())) {
      out.println(key.secretId() + "  " + key.createdAt().truncatedTo(ChronoUnit.SECONDS) + "  "
          + (key.valid() ? "valid  " : "revoked") + "  " + key.name());
    }
    return 0;
  }
}
