package io.livetape.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.api.CallbackRules;
import io.livetape.api.CallbackTemplate;
import io.livetape.api.CallbackTemplates;
import io.livetape.api.Secrets;
import io.livetape.app.config.Config;
import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.media.FileFormat;
import io.livetape.rtmp.RtmpPublisher;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.OptionalInt;

/**
 * {@code livetape demo}: the main job with no encoder at hand. Pushes a clip that comes with Livetape in real time, shows the events that a
 * customer's server would get, and ends with the addresses of the recordings.
 */
final class Demo {
  private static final String APP = "demo";
  private static final Duration EVENTS_WAIT = Duration.ofSeconds(30);
  private static final List<FileFormat> FORMATS = List.of(FileFormat.MP4, FileFormat.HLS, FileFormat.FLV);

  private final Config config;
  private final DataFolder data;
  private final ServerOperations operations;
  private final PrintStream out;
  private long templateId;
  private final String stream = "demo-" + LocalTime.now().format(DateTimeFormatter.ofPattern("HHmmss"));

  Demo(Config config, DataFolder data, ServerOperations operations, PrintStream out) {
    this.config = config;
    this.data = data;
    this.operations = operations;
    this.out = out;
  }

  void run() throws Exception {
    boolean served = data.served();
    out.println(served ? "A server is running on " + data.root() + "." : "No server is running: starting one on " + data.root() + ".");
    try (OpenParts parts = new OpenParts()) {
      if (!served) {
        parts.add(Livetape.start(config, data));
      }
      ServerFacts facts = ServerFacts.read(data.serverFacts()).orElseThrow();
      DemoReceiver receiver = parts.add(new DemoReceiver(Secrets.random(20)));
      setRule(receiver);
      parts.add(this::removeRule);
      push(facts);
      show(receiver.await(EVENTS_WAIT, FORMATS.size()), receiver, facts);
      if (!served) {
        keepServing();
      }
    }
  }

  private void setRule(DemoReceiver receiver) throws IOException, SQLException {
    try (Database database = Database.open(DatabaseConfig.of(data.database()))) {
      templateId = database.writeNow(transaction -> {
        long id = CallbackTemplates.nextId(transaction);
        Instant now = Instant.now();
        CallbackTemplates.put(transaction, CallbackTemplate.basic(id, APP, receiver.url(), receiver.key()), now);
        CallbackRules.remove(transaction, "", APP);
        CallbackRules.add(transaction, new CallbackRules.Rule("", APP, id, now));
        return id;
      });
    }
  }

  private void removeRule() throws IOException, SQLException {
    try (Database database = Database.open(DatabaseConfig.of(data.database()))) {
      database.writeNow(transaction -> {
        CallbackRules.remove(transaction, "", APP);
        return CallbackTemplates.remove(transaction, templateId);
      });
    }
  }

  private void push(ServerFacts facts) throws Exception {
    Operations.PushUrlWish wish = new Operations.PushUrlWish(List.of(stream), APP, FORMATS, OptionalInt.empty());
    String url = operations.pushUrls(config, data.root(), wish).getFirst();
    out.println("Pushing a test clip to " + url);
    out.println("  watch it live: " + facts.httpUrl() + "/watch/" + APP + "/" + stream);
    DemoClip clip = DemoClip.open();
    try (RtmpPublisher publisher = RtmpPublisher.connect(url)) {
      clip.send(publisher, this::progress);
    }
    out.println("  the push has ended");
  }

  private void progress(Duration sent, Duration whole) {
    out.printf("  pushed %d of %d s%n", sent.toSeconds(), whole.toSeconds());
  }

  private void show(List<JsonNode> events, DemoReceiver receiver, ServerFacts facts) {
    out.println("Events that the callback receiver at " + receiver.url() + " got, signatures checked:");
    for (JsonNode event : events) {
      out.println("  " + summary(event));
    }
    out.println("Replay:");
    for (JsonNode event : events) {
      if (event.get("event_type").asInt() == DemoReceiver.FILE_RECORDED) {
        out.println("  " + event.get("file_format").asText() + "  " + event.get("video_url").asText());
      }
    }
    out.println("  page " + facts.httpUrl() + "/watch/" + APP + "/" + stream);
    out.flush();
  }

  private static String summary(JsonNode event) {
    return switch (event.get("event_type").asInt()) {
      case 1 -> "1    push of " + event.get("stream_id").asText() + " began";
      case 0 -> "0    push ended: " + event.get("errmsg").asText();
      default -> "100  " + event.get("file_format").asText() + " file " + event.get("file_id").asText() + " recorded, "
          + event.get("duration").asInt() + " s, " + event.get("file_size").asLong() + " bytes";
    };
  }

  /** The addresses answer as long as a server runs: with a person at the keyboard the demo's own goes on until told to stop. */
  private void keepServing() {
    Console console = System.console();
    if (console != null && console.isTerminal()) {
      out.println("The server goes on until you press Enter.");
      out.flush();
      console.readLine();
    } else {
      out.println("The server of this demo stops now; to watch, run: ./livetape serve --data " + data.root());
    }
  }
}
