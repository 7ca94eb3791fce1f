package io.livetape.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.config.Config;
import io.livetape.media.FileFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
  private final FakeOperations operations = new FakeOperations();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void help_always_listsEveryCommandWithOneLine() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString().lines()).anySatisfy(line -> assertThat(line).matches(" +serve +\\S.*"))
        .anySatisfy(line -> assertThat(line).matches(" +demo +\\S.*"))
        .anySatisfy(line -> assertThat(line).matches(" +push-url +\\S.*"))
        .anySatisfy(line -> assertThat(line).matches(" +keys +\\S.*"));
  }

  @Test
  void version_always_namesTheProgram() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("livetape ");
  }

  @Test
  void serve_withoutOptions_usesDefaults() {
    assertThat(run("serve")).isZero();
    assertThat(operations.data).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(operations.config.rtmp().port()).isEqualTo(1935);
  }

  @Test
  void serve_withOptions_usesThem() {
    int status = run("serve", "--data", "other folder", "--set", "rtmp.port=0", "--set=callback.url=http://a/?b=c", "--set", "http.port=1");

    assertThat(status).isZero();
    assertThat(operations.data).isEqualTo(Path.of("other folder").toAbsolutePath());
    assertThat(operations.config.rtmp().port()).isZero();
    assertThat(operations.config.http().port()).isEqualTo(1);
    assertThat(operations.config.callback().url()).isEqualTo("http://a/?b=c");
  }

  @Test
  void serve_withWrongConfiguration_says78AndEveryKey() {
    assertThat(run("serve", "--set", "rtmp.port=x", "--set", "http.prt=1")).isEqualTo(78);
    assertThat(err.toString()).startsWith("livetape: the configuration has 2 errors").contains("rtmp.port", "http.prt");
    assertThat(operations.config).isNull();
  }

  @Test
  void serve_withMissingFile_says78() {
    assertThat(run("serve", "--config", "no-such-file.yaml")).isEqualTo(78);
  }

  @Test
  void pushUrl_withEverything_passesItOn() {
    assertThat(run("push-url", "a", "b_1", "--app", "class", "--record", "mp4|hls", "--interval", "60")).isZero();
    assertThat(operations.wish).isEqualTo(
        new Operations.PushUrlWish(List.of("a", "b_1"), "class", List.of(FileFormat.MP4, FileFormat.HLS), OptionalInt.of(60)));
    assertThat(out.toString()).isEqualToNormalizingNewlines("url of a\nurl of b_1\n");
  }

  @Test
  void pushUrl_withNameAlone_asksForNothingElse() {
    assertThat(run("push-url", "a")).isZero();
    assertThat(operations.wish).isEqualTo(new Operations.PushUrlWish(List.of("a"), "live", List.of(), OptionalInt.empty()));
  }

  @Test
  void keysList_always_showsEachKeyWithoutItsSecret() {
    assertThat(run("keys", "list")).isZero();
    assertThat(out.toString()).isEqualToNormalizingNewlines("""
        AKID1  2026-11-20T13:00:00Z  valid    me
        AKID2  2026-11-21T13:00:00Z  revoked  you and me
        """);
  }

  @Test
  void keysRevoke_withAName_saysWhichKeyItWas() {
    assertThat(run("keys", "revoke", "me", "--data", "d")).isZero();
    assertThat(out.toString()).isEqualToNormalizingNewlines("revoked: id of me\n");
    assertThat(operations.data).isEqualTo(Path.of("d").toAbsolutePath());
  }

  @Test
  void keysAdd_withName_printsJson() {
    assertThat(run("keys", "add", "me", "--data", "d")).isZero();
    assertThat(out.toString().strip()).isEqualTo("{\"secretId\": \"id-me\", \"secretKey\": \"k\\\"\"}");
    assertThat(operations.data).isEqualTo(Path.of("d").toAbsolutePath());
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "nothing", "serve x", "serve --set x", "serve --set =x", "serve --bogus", "demo x", "keys", "keys add", "keys revoke",
    "keys list x", "keys drop a",
    "push-url", "push-url a/b", "push-url a --app ../b", "push-url a --record mkv", "push-url a --record |",
    "push-url a --interval 0", "push-url a --interval 1h"})
  void commandLine_usedWrongly_says2AndTheUsage(String line) {
    assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains("Usage: livetape");
  }

  @Test
  void command_failingInTheWorld_says1AndTheMessageAlone() {
    operations.failure = new IOException("the port is taken");

    assertThat(run("serve")).isEqualTo(1);
    assertThat(err.toString().strip()).isEqualTo("livetape: serve failed: the port is taken");
  }

  @Test
  void command_failingByOurFault_says1AndTheTrace() {
    operations.failure = new IllegalStateException("broken");

    assertThat(run("demo")).isEqualTo(1);
    assertThat(err.toString()).startsWith("livetape: demo failed: broken").contains("at io.livetape");
  }

  private int run(String... arguments) {
    CommandLine commandLine = Main.commandLine(operations);
    return commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
  }

  private static final class FakeOperations implements Operations {
    private Exception failure;
    private Config config;
    private Path data;
    private PushUrlWish wish;

    @Override
    public void serve(Config config, Path data) throws Exception {
      fail();
      this.config = config;
      this.data = data;
    }

    @Override
    public void demo(Config config, Path data) throws Exception {
      serve(config, data);
    }

    @Override
    public List<String> pushUrls(Config config, Path data, PushUrlWish wish) {
      this.wish = wish;
      return wish.names().stream().map(name -> "url of " + name).toList();
    }

    @Override
    public ApiKey addKey(Path data, String name) {
      this.data = data;
      return new ApiKey("id-" + name, "k\"");
    }

    @Override
    public List<ListedKey> listKeys(Path data) {
      return List.of(new ListedKey("AKID1", "me", Instant.parse("2026-11-20T13:00:00.5Z"), true),
          new ListedKey("AKID2", "you and me", Instant.parse("2026-11-21T13:00:00Z"), false));
    }

    @Override
    public String revokeKey(Path data, String idOrName) {
      this.data = data;
      return "id of " + idOrName;
    }

    private void fail() throws Exception {
      if (failure != null) {
        throw failure;
      }
    }
  }
}
