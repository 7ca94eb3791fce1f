package io.livetape.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFactsTest {
  @TempDir Path folder;

  @Test
  void facts_comeBackAsTheyWent() throws IOException {
    ServerFacts facts = new ServerFacts(1935, 8080, "https://replay.example.test/\"x");
    facts.write(file());
    assertThat(ServerFacts.read(file())).contains(facts);
  }

  @Test
  void facts_ofALaterServer_replaceTheFirst() throws IOException {
    new ServerFacts(1, 2, "a").write(file());
    new ServerFacts(3, 4, "b").write(file());
    assertThat(ServerFacts.read(file())).contains(new ServerFacts(3, 4, "b"));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void withoutAServer_thereAreNone() throws IOException {
    assertThat(ServerFacts.read(file())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "\0\0\0\0", "{\"rtmpPort\": \"soon\"}"})
  void whatAPowerCutLeft_countsAsNone(String text) throws IOException {
    Files.writeString(file(), text);
    assertThat(ServerFacts.read(file())).isEmpty();
  }

  private Path file() {
    return folder.resolve("server.json");
  }
}
