package io.livetape.app;

import io.livetape.app.config.ConfigException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Exit status: 0 done, 1 failed, 2 wrong use, 78 the configuration has errors. */
@Command(
    name = "livetape",
    description = "Records live streams and replays them.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {"", "livetape COMMAND --help tells more about one of them."})
public final class Main implements Runnable {
  static final int FAILED = 1;

  /** EX_CONFIG of sysexits.h. */
  static final int BAD_CONFIG = 78;

  @Spec
  private CommandSpec spec;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine(new ServerOperations(System.out)).execute(arguments));
  }

  /** The command line whose commands end in the given operations. */
  static CommandLine commandLine(Operations operations) {
    CommandLine keys = new CommandLine(new KeysCommand())
        .addSubcommand(new KeysAddCommand(operations))
        .addSubcommand(new KeysListCommand(operations))
        .addSubcommand(new KeysRevokeCommand(operations));
    return new CommandLine(new Main())
        .addSubcommand(new ServeCommand(operations))
        .addSubcommand(new DemoCommand(operations))
        .addSubcommand(new PushUrlCommand(operations))
        .addSubcommand(keys)
        .addSubcommand(new RehearseCommand())
        .setExpandAtFiles(false)
        .setUsageHelpWidth(110)
        .setExecutionExceptionHandler((failure, command, _) -> failed(failure, command));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** Reports a failure. One that is our own fault shows where it came from; others are clear without. */
  private static int failed(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    if (failure instanceof ConfigException) {
      err.println("livetape: " + text);
      return BAD_CONFIG;
    }
    err.println("livetape: " + command.getCommandName() + " failed: " + text);
    if (failure instanceof RuntimeException) {
      failure.printStackTrace(err);
    }
    return FAILED;
  }

  /** The version as the jar's manifest has it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"livetape " + (version == null ? "(not packaged)" : version), "Java " + Runtime.version()};
    }
  }
}
