package io.livetape.app;

import io.livetape.app.config.Config;
import io.livetape.app.config.ConfigException;
import io.livetape.app.config.ConfigLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that several commands have. */
final class CommonOptions {
  private CommonOptions() {}

  /** {@code --data} and {@code --help}. */
  static final class Data {
    @Option(names = "--data", paramLabel = "DIR", defaultValue = "data",
        description = "Folder of everything that is kept; made if missing. Default: ./data")
    private Path data;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    Path folder() {
      return data.toAbsolutePath().normalize();
    }
  }

  /** {@code --config} and {@code --set}, on top of those. */
  static final class Configured {
    @Mixin
    private Data data;

    @Option(names = "--config", paramLabel = "FILE",
        description = "Configuration file (YAML) with the keys that differ from the defaults.")
    private Path file;

    @Option(names = "--set", paramLabel = "key=value",
        description = "Sets one key, whatever file and environment say; repeat for more. Example: http.port=80")
    private List<String> assignments = List.of();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    Path data() {
      return data.folder();
    }

    /** Loads the configuration that the options and the environment give. */
    Config config() throws ConfigException {
      for (String assignment : assignments) {
        if (assignment.indexOf('=') < 1) {
          throw new ParameterException(spec.commandLine(), "--set needs key=value, not \"" + assignment + "\"");
        }
      }
      return ConfigLoader.load(Optional.ofNullable(file), System.getenv(), assignments);
    }
  }
}
