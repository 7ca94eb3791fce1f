package io.livetape.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code livetape keys revoke}. */
@Command(name = "revoke", description = "Make a key worthless at once, on a running server too.")
final class KeysRevokeCommand implements Callable<Integer> {
  private final Operations operations;

  @Parameters(paramLabel = "KEY", description = "The key's id, or its name if no other valid key has it.")
  private String key;

  @Mixin
  private CommonOptions.Data options;

  @Spec
  private CommandSpec spec;

  KeysRevokeCommand(Operations operations) {
    this.operations = operations;
  }

  @Override
  public Integer call() throws Exception {
    spec.commandLine().getOut().println("revoked: " + operations.revokeKey(options.folder(), key));
    return 0;
  }
}
