package io.livetape.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.common.Credential;
import io.livetape.api.PushSignature;
import io.livetape.app.config.Config;
import io.livetape.app.config.ConfigException;
import io.livetape.app.config.ConfigLoader;
import io.livetape.play.VideoUrls;
import io.livetape.testkit.Ports;
import io.livetape.testkit.ToolProcess;
import io.livetape.testkit.disk.TroubledDisk;
import io.livetape.vod.RecordedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A whole server with a data folder of its own and free ports on the loopback address, in this process or in one that can be killed.
 * It can be stopped and started again; closing it removes everything. One thread.
 */
public final class LivetapeServer implements AutoCloseable {
  /** For everything that takes milliseconds on an idle machine. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration LIFE_MAX = Duration.ofMinutes(3);
  private static final Duration SIGNATURE_VALIDITY = Duration.ofHours(1);
  private static final String APP = "live";

  private final Path root;
  private final List<String> settings;
  private final boolean ownProcess;
  private final UnaryOperator<Path> disk;
  private final List<String> prefix;
  private final HttpClient http = HttpClient.newHttpClient();
  private Running running;
  private ServerFacts facts;
  private String adminPassword;
  private DataView data;
  private boolean folderIsKept;
  /** The newest process, also when it is dead. */
  private ToolProcess newest;

  /** A server while it runs. */
  private sealed interface Running {
    record Here(Livetape livetape) implements Running {}

    record Child(ToolProcess process) implements Running {}
  }

  private LivetapeServer(boolean ownProcess, String... settings) {
    this(ownProcess, folder(), UnaryOperator.identity(), List.of(), settings);
  }

  private LivetapeServer(boolean ownProcess, Path root, UnaryOperator<Path> disk, List<String> prefix, String... settings) {
    this.ownProcess = ownProcess;
    this.root = root;
    this.disk = disk;
    this.prefix = prefix;
    // Fixed, so that addresses stay the same when the server is started again.
    this.settings = new ArrayList<>(List.of("rtmp.host=127.0.0.1", "http.host=127.0.0.1",
        "rtmp.port=" + Ports.free(), "http.port=" + Ports.free()));
    if (Arrays.stream(settings).noneMatch(setting -> setting.startsWith("cover."))) {
      this.settings.add("cover.ffmpeg=");
    }
    this.settings.addAll(Arrays.asList(settings));
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("livetape");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts one in this process, without covers unless they are set; settings are {@code key=value} as for {@code --set}. */
  public static LivetapeServer start(String... settings) {
    return new LivetapeServer(false, settings).startOrClose();
  }

  /** As {@link #start}, with files on this disk; the database's are where they really are. */
  public static LivetapeServer startOn(TroubledDisk disk, String... settings) {
    return new LivetapeServer(false, folder(), disk::at, List.of(), settings).startOrClose();
  }

  /**
   * As {@link #startProcess}, in this folder.
   *
   * @param prefix what its command line begins with, {@code env} for instance
   */
  public static LivetapeServer startProcessIn(Path root, List<String> prefix, String... settings) {
    return new LivetapeServer(true, root, UnaryOperator.identity(), prefix, settings).startOrClose();
  }

  /** Starts one as {@code livetape serve} does, in a process of its own. */
  public static LivetapeServer startProcess(String... settings) {
    return new LivetapeServer(true, settings).startOrClose();
  }

  private LivetapeServer startOrClose() {
    try {
      startAgain();
      return this;
    } catch (RuntimeException | AssertionError e) {
      close();
      throw e;
    }
  }

  /** Starts it after {@link #stop} or {@link #kill}, on the same data folder and ports. */
  public void startAgain() {
    running = ownProcess ? child() : here();
  }

  /** Starts it in a process and kills it a while after it has begun to recover, or is ready if there was nothing to recover. */
  public void startAndKill(Duration after) {
    ToolProcess process = spawn();
    running = new Running.Child(process);
    Awaitility.await("recovery").atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).pollDelay(Duration.ZERO)
        .until(() -> process.errors().contains("[recovery]") || process.errors().contains("[server] ready"));
    LockSupport.parkNanos(after.toNanos());
    kill();
  }

  private Running here() {
    try {
      Livetape livetape = Livetape.start(config(), DataFolder.open(disk.apply(root)));
      facts = livetape.facts();
      livetape.adminPassword().ifPresent(made -> adminPassword = made);
      return new Running.Here(livetape);
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("the server does not start", e);
    }
  }

  private ToolProcess spawn() {
    List<String> arguments = new ArrayList<>(List.of("serve", "--data", root.toString()));
    settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    newest = command(prefix, arguments);
    return newest;
  }

  private Running child() {
    ToolProcess process = spawn();
    int httpPort = config().http().port();
    Awaitility.await("the server is ready").atMost(PATIENCE).failFast(() -> assertThat(process.alive()).as(process.errors()).isTrue())
        .until(() -> ready(httpPort));
    facts = new ServerFacts(config().rtmp().port(), httpPort, "http://127.0.0.1:" + httpPort);
    return new Running.Child(process);
  }

  private boolean ready(int httpPort) throws InterruptedException {
    try {
      return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/readyz")).build(), BodyHandlers.ofString())
          .statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  /** Starts any command of the command line in a process of its own. */
  public static ToolProcess command(String... arguments) {
    return command(List.of(), List.of(arguments));
  }

  private static ToolProcess command(List<String> prefix, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(ProcessHandle.current().info().command().orElseThrow(),
        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:TieredStopAtLevel=1",
        "-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    return ToolProcess.start(LIFE_MAX, command);
  }

  private Config config() {
    try {
      return ConfigLoader.load(Optional.empty(), Map.of(), settings);
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** What it keeps, also while it is stopped. Opened with the first call: until then the server has its database to itself. */
  public DataView data() {
    data = data == null ? new DataView(root) : data;
    return data;
  }

  public Path root() {
    return root;
  }

  public int rtmpPort() {
    return facts.rtmpPort();
  }

  public int httpPort() {
    return facts.httpPort();
  }

  /** A new key for calls of the API. */
  public Credential apiKey() {
    return data().apiKey();
  }

  /** The password that its first start has made. Only of a server in this process. */
  public String adminPassword() {
    return adminPassword;
  }

  /** The signed push address of a stream, with these parameters besides: {@code record=mp4}. */
  public String pushUrl(String stream, String... parameters) {
    String signature = PushSignature.sign(data().setting("push.master-key"), stream, Instant.now().plus(SIGNATURE_VALIDITY));
    return unsignedUrl(stream, signature) + Stream.of(parameters).map(parameter -> "&" + parameter).reduce("", String::concat);
  }

  /** The address of a stream with this query. */
  public String unsignedUrl(String stream, String query) {
    return "rtmp://127.0.0.1:" + rtmpPort() + "/" + APP + "/" + stream + (query.isEmpty() ? "" : "?" + query);
  }

  /** The address of a path of the HTTP face, whatever public address is configured. */
  public String http(String path) {
    return "http://127.0.0.1:" + facts.httpPort() + path;
  }

  /** The address that plays a file. */
  public String url(RecordedFile file) {
    return new VideoUrls(facts.httpUrl(), config().account().appid()).of(file.format(), Long.parseLong(file.fileId()));
  }

  /** The body of an answer that must have status 200. */
  public String get(String url) {
    try {
      var answer = http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(url).isEqualTo(200);
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A figure of {@code /metrics}: its whole name with tags, as Prometheus writes it. */
  public double metric(String name) {
    return get(http("/metrics")).lines().filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1))).findFirst()
        .orElseThrow(() -> new AssertionError("no metric " + name));
  }

  /** Waits until at least this many files of a stream have landed and none is open any more; returns all of them, oldest first. */
  public List<RecordedFile> awaitFiles(String stream, int count) {
    Awaitility.await(count + " files of " + stream).atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
        .until(() -> data().files(stream).size() >= count && data().openFileIds().isEmpty());
    return data().files(stream);
  }

  /** Waits until the console's audit log, which is written behind the answers, has such a line; returns all of it. */
  public List<String> awaitAudit(String pattern) {
    Predicate<String> such = Pattern.compile(pattern).asPredicate();
    Awaitility.await(pattern).atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
        .until(() -> data().audit().stream().anyMatch(such));
    return data().audit();
  }

  /** Waits until somebody pushes. */
  public void awaitPush() {
    Awaitility.await("a push").atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> metric("livetape_streams_live") > 0);
  }

  /** Waits until nobody pushes. */
  public void awaitNoPush() {
    Awaitility.await("no push").atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> metric("livetape_streams_live") == 0);
  }

  /** Stops it as an operator would; a process must end with status 0. What it said on standard output is returned, if it is one. */
  public String stop() {
    Running last = running;
    running = null;
    return switch (last) {
      case Running.Here(Livetape livetape) -> {
        livetape.close();
        yield "";
      }
      case Running.Child(ToolProcess process) -> {
        ToolProcess.Result result = process.stop();
        assertThat(result.status()).as(result.err()).isZero();
        yield result.out();
      }
    };
  }

  /** Kills it without a word. */
  public void kill() {
    if (running instanceof Running.Child(ToolProcess process)) {
      process.kill();
      running = null;
    } else {
      throw new IllegalStateException("only a server in a process of its own can be killed");
    }
  }

  /** What the newest process, which may be dead, has said in its log so far. */
  public String log() {
    return newest.errors();
  }

  /** Closes what this test itself has open in the folder; {@link #data} opens it again. */
  public void closeData() {
    if (data != null) {
      data.close();
      data = null;
    }
  }

  /** When it is closed, its folder stays, for a person to look at. */
  public void keepFolder() {
    folderIsKept = true;
  }

  @Override
  public void close() {
    if (running != null) {
      stop();
    }
    closeData();
    http.close();
    if (!folderIsKept) {
      delete(root);
    }
  }

  private static void delete(Path root) {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
