package io.livetape.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.livetape.api.ApiKeys;
import io.livetape.api.Domains;
import io.livetape.api.PushDomains;
import io.livetape.api.PushSignature;
import io.livetape.app.config.Config;
import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.media.FileFormat;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** The commands' work on real data folders and servers. */
final class ServerOperations implements Operations {
  private static final String APP = "live";
  private static final int DEFAULT_RTMP_PORT = 1935;
  private static final String EXAMPLE_STREAM = "show";

  private final PrintStream out;

  ServerOperations(PrintStream out) {
    this.out = out;
  }

  @Override
  public void serve(Config config, Path folder) throws Exception {
    setLogLevel(config);
    CompletableFuture<Livetape> starting = new CompletableFuture<>();
    // Before anybody can know that there is something to stop.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> stop(starting)));
    try {
      DataFolder data = DataFolder.open(folder);
      Livetape livetape = Livetape.start(config, data);
      greet(config, livetape, data);
      starting.complete(livetape);
    } finally {
      starting.cancel(false);
    }
    new CountDownLatch(1).await();
  }

  /** A signal is the normal way to stop: the process then ends with status 0, not with the signal's. A start that failed has its own. */
  private static void stop(CompletableFuture<Livetape> starting) {
    try {
      starting.join().close();
    } catch (CancellationException _) {
      return;
    }
    Runtime.getRuntime().halt(0);
  }

  private static void setLogLevel(Config config) {
    Logger ours = (Logger) LoggerFactory.getLogger("io.livetape");
    ours.setLevel(Level.toLevel(config.log().level().name()));
  }

  private void greet(Config config, Livetape livetape, DataFolder data) throws Exception {
    ServerFacts facts = livetape.facts();
    PushUrlWish wish = new PushUrlWish(List.of(EXAMPLE_STREAM), APP, List.of(FileFormat.MP4, FileFormat.HLS), OptionalInt.empty());
    String pushUrl = pushUrls(config, data.root(), wish).getFirst();
    out.println("Livetape records.");
    out.println("  push    " + pushUrl);
    out.println("          (valid " + config.push().urlValidity().toHours() + " h; others: ./livetape push-url NAME)");
    out.println("  watch   " + facts.httpUrl() + "/watch/" + APP + "/" + EXAMPLE_STREAM);
    out.println("  data    " + data.root());
    livetape.adminPassword().ifPresent(password -> {
      out.println("admin password: " + password);
      out.println("          (shown this once; for the console)");
    });
    out.flush();
  }

  @Override
  public void demo(Config config, Path folder) throws Exception {
    new Demo(config, DataFolder.open(folder), this, out).run();
  }

  @Override
  public List<String> pushUrls(Config config, Path folder, PushUrlWish wish) throws Exception {
    DataFolder data = DataFolder.open(folder);
    try (Database database = Database.open(DatabaseConfig.of(data.database()))) {
      PushDomains configured = FirstStart.pushDomains(database, config.push());
      // A server may have been started with a configuration that this command was not given.
      PushDomains.Domain remembered = config.push().domains().isEmpty()
          ? FirstStart.rememberedPushDomain(database).orElse(configured.first()) : configured.first();
      PushDomains.Domain domain = new Domains(database, configured, config.push().auth()).current(remembered);
      int port = ServerFacts.read(data.serverFacts()).map(ServerFacts::rtmpPort).orElse(config.rtmp().port());
      Instant expiresAt = Instant.now().plus(config.push().urlValidity());
      return wish.names().stream().map(name -> pushUrl(domain, port, name, wish, expiresAt)).toList();
    }
  }

  private static String pushUrl(PushDomains.Domain domain, int port, String name, PushUrlWish wish, Instant expiresAt) {
    String address = domain.name() + (port == DEFAULT_RTMP_PORT ? "" : ":" + port);
    String record = wish.formats().isEmpty() ? ""
        : "&record=" + wish.formats().stream().map(FileFormat::label).collect(Collectors.joining("|"));
    String interval = wish.intervalSeconds().isEmpty() ? "" : "&record_interval=" + wish.intervalSeconds().getAsInt();
    String signature = PushSignature.sign(domain.keys().master(), name, expiresAt);
    return "rtmp://" + address + "/" + wish.app() + "/" + name + "?" + signature + record + interval;
  }

  @Override
  public ApiKey addKey(Path folder, String name) throws Exception {
    DataFolder data = DataFolder.open(folder);
    try (Database database = Database.open(DatabaseConfig.of(data.database()))) {
      ApiKeys.ApiKey key = database.writeNow(transaction -> ApiKeys.add(transaction, name, Instant.now()));
      return new ApiKey(key.secretId(), key.secretKey());
    }
  }

  @Override
  public List<ListedKey> listKeys(Path folder) throws Exception {
    DataFolder data = DataFolder.open(folder);
    try (Database database = Database.open(DatabaseConfig.of(data.database()))) {
      return database.readNow(ApiKeys::list).stream()
          .map(key -> new ListedKey(key.secretId(), key.name(), key.createdAt(), key.revokedAt() == null)).toList();
    }
  }

  @Override
  public String revokeKey(Path folder, String idOrName) throws Exception {
    List<String> ids = listKeys(folder).stream().filter(ListedKey::valid)
        .filter(key -> key.secretId().equals(idOrName) || key.name().equals(idOrName)).map(ListedKey::secretId).toList();
    if (ids.isEmpty()) {
      throw new IOException("no valid key has the id or name \"" + idOrName + "\"; keys list shows them");
    }
    if (ids.size() > 1) {
      throw new IOException("several keys are called \"" + idOrName + "\"; say which by its id: " + String.join(", ", ids));
    }
    DataFolder data = DataFolder.open(folder);
    try (Database database = Database.open(DatabaseConfig.of(data.database()))) {
      database.writeNow(transaction -> ApiKeys.revoke(transaction, ids.getFirst(), Instant.now()));
    }
    return ids.getFirst();
  }
}
