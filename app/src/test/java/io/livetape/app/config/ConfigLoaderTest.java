package io.livetape.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.livetape.app.config.ConfigException.Problem;
import io.livetape.callback.Network;
import io.livetape.live.LiveStreams;
import io.livetape.media.FileFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
  @TempDir
  Path folder;

  @Test
  void key_inEveryPlace_isTakenFromTheLastOne() throws Exception {
    Path file = file("""
        rtmp:
          port: 1
          read-tick-ms: 1
          idle-timeout: 1
        """);
    Map<String, String> environment = Map.of("LIVETAPE_RTMP_PORT", "2", "LIVETAPE_RTMP_READ_TICK_MS", "2", "HOME", "x");

    RtmpConfig rtmp = ConfigLoader.load(Optional.of(file), environment, List.of("rtmp.port=3")).rtmp();

    assertThat(rtmp.port()).isEqualTo(3);
    assertThat(rtmp.readTick()).hasMillis(2);
    assertThat(rtmp.idleTimeout()).hasSeconds(1);
    assertThat(rtmp.handshakeTimeout()).hasSeconds(10);
  }

  @Test
  void key_setTwiceOnTheCommandLine_isTakenFromTheLastOne() throws Exception {
    assertThat(set("http.port=1", "http.port=2").http().port()).isEqualTo(2);
  }

  @Test
  void file_withDottedKeysAndComments_isRead() throws Exception {
    Config config = load("""
        # ours
        rtmp.port: 5
        rtmp.tls.certificate: cert.pem
        rtmp: {tls: {key: key.pem}}
        recording:
          formats: [mp4, hls]
          time-zone: Asia/Shanghai
        """);

    assertThat(config.rtmp().port()).isEqualTo(5);
    assertThat(config.rtmp().tls().on()).isTrue();
    assertThat(config.recording().formats()).containsExactly(FileFormat.MP4, FileFormat.HLS);
    assertThat(config.recording().timeZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "---\n"})
  void file_withoutKeys_changesNothing(String yaml) throws Exception {
    assertThat(load(yaml).http().port()).isEqualTo(8080);
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {"1800; 1800", "30min; 1800", "2 h; 7200", "90000ms; 90", "500ms; -"})
  void span_withAndWithoutUnit_isRead(String text, String seconds) {
    if (seconds.equals("-")) {
      assertThat(problems("recording.interval=" + text)).singleElement().extracting(Problem::key).isEqualTo("recording.interval");
    } else {
      assertThat(interval(text)).hasSeconds(Long.parseLong(seconds));
    }
  }

  private static Duration interval(String text) {
    try {
      return set("recording.interval=" + text).recording().interval();
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"67108864, 67108864", "64 MiB, 67108864", "2048KiB, 2097152"})
  void size_withAndWithoutUnit_isRead(String text, long bytes) throws Exception {
    assertThat(set("recording.buffer-max-bytes=" + text).recording().bufferMax()).isEqualTo(new ByteSize(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4,hls", "mp4|hls", " mp4 , hls ,", "[mp4, hls]", "mp4,hls,mp4"})
  void list_inAnyForm_isRead(String text) throws Exception {
    assertThat(set("recording.formats=" + text).recording().formats()).containsExactly(FileFormat.MP4, FileFormat.HLS);
  }

  @Test
  void list_givenEmpty_isEmpty() throws Exception {
    assertThat(set("recording.formats=", "callback.deny=").callback().deny()).isEmpty();
  }

  @Test
  void domains_asEntries_areRead() throws Exception {
    PushConfig push = load("""
        push:
          domains:
            - name: push.example.org
              master-key: abc
            - {name: two.example.org, master-key: d, backup-key: e}
        """).push();

    assertThat(push.domains()).containsExactly(
        new PushConfig.Domain("push.example.org", new Secret("abc"), new Secret("")),
        new PushConfig.Domain("two.example.org", new Secret("d"), new Secret("e")));
    assertThat(set("push.domains=[{name: a.example, master-key: k}]").push().domains()).hasSize(1);
  }

  @Test
  void enum_withDash_isRead() throws Exception {
    assertThat(set("rtmp.same-name=take-over").rtmp().sameName()).isEqualTo(LiveStreams.SameName.TAKE_OVER);
  }

  @Test
  void networks_areRead() throws Exception {
    CallbackConfig callback = set("callback.allow=10.0.0.0/8,::1", "callback.deny=10.1.0.0/16").callback();

    assertThat(callback.allow()).containsExactly(Network.parse("10.0.0.0/8"), Network.parse("::1"));
    assertThat(callback.deny()).containsExactly(Network.parse("10.1.0.0/16"));
  }

  @Test
  void mistakes_inEveryPlace_areReportedTogether() throws Exception {
    Path file = file("""
        rtmp:
          port: many
        recordin:
          interval: 5
        """);
    Map<String, String> environment = Map.of("LIVETAPE_HTTP_PORT", "70000", "LIVETAPE_HTTP_PROT", "1");
    List<String> assignments = List.of("disk.stop-free-bytes=3 GiB", "log.level=loud");

    ConfigException failure = catchThrowableOfType(ConfigException.class,
        () -> ConfigLoader.load(Optional.of(file), environment, assignments));

    assertThat(failure.problems()).extracting(Problem::toString).containsExactlyInAnyOrder(
        "rtmp.port = \"many\": must be a whole number, 0 to 65535 (from " + file + ", line 2)",
        "recordin.interval = (not read): unknown key, did you mean recording.interval? (from " + file + ", line 4)",
        "http.port = \"70000\": must be a whole number, 0 to 65535 (from the environment variable LIVETAPE_HTTP_PORT)",
        "LIVETAPE_HTTP_PROT = (not read): no key has this variable, did you mean LIVETAPE_HTTP_PORT? (from the environment)",
        "disk.stop-free-bytes = \"3 GiB\": must be at most disk.warn-free-bytes, 2147483648 (from --set)",
        "log.level = \"loud\": must be one of error, warn, info, debug, trace (from --set)");
    assertThat(failure).hasMessageStartingWith("the configuration has 6 errors\n  ");
  }

  @Test
  void mistakes_ofOneSection_areReportedTogetherAndOnce() {
    assertThat(problems("disk.warn-free-bytes=1", "disk.stop-free-bytes=x", "http.port=-1", "http.public-url=ftp://x"))
        .extracting(Problem::key).containsExactlyInAnyOrder("disk.stop-free-bytes", "http.port", "http.public-url");
  }

  @Test
  void secret_thatIsRefused_isNotShown() {
    String secret = "s3cret".repeat(30);

    List<Problem> problems = problems("callback.key=" + secret, "push.domains=[{name: UPPER, master-key: " + secret + ", extra: s3cret}]");

    assertThat(problems).extracting(Problem::key)
        .containsExactlyInAnyOrder("callback.key", "push.domains[0].name", "push.domains[0].master-key", "push.domains[0].extra");
    assertThat(problems.toString()).doesNotContain("s3cret");
    assertThat(problems("push.domains=[{name: a, master-key: s3cret").toString()).doesNotContain("s3cret");
    assertThat(new Secret("s3cret")).hasToString("***");
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "recording.file-name={StreamId}", "recording.file-name=a/b", "recording.file-name=a{", "recording.file-name=",
    "recording.time-zone=Mars/Base", "recording.formats=mkv", "recording.fragment-ms=501", "recording.audio-only=yes",
    "callback.url=example.org/x", "callback.url=http:///x", "callback.allow=example.org", "callback.deny=10.0.0.0/33",
    "callback.deny=10.0.0.0/x", "push.apps=a b", "push.domains=a", "push.domains=[{name: a},{name: a}]", "push.domains=[a]",
    "rtmp.tls.port=443", "rtmp.tls.certificate=x", "rtmp.host=", "rtmp.host=a b", "rtmp.port=", "rtmp.port=1.5",
    "rtmp.idle-timeout=99999999999999999999",
    "rtmp.message-max-bytes=999999999999999999 TiB", "account.appid=0", "rtmp.port=[1]"})
  void value_thatDoesNotFit_isReportedByItsKey(String assignment) {
    String key = assignment.substring(0, assignment.indexOf('='));

    // What is wrong with one part of the TLS section may be seen at another.
    String reported = key.replaceFirst("tls\\..*", "tls");
    assertThat(problems(assignment)).isNotEmpty().allSatisfy(problem -> assertThat(problem.key()).startsWith(reported));
  }

  @Test
  void file_withKeyTwice_isReportedWithBothLines() {
    assertThat(fileProblems("http:\n  port: 1\nlog.level: info\nhttp:\n  port: 2\n")).singleElement().satisfies(problem -> {
      assertThat(problem.key()).isEqualTo("http.port");
      assertThat(problem.problem()).endsWith("line 2");
      assertThat(problem.origin()).endsWith("line 5");
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: [", "- a\n- b\n", "just text", "a: b: c", "\tx: 1", "push:\n  domains:\n    - {name: a, name: b}\n"})
  void file_thatIsNoMapping_isReported(String yaml) {
    assertThat(fileProblems(yaml)).isNotEmpty();
  }

  @Test
  void file_thatIsBroken_isReportedByLineWithoutQuotingIt() {
    assertThat(fileProblems("push:\n  auth: true\ncallback:\n  key: \"s3cret\n")).singleElement().satisfies(problem -> {
      assertThat(problem.origin()).matches(".*my.yaml, line \\d+");
      assertThat(problem.toString()).doesNotContain("s3cret").doesNotContain("\n");
    });
  }

  @Test
  void file_thatIsMissing_isReported() {
    ConfigException failure = catchThrowableOfType(ConfigException.class,
        () -> ConfigLoader.load(Optional.of(folder.resolve("none.yaml")), Map.of(), List.of()));

    assertThat(failure).hasMessageContaining("none.yaml: cannot be read");
  }

  @Test
  void environment_ofLauncherAndServiceLinks_isLeftAlone() throws Exception {
    Map<String, String> environment = Map.of(
        "LIVETAPE_JAVA_HOME", "/jdk", "LIVETAPE_JAVA_OPTS", "-Xmx1g", "LIVETAPE_SERVICE_HOST", "10.0.0.1",
        "LIVETAPE_PORT", "tcp://10.0.0.1:1935", "LIVETAPE_PORT_1935_TCP_ADDR", "10.0.0.1", "LIVETAPE_WITNESSES", "required");

    assertThat(ConfigLoader.load(Optional.empty(), environment, List.of()).rtmp().port()).isEqualTo(1935);
  }

  @ParameterizedTest
  @CsvSource({"rtmp_port, rtmp.port", "RTMP.Port, rtmp.port", "recording.format, recording.formats", "interval, recording.interval"})
  void key_thatIsUnknown_getsTheNearestSuggested(String key, String suggestion) {
    assertThat(problems(key + "=1")).singleElement().extracting(Problem::problem)
        .isEqualTo("unknown key, did you mean " + suggestion + "?");
  }

  private static Config set(String... assignments) throws ConfigException {
    return ConfigLoader.load(Optional.empty(), Map.of(), List.of(assignments));
  }

  private static List<Problem> problems(String... assignments) {
    return catchThrowableOfType(ConfigException.class, () -> set(assignments)).problems();
  }

  private Config load(String yaml) throws ConfigException, IOException {
    return ConfigLoader.load(Optional.of(file(yaml)), Map.of(), List.of());
  }

  private List<Problem> fileProblems(String yaml) {
    return catchThrowableOfType(ConfigException.class, () -> load(yaml)).problems();
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("my.yaml"), yaml);
  }
}
