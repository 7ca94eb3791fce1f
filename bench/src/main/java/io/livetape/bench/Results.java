package io.livetape.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Everything that one invocation measured.
 *
 * @param machine facts about it
 * @param options the command line
 */
record Results(Map<String, String> machine, List<String> options, List<LoadResult> load, List<EndResult> ends) {
  private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  Results {
    load = List.copyOf(load);
    ends = List.copyOf(ends);
  }

  /** Writes {@code results.json} and {@code report.md}. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    JSON.writeValue(folder.resolve("results.json").toFile(), this);
    Files.writeString(folder.resolve("report.md"), new Report(this).text());
  }
}
