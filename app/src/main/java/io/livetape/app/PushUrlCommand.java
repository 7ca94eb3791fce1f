package io.livetape.app;

import io.livetape.live.StreamKey;
import io.livetape.media.FileFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code livetape push-url}. */
@Command(
    name = "push-url",
    description = "Print the signed push address of each stream, one to a line.",
    footer = {"", "The host is the first configured push domain, or 127.0.0.1 where there is none."})
final class PushUrlCommand implements Callable<Integer> {
  private final Operations operations;

  @Parameters(paramLabel = "NAME", arity = "1..*", description = "Names of the streams.")
  private List<String> names;

  @Option(names = "--app", paramLabel = "APP", defaultValue = "live", description = "Application. Default: live")
  private String app;

  @Option(names = "--record", paramLabel = "FORMATS", defaultValue = Option.NULL_VALUE,
      description = "What to record: mp4, hls, flv, aac, or several joined by a vertical bar (in quotes) or a comma.")
  private String record;

  @Option(names = "--interval", paramLabel = "S", defaultValue = Option.NULL_VALUE,
      description = "Seconds after which a recording file ends and the next begins; the server takes 60 to 7200.")
  private Integer intervalSeconds;

  @Mixin
  private CommonOptions.Configured options;

  @Spec
  private CommandSpec spec;

  PushUrlCommand(Operations operations) {
    this.operations = operations;
  }

  @Override
  public Integer call() throws Exception {
    Operations.PushUrlWish wish = new Operations.PushUrlWish(checkedNames(), app, formats(), interval());
    operations.pushUrls(options.config(), options.data(), wish).forEach(spec.commandLine().getOut()::println);
    return 0;
  }

  private List<String> checkedNames() {
    check(StreamKey.legal(app), "\"" + app + "\" cannot be an application's name");
    for (String name : names) {
      check(StreamKey.legal(name), "\"" + name + "\" cannot be a stream's name");
    }
    return List.copyOf(names);
  }

  private List<FileFormat> formats() {
    List<FileFormat> formats = new ArrayList<>();
    for (String name : record == null ? new String[0] : record.split("[|,]", -1)) {
      formats.add(format(name.strip()));
    }
    return formats.stream().distinct().toList();
  }

  private FileFormat format(String name) {
    for (FileFormat format : FileFormat.values()) {
      if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
        return format;
      }
    }
    throw new ParameterException(spec.commandLine(), "--record knows mp4, hls, flv and aac, not \"" + name + "\"");
  }

  private OptionalInt interval() {
    if (intervalSeconds == null) {
      return OptionalInt.empty();
    }
    check(intervalSeconds > 0, "--interval must be above 0");
    return OptionalInt.of(intervalSeconds);
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
