package io.livetape.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.livetape.api.ApiKeys;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code livetape keys add}. */
@Command(name = "add", description = "Make a key and print it as JSON; its secret is shown this once.")
final class KeysAddCommand implements Callable<Integer> {
  private final Operations operations;

  @Parameters(paramLabel = "NAME", description = "What or who the key is for.")
  private String name;

  @Mixin
  private CommonOptions.Data options;

  @Spec
  private CommandSpec spec;

  KeysAddCommand(Operations operations) {
    this.operations = operations;
  }

  @Override
  public Integer call() throws Exception {
    if (!ApiKeys.legalName(name)) {
      throw new ParameterException(spec.commandLine(), "NAME must have 1 to " + ApiKeys.NAME_MAX_CHARS + " printable characters");
    }
    Operations.ApiKey key = operations.addKey(options.folder(), name);
    spec.commandLine().getOut().println("{\"secretId\": " + quoted(key.secretId()) + ", \"secretKey\": " + quoted(key.secretKey()) + "}");
    return 0;
  }

  private static String quoted(String text) {
    return JsonNodeFactory.instance.textNode(text).toString();
  }
}
